import { main } from '../main-process.ts'
import { conversationId, place, undo } from '../state.ts'
import { attempt } from './attempt.ts'
import { openConversation, revealTurn } from './conversations.ts'
import { takeTurn } from './records.ts'

const UNDO_MS = 5000
let timer: ReturnType<typeof setTimeout> | undefined

/** Offers for five seconds to take a turn back that was put away. */
export function offerUndo(turnId: string, kind: 'discarded' | 'deleted'): void {
  clearTimeout(timer)
  undo.value = { turnId, kind }
  timer = setTimeout(() => {
    undo.value = null
  }, UNDO_MS)
}

/** Takes back what was put away last. */
export async function restoreTurn(): Promise<void> {
  const last = undo.value
  if (!last) return
  clearTimeout(timer)
  undo.value = null
  await attempt(async () => {
    const turn = await main.restoreTurn({ turnId: last.turnId })
    takeTurn(turn)
    if (place.value !== 'conversation') return
    // Meanwhile another conversation may have been opened.
    if (turn.conversationId !== conversationId.value) await openConversation(turn.conversationId)
    revealTurn(turn.id)
  })
}
