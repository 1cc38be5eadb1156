import { secretShapes } from './secret-shapes.ts'
import { type Unescaped, unescaped } from './unescaped.ts'

const REDACTED = '[key]'
/** A secret shorter than this could be anything. */
const SHORTEST = 4
/** What is entered for servers that want no key, and what documentation has in the place of one. */
const placeholder = /^(?:none|null|empty|unused|dummy|fake|test|no-?key|not-?needed|sk-no-key-required|x+)$/i
/** So much of a secret in one piece is part of it. */
const TELLING = 8
/** What stands for the middle of a key: OpenAI's stars, LiteLLM's dots. */
const middle = /\*{2,}|\.{3,}|…+|•{2,}|x{4,}/gi
/** What may be base64, of either alphabet, of something long enough to tell. */
const base64 = /[A-Za-z0-9+/_-]{11,}/g
/** The longest text of a server that is shown. */
const QUOTED_LENGTH = 200

/** A stretch of a text, its end excluded. */
type Range = [from: number, to: number]

/** A secret, and what of it is looked for. */
interface Secret {
  exact: string
  /** What `unescaped` makes of it in the end. */
  plain: string
  /** Telling pieces of it, exact and plain. */
  pieces: { exact: string[]; plain: string[] }
}

/** Every secret this process was given. In no file; forgotten with the process. */
const known = new Map<string, Secret>()

/** From now on this secret is taken out of all that is said. Call it with every key and secret header before it is used. */
export function noteSecret(exact: string): void {
  if (exact.length < SHORTEST || placeholder.test(exact) || known.has(exact)) return
  const plain = plainest(unescaped(exact)).letters
  const size = Math.min(TELLING, exact.length)
  // What is an escape in a secret is fewer letters in the end: a piece that told as it was tells still.
  const plainSize = Math.max(SHORTEST, Math.ceil((size * plain.length) / exact.length))
  known.set(exact, { exact, plain, pieces: { exact: piecesOf(exact, size), plain: piecesOf(plain, plainSize) } })
}

/**
 * Takes every secret out of a text: those that were noted, however they are quoted, in base64, in part or with their middle
 * left out, and everything that looks like a key. All that Parley logs, shows or reports of others' words goes through here.
 */
export function redact(text: string): string {
  let clean = text
  for (const { exact } of known.values()) clean = clean.replaceAll(exact, REDACTED)
  const readings = unescaped(clean)
  const { letters, origins } = plainest(readings)
  const encoded = [...letters.matchAll(base64)].map(match => ({ range: rangeOf(match), texts: decoded(match[0]) }))
  const middles = [...letters.matchAll(middle)].map(rangeOf)
  const found: Range[] = secretShapes.flatMap(shape => [...letters.matchAll(shape)].map(rangeOf))
  const foundEarlier: Range[] = []
  for (const { exact, plain, pieces } of known.values()) {
    found.push(...pieces.plain.flatMap(piece => rangesOf(piece, letters)))
    found.push(...middles.flatMap(range => abbreviation(plain, letters, range)))
    for (const { range, texts } of encoded) {
      if (texts.some(text => pieces.exact.some(piece => text.includes(piece)))) found.push(range)
    }
    // What is an escape in a secret may leave too little of it in the end.
    if (exact !== plain) foundEarlier.push(...readings.flatMap(reading => originsOf(pieces.exact, reading)))
    if (plain.length < SHORTEST) foundEarlier.push(...wrappedIn({ letters, origins }, exact, plain))
  }
  return withoutRanges(clean, [...found.map(range => originOf(range, origins)), ...foundEarlier])
}

/** What a server said, fit to be shown: without secrets or what steers a terminal, on one line, and short. */
export function quote(text: string): string {
  const clean = redact(text)
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim()
  return clean.length > QUOTED_LENGTH ? `${clean.slice(0, QUOTED_LENGTH - 1)}…` : clean
}

/** Every run of so many letters. */
function piecesOf(secret: string, size: number): string[] {
  return Array.from({ length: Math.max(0, secret.length - size + 1) }, (_, at) => secret.slice(at, at + size))
}

function plainest(readings: [Unescaped, ...Unescaped[]]): Unescaped {
  return readings.at(-1) ?? readings[0]
}

/** Where pieces that are in a reading come from. */
function originsOf(pieces: readonly string[], { letters, origins }: Unescaped): Range[] {
  return pieces.flatMap(piece => rangesOf(piece, letters)).map(range => originOf(range, origins))
}

/** Where a secret stands of which hardly a letter is left: those letters, in the place of at least as many as it has. */
function wrappedIn({ letters, origins }: Unescaped, exact: string, plain: string): Range[] {
  const stretches = plain === '' ? [] : rangesOf(plain, letters)
  return stretches
    .map(([from, to]): Range => [from === 0 ? 0 : (origins[from - 1] ?? 0) + 1, origins[to] ?? 0])
    .filter(([from, to]) => to - from >= exact.length)
}

function originOf([from, to]: Range, origins: readonly number[]): Range {
  return [origins[from] ?? 0, origins[to] ?? Number.POSITIVE_INFINITY]
}

function rangesOf(piece: string, letters: string): Range[] {
  const found: Range[] = []
  for (let at = letters.indexOf(piece); at >= 0; at = letters.indexOf(piece, at + 1))
    found.push([at, at + piece.length])
  return found
}

/** A secret whose middle is left out there: its beginning, its end, or both stand around it. */
function abbreviation(secret: string, letters: string, [from, to]: Range): Range[] {
  const before = longest(secret, length => length <= from && letters.startsWith(secret.slice(0, length), from - length))
  const after = longest(secret, length => letters.startsWith(secret.slice(-length), to))
  return before + after >= SHORTEST ? [[from - before, to + after]] : []
}

/** The longest part, short of the whole, for which something holds. */
function longest(whole: string, holds: (length: number) => boolean): number {
  for (let length = whole.length - 1; length > 0; length--) if (holds(length)) return length
  return 0
}

/** What base64 says, wherever in it something begins. */
function decoded(text: string): string[] {
  return [0, 1, 2, 3].map(skipped => Buffer.from(text.slice(skipped), 'base64').toString('latin1'))
}

function rangeOf(match: RegExpExecArray): Range {
  return [match.index, match.index + match[0].length]
}

function withoutRanges(text: string, ranges: Range[]): string {
  let clean = ''
  let at = 0
  let isRedacted = false
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    if (from > at) {
      clean += text.slice(at, from)
      isRedacted = false
    }
    if (!isRedacted) clean += REDACTED
    isRedacted = true
    at = Math.max(at, to)
  }
  return clean + text.slice(at)
}
