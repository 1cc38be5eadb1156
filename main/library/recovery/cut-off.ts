import type { Turn } from '../../../app/conversation.ts'
import { failWith, toFailure } from '../../../app/errors.ts'

/** What of a turn is looked at, however its sounds are told. */
type Cuttable = Pick<Turn, 'status' | 'outbox' | 'failure'> & { reply: { isComplete: boolean } | null }

/**
 * What a turn is whose reply was awaited or arriving when Parley ended: a question of the outbox whose request had not gone out
 * waits on; anything else failed, because asking again may be billed again. Other turns are as they were.
 */
export function cutOff<T extends Cuttable>(turn: T): T {
  if (turn.status !== 'sending' && turn.status !== 'replying') return turn
  if (turn.status === 'sending' && turn.outbox && turn.outbox.nextAt !== null) return { ...turn, status: 'queued' }
  const reply = turn.reply && { ...turn.reply, isComplete: false }
  return { ...turn, status: 'failed', failure: toFailure(failWith('cut_off')), outbox: null, reply }
}
