import type { Turn } from '../../app/conversation.ts'
import { TRASH_KEPT_MS } from './store.ts'

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
