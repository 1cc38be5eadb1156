import { words } from '../words/words.ts'
import { isSoloToken, tokensOf } from './search-tokens.ts'

/** Tokens that must be next to each other, in order: a word, the parts of `don't`, or a phrase. */
export type SearchTerm = {
  readonly tokens: readonly string[]
  /** Whether the last token may be only the beginning of a word. */
  readonly isPrefix: boolean
}

/** What is searched for. All of it must match. */
export type SearchQuery = {
  readonly terms: readonly SearchTerm[]
  /** Whose words are searched; null for both. */
  readonly from: 'me' | 'reply' | null
  /** Only turns from this moment on, in milliseconds since 1970. */
  readonly after: number | null
  /** Only turns before this moment, in milliseconds since 1970. */
  readonly before: number | null
  /** Words of the name of the voice that replied, as typed; the last may be a beginning. */
  readonly voice: string | null
  /** Words of the name of the model that replied, as typed; the last may be a beginning. */
  readonly model: string | null
  /** A sentence about a date that could not be read and is ignored. */
  readonly complaint: string | null
}

type Piece = {
  /** The filter's name in lower case; empty when there is none. */
  readonly name: string
  /** The word or phrase, or the filter's value, without quotes. */
  readonly value: string
  /** The piece as typed. */
  readonly typed: string
  /** Whether more may be typed: no closing quote ends it. */
  readonly isOpen: boolean
}

const NO_FILTERS: Omit<SearchQuery, 'terms'> = {
  ...{ from: null, after: null, before: null, voice: null, model: null, complaint: null },
}

/** A filter with its value, a phrase, or a word. A quote that is not closed extends to the end. */
const PIECE = /(from|after|before|voice|model):(?:"([^"]*)("|$)|([^\s"]*))|"([^"]*)("|$)|[^\s"]+/giu
/** Quotes that keyboards insert by themselves. */
const CURLY = /[“”„‟＂]/gu
/** A year, month or day in ISO 8601. */
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/**
 * Parses what was typed into the search field: words, "phrases", `from:me` or `from:reply`, `after:` and `before:` with a year, month or
 * day (its first midnight in local time), `voice:` and `model:`. Anything that is no filter is searched for as it is. With `asYouType` the
 * last word counts once it has two letters, or one character of a script without spaces.
 */
export function parseQuery(text: string, { asYouType = false } = {}): SearchQuery {
  const pieces = piecesOf(text)
  const terms: SearchTerm[] = []
  let filters = NO_FILTERS
  for (const [i, piece] of pieces.entries()) {
    const isBeingTyped = asYouType && piece.isOpen && i === pieces.length - 1
    const filter = filterOf(piece, isBeingTyped)
    if (filter !== null) {
      filters = { ...filters, ...filter }
      continue
    }
    const tokens = wordsOf(piece.name === '' ? piece.value : piece.typed)
    if (tokens.length > 0) terms.push({ tokens, isPrefix: isBeingTyped && areEnough(tokens) })
  }
  return { terms, ...filters }
}

/**
 * Whether a query is narrow enough not to find nearly everything: it has a word of two letters, one character that is a token, or a filter.
 */
export function saysEnough({ terms, complaint: _, ...filters }: SearchQuery): boolean {
  return terms.some(({ tokens }) => areEnough(tokens)) || Object.values(filters).some(filter => filter !== null)
}

/**
 * The query in FTS5's syntax (SQLite, "Full-text Query Syntax"), without its dates; null when nothing is left. It is for a table whose
 * columns `mine`, `reply`, `voice` and `model` hold `indexText`, and whose column `sides` says by `me` and `reply` which sides have words.
 */
export function toMatchExpression({ terms, from, voice, model }: SearchQuery): string | null {
  const phrases = terms.map(({ tokens, isPrefix }) => phraseOf(tokens, isPrefix))
  const columns = from === null ? '{mine reply}' : from === 'me' ? 'mine' : 'reply'
  const sought = [
    ...(phrases.length > 0 ? [`${columns} : (${phrases.join(' AND ')})`] : []),
    ...(phrases.length === 0 && from !== null ? [`sides : ${phraseOf([from], false)}`] : []),
    ...(voice === null ? [] : [`voice : ${phraseOf(wordsOf(voice), true)}`]),
    ...(model === null ? [] : [`model : ${phraseOf(wordsOf(model), true)}`]),
  ]
  return sought.length === 0 ? null : sought.join(' AND ')
}

/** Tokens contain no quotes, so they cannot end the string or mean anything to FTS5. */
function phraseOf(tokens: readonly string[], isPrefix: boolean): string {
  return `"${tokens.join(' ')}"${isPrefix ? ' *' : ''}`
}

function wordsOf(text: string): string[] {
  return tokensOf(text).map(({ token }) => token)
}

function piecesOf(text: string): Piece[] {
  return [...text.replace(CURLY, '"').matchAll(PIECE)].map(match => {
    const [typed, name = '', quoted, quote, plain, phrase, phraseQuote] = match
    const value = quoted ?? plain ?? phrase ?? typed
    return { name: name.toLowerCase(), value, typed, isOpen: (quote ?? phraseQuote) !== '"' }
  })
}

/** How a piece narrows the search, by nothing while it is still being typed; null when it is to be searched for. */
function filterOf({ name, value, typed }: Piece, isBeingTyped: boolean): Partial<SearchQuery> | null {
  switch (name) {
    case 'from': {
      const from = value.toLowerCase()
      if (from === 'me' || from === 'reply') return { from }
      return isBeingTyped && ('me'.startsWith(from) || 'reply'.startsWith(from)) ? {} : null
    }
    case 'voice':
    case 'model':
      if (wordsOf(value).length > 0) return { [name]: value.trim() }
      return isBeingTyped ? {} : null
    case 'after':
    case 'before': {
      const at = midnightOf(value)
      if (at !== null) return { [name]: at }
      return isBeingTyped && /^[\d-]*$/.test(value) ? {} : { complaint: words.search.dateUnclear(typed) }
    }
    default:
      return null
  }
}

/** The first midnight, in local time, of a day, month or year; null for anything that is no date. */
function midnightOf(value: string): number | null {
  const [, year = '', month = '1', day = '1'] = DATE.exec(value) ?? []
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  const isThatDay = date.getFullYear() === Number(year) && date.getMonth() === Number(month) - 1
  return year !== '' && isThatDay && date.getDate() === Number(day) ? date.getTime() : null
}

/** Whether that is long enough not to find nearly everything. */
function areEnough(tokens: readonly string[]): boolean {
  const last = tokens.at(-1) ?? ''
  return [...tokens.join('')].length >= 2 || isSoloToken(last)
}
