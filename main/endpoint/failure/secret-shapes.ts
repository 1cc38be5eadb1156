/** What keys look like, whoever's they are: nothing of the kind is ever shown or logged. */
export const secretShapes: readonly RegExp[] = [
  // OpenAI, OpenRouter, LiteLLM and many others; whole, or with its middle left out.
  /(?<![\w#-])sk-(?:[\w*…-]|\.(?=[\w*.…]))+/g,
  // Groq, Hugging Face, xAI, Perplexity, Replicate; Google.
  /\b(?:gsk|hf|xai|pplx|r8)[_-]\w{16,}/g,
  /\bAIza[\w-]{30,}/g,
  // HTTP's credentials (RFC 9110, "Authorization").
  /\bBearer\s+(?!(?:token|auth\w*|prefix|scheme|header|key|realm)\b)[^\s"',;]{4,}/gi,
  /\bBasic\s+[A-Za-z0-9+/_-]{8,}=*/gi,
  // JSON Web Tokens (RFC 7519).
  /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g,
  // Azure's keys, old and new; LiteLLM's hashes of keys.
  /\b[0-9a-f]{32}\b/gi,
  /\b[0-9a-f]{64}\b/gi,
  /\b[A-Za-z0-9]{80,}\b/g,
  /(?<=Key Hash \(Token\)\s?=\s?)\w+/gi,
  // Whatever is given as one: a name, and something with a digit in it.
  /(?<=\b(?:(?:x-|proxy-)?(?:api|access|subscription|secret|private)[-_ ]?(?:key|token)|authorization|password|secret)["']?\s*[:=]\s*["']?)(?=[^\s"',;&})]*\d)[^\s"',;&})]{6,}/gi,
]
