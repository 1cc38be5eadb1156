import type { Turn } from '../../app/conversation.ts'
import { type Store, TRASH_KEPT_MS } from './store.ts'

/** How long a turn in the trash can be taken back: a recording that was discarded for a day. */
export const keptInTrashMs = { discarded: 24 * 3600 * 1000, deleted: TRASH_KEPT_MS } as const

/** Whether a change makes its conversation the newest: words that were corrected do not. */
export function isNews({ transcript, reply }: Partial<Turn>): boolean {
  return transcript === undefined && reply?.isEdited !== true
}

/** What a trashed turn was, as far as it can be told from what it holds. */
export function statusBeforeTrash({ reply, failure }: Turn): Turn['status'] {
  if (failure) return 'failed'
  if (reply) return reply.isComplete ? 'answered' : 'stopped'
  return 'draft'
}

/** After a turn was changed: what can be found of it and what the list shows follow. To be called within `store.write`. */
export function settleTurn(store: Store, turnId: string, changedAt?: number): Turn {
  const turn = store.turn(turnId)
  // Words that are still arriving are found once they are all there.
  if (turn.status !== 'replying') store.indexWords(turn)
  store.summarise(turn.conversationId, changedAt)
  return turn
}
