import { batch } from '@preact/signals'
import type { Conversation } from '../../app/conversation.ts'
import { HITS_LIMIT, SEARCH_TEXT_LIMIT } from '../../app/limits.ts'
import type { SearchHit } from '../../app/search/search-hit.ts'
import { findMatches } from '../../app/search/search-matches.ts'
import { main } from '../main-process.ts'
import { startOf } from '../speaker/hit-start.ts'
import { conversationId, revealed, type Side, turns } from '../state/conversation.ts'
import { found, searchOrder, searchText, sought } from '../state/search.ts'
import { place } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { openConversation, showSidebar } from './conversations.ts'
import { playFrom } from './replay.ts'

/** Hits shown at first: more than a window holds. */
const FIRST_HITS = 40

/** Ends when everything that was asked is answered. */
let asking: Promise<void> | null = null
let isBringing = false
/** What stands in the box, when its whole words were found nowhere. */
let unfound: string | null = null
/** Turns and conversations whose hits were taken away since what is shown was found. */
const dropped = new Set<string>()

/** Searches for what stands in the box now, newest first. */
export function search(text: string): void {
  unfound = null
  batch(() => {
    searchText.value = text.slice(0, SEARCH_TEXT_LIMIT)
    searchOrder.value = 'recency'
    if (sought.value === null) found.value = null
  })
  void askMain()
}

/**
 * Searches once more for the same as whole words, with the best matches first. Where those find nothing, what their beginnings have found
 * stays. Returns whether it does: not again for what is shown already, or known not to be found.
 */
export function searchBest(): boolean {
  if (found.value?.order === 'rank' || unfound === searchText.value) return false
  if (sought.value === null) return true
  searchOrder.value = 'rank'
  void askMain()
  return true
}

/** Brings the hits after those that are shown. */
export async function searchOn(): Promise<void> {
  const shown = found.value
  if (isBringing || !shown?.next) return
  isBringing = true
  const { text, order, next: before } = shown
  await attempt(async () => {
    const page = await main.searchTurns({ text, order, before, limit: HITS_LIMIT })
    if (found.value === shown) found.value = { ...shown, hits: [...shown.hits, ...page.hits], next: page.next }
  })
  isBringing = false
}

/** Resolves once what is shown was found for what stands in the box. */
export async function searchAnswered(): Promise<void> {
  await asking
}

/** Takes the hits of a turn or a conversation away, which is to be found no more. */
export function dropHits(id: string): void {
  const shown = found.value
  const hits = shown?.hits.filter(hit => hit.conversationId !== id && !(hit.kind === 'turn' && hit.turnId === id))
  if (!shown || !hits || hits.length === shown.hits.length) return
  dropped.add(id)
  found.value = { ...shown, hits }
}

/** Searches again when a turn or a conversation was taken back whose hits had been taken away. */
export function bringHitsBack(id: string): void {
  if (dropped.delete(id)) void askMain()
}

/** Gives a conversation that was found the title it has now. */
export function retitleHits({ id, title }: Conversation): void {
  const shown = found.value
  if (!shown?.hits.some(hit => hit.conversationId === id && hit.conversationTitle !== title)) return
  const marks = sought.value ? findMatches(title, sought.value) : []
  const retitled = (hit: SearchHit): SearchHit =>
    hit.kind === 'turn' ? { ...hit, conversationTitle: title } : { ...hit, conversationTitle: title, marks }
  found.value = { ...shown, hits: shown.hits.map(hit => (hit.conversationId === id ? retitled(hit) : hit)) }
}

/** Shows a hit where it stands in its conversation. */
export async function openHit(hit: SearchHit, side: Side = 'recording'): Promise<void> {
  const isOpen = conversationId.value === hit.conversationId && place.value === 'conversation'
  const isThere = hit.kind === 'conversation' || turns.value.some(({ id }) => id === hit.turnId)
  if (!isOpen || !isThere) await openConversation(hit.conversationId, hit.kind === 'turn' ? hit.position : null)
  if (conversationId.value !== hit.conversationId) return
  showSidebar(false)
  if (hit.kind === 'turn')
    revealed.value = { key: hit.turnId, part: side === 'reply' ? '.reply mark' : '.question mark' }
}

/** Shows a hit and plays its sound from a little before the place where it is said. */
export async function playHit(hit: SearchHit & { kind: 'turn' }, side: Side, atMs: number): Promise<void> {
  await openHit(hit, side)
  if (conversationId.value === hit.conversationId) await playFrom(hit.turnId, side, startOf(atMs))
}

/** One question at a time; what was typed meanwhile is asked when the answer is there, which is then not shown. */
async function askMain(): Promise<void> {
  if (asking !== null) return
  asking = askUntilAnswered()
  await asking
  asking = null
}

async function askUntilAnswered(): Promise<void> {
  let isAnswered = false
  while (!isAnswered && sought.value !== null) {
    const [text, order] = [searchText.value, searchOrder.value]
    await attempt(async () => {
      const answer = await main.searchTurns({ text, order, before: null, limit: FIRST_HITS })
      if (order === 'rank' && answer.hits.length === 0 && text === searchText.value) {
        unfound = text
        searchOrder.value = 'recency'
      }
      if (sought.value !== null && text === searchText.value && order === searchOrder.value) {
        dropped.clear()
        found.value = { ...answer, text, order }
      }
    })
    isAnswered = text === searchText.value && order === searchOrder.value
  }
}
