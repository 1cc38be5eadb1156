import { failWith, toFailure } from '../../app/errors.ts'
import { buryTurn } from './deletion.ts'
import type { Store } from './store.ts'

/** How long a discarded turn can be taken back. */
export const TRASH_KEPT_MS = 24 * 3600 * 1000

/**
 * Settles turns that something was still happening to when Parley ended: what was being recorded becomes a draft, what was
 * being answered failed, what holds nothing goes, and so does what was in the trash for a day. Throws disk_*.
 * @param now milliseconds since 1970
 * @returns how many drafts were made
 */
export function settleTurns(store: Store, now: number): number {
  return store.write(() => {
    const recorded = store.turnsIn('recording').filter(turn => turn.recording || store.parts(turn.id).length > 0)
    for (const turn of recorded) {
      store.updateTurn({ ...turn, status: 'draft', draftReason: 'recovered' }, now)
      store.summarise(turn.conversationId)
    }
    for (const turn of [...store.turnsIn('sending'), ...store.turnsIn('replying')]) {
      store.updateTurn({ ...turn, status: 'failed', failure: toFailure(failWith('cut_off')) }, now)
      if (turn.reply) store.saveReply(turn.id, { ...turn.reply, isComplete: false })
    }
    // A part that could not be settled is tried again at the next start, so its turn stays.
    const empty = [...store.turnsIn('recording'), ...store.turnsIn('draft')].filter(
      turn => !turn.recording && turn.text === '' && store.parts(turn.id).length === 0,
    )
    for (const turnId of [...empty.map(turn => turn.id), ...store.trashedBefore(now - TRASH_KEPT_MS)]) {
      buryTurn(store, turnId)
    }
    return recorded.length
  })
}
