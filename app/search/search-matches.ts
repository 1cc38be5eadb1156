import type { SearchQuery, SearchTerm } from './search-query.ts'
import { type Token, tokensOf } from './search-tokens.ts'
import { segmenter } from './segmenter.ts'

/** A part of a text that was found: UTF-16 offsets, `end` exclusive. */
export type Match = { readonly start: number; readonly end: number }

/** A part of a text around a match, on one line. */
export type Excerpt = {
  readonly text: string
  /** The matches within the excerpt. */
  readonly marks: readonly Match[]
  readonly isCutBefore: boolean
  readonly isCutAfter: boolean
}

/** How far into an excerpt the first match is, so that it is read in context. */
const LEAD = 1 / 3
/** A longer run of letters may be cut within, so that the excerpt keeps its length. */
const LONGEST_WORD = 24

/**
 * Where a text has any of the words or phrases of a query, in order; matches that touch or overlap are joined. These are exactly the places
 * that SQLite finds in its `indexText`. The caller looks after whose words are searched (`from`).
 */
export function findMatches(text: string, { terms }: SearchQuery): Match[] {
  if (terms.length === 0) return []
  const tokens = tokensOf(text)
  const found = terms.flatMap(term =>
    tokens.flatMap((first, i) => {
      const last = tokens[i + term.tokens.length - 1]
      return last !== undefined && isAt(term, tokens, i) ? [{ start: first.start, end: last.end }] : []
    }),
  )
  return merge(found)
}

/**
 * About `length` characters of a text around its first match, or its beginning if there is none. It is cut between words, never within a
 * visible character. Each line break becomes one space.
 */
export function excerptOf(text: string, matches: readonly Match[], length: number): Excerpt {
  const first = matches[0] ?? { start: 0, end: 0 }
  const from = Math.max(0, Math.min(first.start - Math.floor(length * LEAD), text.length - length))
  const start = wordStartAt(text, from)
  const wordEnd = wordStartAt(text, from + length)
  const end = wordEnd >= first.end ? wordEnd : characterStartAt(text, from + length)
  const part = text.slice(start, end)
  const kept = { start: end - part.trimStart().length, end: start + part.trimEnd().length }
  const marks = matches
    .filter(match => match.start < kept.end && match.end > kept.start)
    .map(match => ({
      start: Math.max(match.start, kept.start) - kept.start,
      end: Math.min(match.end, kept.end) - kept.start,
    }))
  return {
    text: part.trim().replace(/\s/gu, ' '),
    marks,
    isCutBefore: text.slice(0, kept.start).trim() !== '',
    isCutAfter: text.slice(kept.end).trim() !== '',
  }
}

function isAt({ tokens, isPrefix }: SearchTerm, inText: readonly Token[], at: number): boolean {
  return tokens.every((token, i) => {
    const there = inText[at + i]?.token
    const isLast = i === tokens.length - 1
    return there === token || (isPrefix && isLast && there?.startsWith(token) === true)
  })
}

function merge(matches: readonly Match[]): Match[] {
  const merged: Match[] = []
  for (const match of [...matches].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const before = merged.at(-1)
    if (before !== undefined && match.start <= before.end) {
      merged[merged.length - 1] = { start: before.start, end: Math.max(before.end, match.end) }
    } else merged.push(match)
  }
  return merged
}

/** `at`, or the beginning of the word that it is in; if that word is too long, of the character. */
function wordStartAt(text: string, at: number): number {
  const start = segmenter('word').segment(text).containing(at)?.index ?? text.length
  return at - start <= LONGEST_WORD ? start : characterStartAt(text, at)
}

/** `at`, or the beginning of the visible character that it is in. */
function characterStartAt(text: string, at: number): number {
  return segmenter('grapheme').segment(text).containing(at)?.index ?? text.length
}
