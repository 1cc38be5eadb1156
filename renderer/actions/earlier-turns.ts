import { batch } from '@preact/signals'
import type { Turn } from '../../app/conversation.ts'
import { TURNS_LIMIT } from '../../app/limits.ts'
import { main } from '../main-process.ts'
import { earlierTurns, turns } from '../state/conversation.ts'
import { attempt } from './attempt.ts'

/** What is being shown: fetching ends when it is something else. */
let shown: object = {}

/**
 * Shows the newest turns of a conversation, and those around one that is looked for, and then fetches all before the newest,
 * page after page, until all `total` are there or others are shown. Between two pages whatever the user does comes first.
 */
export function showTurns(
  conversationId: string,
  newest: readonly Turn[],
  total: number,
  around: readonly Turn[] = [],
): void {
  shown = {}
  batch(() => {
    turns.value = []
    addTurns([...around, ...newest], total)
  })
  const [first] = newest
  if (first && earlierTurns.value > 0) void attempt(() => fetchBefore(conversationId, first.position, total))
}

async function fetchBefore(conversationId: string, position: number, total: number): Promise<void> {
  const mine = shown
  // Not what stands first in the window: a turn that was taken back may be of a page that is still to come.
  let before: number | undefined = position
  while (before !== undefined) {
    await new Promise(resolve => setTimeout(resolve))
    if (shown !== mine) return
    const page = await main.listTurns({ conversationId, before, limit: TURNS_LIMIT })
    if (shown !== mine) return
    before = page.length < TURNS_LIMIT ? undefined : page[0]?.position
    addTurns(page, before === undefined ? 0 : total)
  }
}

/** Puts turns where they belong; of `total` in all, the rest is still to come. */
function addTurns(fetched: readonly Turn[], total: number): void {
  const all = new Map([...turns.value, ...fetched].map(turn => [turn.id, turn]))
  batch(() => {
    turns.value = [...all.values()].sort((a, b) => a.position - b.position)
    earlierTurns.value = Math.max(0, total - all.size)
  })
}
