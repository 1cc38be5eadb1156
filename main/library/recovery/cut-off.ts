import type { Turn } from '../../../app/conversation.ts'
import { failWith, toFailure } from '../../../app/errors.ts'

/** The part of a turn that is looked at, whichever way its sounds are described. */
type Cuttable = Pick<Turn, 'status' | 'outbox' | 'failure'> & { reply: { isComplete: boolean } | null }

/**
 * Settles a turn whose reply was awaited or arriving when Parley ended. A question of the outbox whose request had not gone out goes on
 * waiting. Any other has failed, because asking again might be billed again. Other turns are returned unchanged.
 */
export function cutOff<T extends Cuttable>(turn: T): T {
  if (turn.status !== 'sending' && turn.status !== 'replying') return turn
  if (turn.status === 'sending' && turn.outbox && turn.outbox.nextAt !== null) return { ...turn, status: 'queued' }
  const reply = turn.reply && { ...turn.reply, isComplete: false }
  return { ...turn, status: 'failed', failure: toFailure(failWith('cut_off')), outbox: null, reply }
}
