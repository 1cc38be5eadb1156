const isNumber = /^\d+(\.\d+)?$/
const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/**
 * How long a server asks to be left alone, in milliseconds: by header (OpenAI's `retry-after-ms`; RFC 9110, "Retry-After"), else
 * in the words of OpenAI and LiteLLM, "try again in 1m2.5s"; null when it does not say.
 */
export function retryAfterOf(headers: Headers, message: string, now: number): number | null {
  const exact = headers.get('retry-after-ms')?.trim() ?? ''
  const said = headers.get('retry-after')?.trim() ?? ''
  // A date is meant by the server's clock, which may be another than ours.
  const sentAt = Date.parse(headers.get('date') ?? '')
  const ms = [
    isNumber.test(exact) ? Number(exact) : Number.NaN,
    isNumber.test(said) ? Number(said) * 1000 : Date.parse(said) - (Number.isFinite(sentAt) ? sentAt : now),
    waitInWords(message),
  ].find(Number.isFinite)
  return ms === undefined ? null : Math.max(0, Math.round(ms))
}

/** "Please try again in 6m0s", "in 20ms", "in 5 seconds", in milliseconds; NaN when nothing of the kind is said. */
function waitInWords(message: string): number {
  const [, amount] =
    /try again in ((?:\d+(?:\.\d+)?\s*(?:ms|s|m|h|seconds?|minutes?|hours?)(?![a-z])\s*)+)/i.exec(message) ?? []
  const parts = [...(amount ?? '').matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smh])/gi)]
  if (parts.length === 0) return Number.NaN
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit?.toLowerCase() ?? ''] ?? 0), 0)
}
