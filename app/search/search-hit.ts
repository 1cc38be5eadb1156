import * as v from 'valibot'
import { IdSchema, type Reply, type Turn } from '../conversation.ts'
import { msOf } from '../turns/alignment.ts'
import { excerptOf, findMatches, type Match } from './search-matches.ts'
import type { SearchQuery } from './search-query.ts'

const Offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const MarksSchema = v.pipe(v.array(v.object({ start: Offset, end: Offset })), v.readonly())

/** About how many characters of an excerpt are shown. */
const EXCERPT_LENGTH = 100

/** What was found on one side of a turn. */
const SearchPartSchema = v.object({
  side: v.picklist(['recording', 'reply']),
  /** The first match in its context; the beginning where only filters were given. */
  excerpt: v.object({
    text: v.string(),
    marks: MarksSchema,
    isCutBefore: v.boolean(),
    isCutAfter: v.boolean(),
  }),
  /** Where the first match is in `searchedWords`, in UTF-16 units. */
  charOffset: Offset,
  /** When the first match is said in the sound of that side; null if it is in no sound. */
  atMs: v.nullable(v.pipe(v.number(), v.minValue(0))),
})
/** What was found on one side of a turn. */
export type SearchPart = v.InferOutput<typeof SearchPartSchema>

/** A hit of a search: a turn by its words, or a conversation by the name its user gave it. */
export const SearchHitSchema = v.variant('kind', [
  v.object({
    kind: v.literal('turn'),
    conversationId: IdSchema,
    conversationTitle: v.string(),
    turnId: IdSchema,
    /** The turn's position in its conversation. */
    position: Offset,
    createdAt: v.number(),
    /** The sides on which it was found, in the order they are heard. */
    parts: v.array(SearchPartSchema),
  }),
  v.object({
    kind: v.literal('conversation'),
    conversationId: IdSchema,
    conversationTitle: v.string(),
    /** What was found within the title. */
    marks: MarksSchema,
  }),
])
/** A hit of a search. */
export type SearchHit = v.InferOutput<typeof SearchHitSchema>

/** The order of hits: newest first, or best first. */
export const SearchOrderSchema = v.picklist(['recency', 'rank'])
/** The order of hits. */
export type SearchOrder = v.InferOutput<typeof SearchOrderSchema>

/** A position among the hits of a search, after which the next page begins. `score` counts if the best come first. */
export const SearchCursorSchema = v.object({ score: v.pipe(v.number(), v.finite()), searchId: Offset })
/** A position among the hits of a search. */
export type SearchCursor = v.InferOutput<typeof SearchCursorSchema>

/** The part of a turn that is searched. */
export type SearchedTurn = Pick<Turn, 'text' | 'transcript' | 'recording' | 'reply'>

/** The searchable words of one side of a turn. The user's are what was typed and, below it, what was said. */
export function searchedWords(
  { text, transcript, reply }: Pick<Turn, 'text' | 'transcript'> & { reply: Pick<Reply, 'words'> | null },
  side: SearchPart['side'],
): string {
  if (side === 'reply') return reply?.words ?? ''
  return [text, transcript?.words ?? ''].filter(words => words !== '').join('\n')
}

/** Where a turn has what is searched for. Without words to look for: the beginning of each side that is searched. */
export function partsOf(turn: SearchedTurn, query: SearchQuery): SearchPart[] {
  return (['recording', 'reply'] as const).flatMap(side => {
    const words = searchedWords(turn, side)
    const matches = matchesOn(turn, side, query)
    if (words === '' || !isSearched(side, query) || (matches.length === 0 && query.terms.length > 0)) return []
    const charOffset = matches[0]?.start ?? 0
    return [
      {
        side,
        excerpt: excerptOf(words, matches, EXCERPT_LENGTH),
        charOffset,
        atMs: soundMsOf(turn, side, matches),
      },
    ]
  })
}

/** The matches in `searchedWords` of one side; none on a side that the query excludes. */
export function matchesOn(turn: SearchedTurn, side: SearchPart['side'], query: SearchQuery): Match[] {
  return isSearched(side, query) ? findMatches(searchedWords(turn, side), query) : []
}

/** When the first of its matches is said in the sound of a side, in milliseconds; null if none is in a sound. */
export function soundMsOf(turn: SearchedTurn, side: SearchPart['side'], matches: readonly Match[]): number | null {
  const spoken = side === 'reply' ? turn.reply : turn.transcript
  const sound = side === 'reply' ? turn.reply?.sound : turn.recording
  if (!spoken || !sound) return null
  const from = searchedWords(turn, side).length - spoken.words.length
  const first = matches.find(({ end }) => end > from)
  if (!first) return null
  return Math.round(msOf(spoken.alignment, first.start - from, spoken.words.length, sound.durationMs))
}

/** Whether a query searches that side. */
export function isSearched(side: SearchPart['side'], { from }: SearchQuery): boolean {
  return from === null || (from === 'me') === (side === 'recording')
}
