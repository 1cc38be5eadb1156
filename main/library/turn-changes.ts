import type { Turn } from '../../app/conversation.ts'

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
