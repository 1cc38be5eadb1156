import type { SearchHit } from '../../../app/search/search-hit.ts'
import { parseQuery, toMatchExpression } from '../../../app/search/search-query.ts'
import { formatDate, formatDuration, formatTime } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { Misuse } from '../../parse-arguments.ts'
import type { Command } from './command.ts'
import { withLibrary } from './open-existing.ts'

const USUAL_LIMIT = 20

/** Finds what was said, in the language of the window's search box. */
export const search: Command = {
  name: 'search',
  operands: 'QUERY…',
  count: { min: 1, max: Number.POSITIVE_INFINITY },
  summary: 'Find what was said: words, "a phrase", from:me, after:2026-01-31, voice:, model:.',
  options: [
    { name: 'limit', value: 'N', summary: `the most turns that are told (default: ${USUAL_LIMIT})` },
    { name: 'newest', value: null, summary: 'the newest first, not the best' },
  ],
  async run(call, surroundings) {
    const { stdout, stderr } = surroundings
    const limit = limitFrom(call.values.get('limit')?.[0])
    const order = call.values.has('newest') ? 'recency' : 'rank'
    const typed = call.operands.join(' ')
    const query = parseQuery(typed)
    const isNothing = toMatchExpression(query) === null && query.after === null && query.before === null
    if (isNothing && query.complaint === null) {
      throw new Misuse(
        `“${typed}” says nothing to search for. Give a word, a "phrase" or a filter such as from:me; signs and emoji are not searched.`,
      )
    }
    const { hits } = await withLibrary(call, surroundings, library =>
      library.search(query, { order, before: null, limit }),
    )
    if (query.complaint !== null) stderr.write(`${query.complaint}\n`)
    else if (hits.length === 0) stderr.write(`${words.search.nothing(typed)}.\n`)
    stdout.write(call.printsJson ? `${JSON.stringify(hits)}\n` : hits.map(linesOf).join(''))
    return hits.length > 0
  },
}

function limitFrom(text: string | undefined): number {
  if (text === undefined) return USUAL_LIMIT
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (limit === 0) throw new Misuse(`--limit wants a number from 1 on, not “${text}”.`)
  return limit
}

/** A line for each side that was found: conversation, moment, who, where in the sound, words. A name is a line of its own. */
function linesOf(hit: SearchHit): string {
  if (hit.kind === 'conversation') return `${hit.conversationId}\t${hit.conversationTitle}\n`
  const moment = `${formatDate(hit.createdAt)} ${formatTime(hit.createdAt)}`
  const lines = hit.parts.map(({ side, atMs, excerpt }) => {
    const who = side === 'reply' ? words.turn.reply : words.turn.you
    const place = atMs === null ? '-' : formatDuration(atMs)
    const text = `${excerpt.isCutBefore ? '… ' : ''}${excerpt.text}${excerpt.isCutAfter ? ' …' : ''}`
    return `${[hit.conversationId, moment, who, place, text].join('\t')}\n`
  })
  return lines.join('')
}
