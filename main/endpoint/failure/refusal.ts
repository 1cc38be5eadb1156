import * as v from 'valibot'

/** What a server said when it refused, in the shape that is common to all of them. Not yet cleaned: it may hold a key. */
export interface Refusal {
  /** HTTP status; of an error within a reply the one it names, or null when it names none. */
  status: number | null
  type: string
  code: string
  param: string
  message: string
  /** The answer is a web page. */
  isPage: boolean
  /** Where a redirect points; empty when there is none. */
  location: string
  /** A LiteLLM proxy passes on what the server behind it said: a status is that server's, and so is the key it refused. */
  isPassedOn: boolean
}

/** What is told about an answer before its body. */
export type RefusalHead = Pick<Refusal, 'status' | 'isPage' | 'location'>

/** What the SDK puts before an answer that is no JSON, or in place of one without a body. */
const SDK_PREFIX = /^\d{3}\s+(status code \(no body\)$)?/
const Text = v.fallback(v.pipe(v.union([v.string(), v.number()]), v.transform(String)), '')
const ErrorSchema = v.object({
  type: v.optional(Text, ''),
  code: v.optional(Text, ''),
  param: v.optional(Text, ''),
  message: v.optional(v.unknown()),
  /** FastAPI, and LiteLLM's older answers. */
  detail: v.optional(v.unknown()),
  /** Other gateways. */
  msg: v.optional(v.unknown()),
  errors: v.optional(v.unknown()),
  /** OpenRouter wraps what the model's maker said. */
  metadata: v.optional(v.unknown()),
})
/** How LiteLLM begins what it passes on: `litellm.RateLimitError: RateLimitError: OpenAIException - `, or parts of that. */
const PASSED_ON = /^(litellm\.\w+:\s*)+(\w+Error:\s*)?(\w+(Exception|Error)\s+-\s+)?|^\w+Exception\s+-\s+/
/** Where such a message stops being about what went wrong: a stack trace, the answer itself, names of the proxy's own parts. */
const ASIDE =
  /\s*(Traceback \(most recent call last\)|\n+LiteLLM: |Received Model Group=|Deployment Info:|Error_str:|,? Original Response: | Received: ')/
/** What FastAPI finds wrong with a request: where, and what. */
const ComplaintsSchema = v.array(v.object({ loc: v.optional(v.array(Text), []), msg: v.string() }))
const RawSchema = v.object({ raw: v.unknown() })
const NestedSchema = v.object({ error: v.unknown() })

/**
 * Reads an error body: OpenAI's `{message, type, param, code}`, FastAPI's `{detail}`, OpenRouter's `metadata.raw`, LiteLLM's
 * dictionaries printed as text, Google's lists of one, or plain text.
 */
export function readRefusal(head: RefusalHead, body: unknown, plainText: string): Refusal {
  const parsed = v.safeParse(ErrorSchema, unlisted(body))
  const isPage = head.isPage || /^\s*(\d{3}\s+)?<(!doctype|html|head|body)/i.test(plainText)
  if (!parsed.success) {
    const message = typeof body === 'string' ? body : isPage ? '' : plainText.replace(SDK_PREFIX, '')
    return { ...head, type: '', code: '', param: '', message: cleaned(message), isPage, isPassedOn: false }
  }
  const { type, code, param, message, detail, msg, errors, metadata } = parsed.output
  const raw = v.safeParse(RawSchema, metadata)
  const said =
    (raw.success ? textOf(raw.output.raw) : '') ||
    [message, detail, msg, errors].map(each => textOf(each)).find(each => each) ||
    ''
  return {
    ...head,
    // LiteLLM and OpenRouter write the status as the code.
    status: head.status ?? (/^[45]\d\d$/.test(code) ? Number(code) : null),
    type: unlessNone(type),
    code: unlessNone(code),
    param: unlessNone(param),
    message: said,
    isPage,
    isPassedOn: typeof message === 'string' && PASSED_ON.test(message),
  }
}

function unlisted(body: unknown): unknown {
  const only = v.safeParse(v.tuple([NestedSchema]), body)
  return only.success ? only.output[0].error : body
}

/** The words in an error, however deeply they are wrapped. */
function textOf(value: unknown, depth = 0): string {
  if (depth > 4) return ''
  if (typeof value === 'string') {
    const inner = parseObject(value)
    const words = inner === null ? '' : textOf(inner, depth + 1)
    return words || cleaned(value)
  }
  const complaints = v.safeParse(ComplaintsSchema, value)
  if (complaints.success) return complaints.output.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ')
  if (Array.isArray(value)) return textOf(value[0], depth + 1)
  const nested = v.safeParse(NestedSchema, value)
  if (nested.success && nested.output.error) return textOf(nested.output.error, depth + 1)
  const error = v.safeParse(ErrorSchema, value)
  if (!error.success) return ''
  return textOf(error.output.message ?? error.output.detail, depth + 1)
}

/** An object from JSON, or from the beginning of a Python dictionary printed as text. */
function parseObject(text: string): unknown {
  const pythonError = /\{'error': ['"]([^'"]+)/.exec(text)
  if (pythonError) return { error: pythonError[1] }
  if (!text.trimStart().startsWith('{')) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Drops what LiteLLM puts around the words of others. */
function cleaned(text: string): string {
  const [said = ''] = text.split(ASIDE)
  return said.replace(PASSED_ON, '')
}

/** LiteLLM writes Python's `None` as text. */
function unlessNone(text: string): string {
  return text === 'None' ? '' : text
}
