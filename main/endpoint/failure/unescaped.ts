/** A text with everything that is written in disguise written plainly, and where each letter of it came from. */
export interface Unescaped {
  letters: string
  /** For each letter, and for the end, its place in the original text. */
  origins: number[]
}

/** Escapes of escapes, as in JSON inside of JSON inside of a URL. */
const ROUNDS = 8
/** Percent signs (RFC 3986), character references (HTML) and backslashes of any language; the last of them is simply dropped. */
const disguise =
  /%(?<percent>[0-9a-f]{2})|&#x(?<hex>[0-9a-f]{1,4});|&#(?<decimal>\d{1,5});|&(?<name>amp|lt|gt|quot|apos);|\\+u(?<unit>[0-9a-f]{4})|\\+/gi
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Undoes what JSON, URLs, HTML and Python do to a text when they quote it, also several times over: the text as it is, and
 * after each time. A text and all quotations of it end in the same letters, so that one can be found in another.
 */
export function unescaped(text: string): [Unescaped, ...Unescaped[]] {
  let present: Unescaped = { letters: text, origins: Array.from({ length: text.length + 1 }, (_, at) => at) }
  const readings: [Unescaped, ...Unescaped[]] = [present]
  for (let round = 0; round < ROUNDS; round++) {
    const next = unescapeOnce(present)
    if (next.letters.length === present.letters.length) break
    readings.push(next)
    present = next
  }
  return readings
}

function unescapeOnce({ letters, origins }: Unescaped): Unescaped {
  let plain = ''
  const from: number[] = []
  let at = 0
  const keep = (end: number) => {
    plain += letters.slice(at, end)
    for (; at < end; at++) from.push(origins[at] ?? 0)
  }
  for (const match of letters.matchAll(disguise)) {
    keep(match.index)
    const letter = letterOf(match.groups ?? {})
    if (letter !== '') from.push(origins[at] ?? 0)
    plain += letter
    at += match[0].length
  }
  keep(letters.length)
  from.push(origins[letters.length] ?? 0)
  return { letters: plain, origins: from }
}

function letterOf({ percent, hex, unit, decimal, name }: Record<string, string | undefined>): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? ''
  if (decimal !== undefined) return String.fromCharCode(Number(decimal))
  const code = percent ?? hex ?? unit
  return code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16))
}
