import { failWith, toFailure } from '../../app/errors.ts'
import { buryConversation, buryTurn } from './deletion.ts'
import type { Store } from './store.ts'

/**
 * Settles turns that something was still happening to when Parley ended: what was being recorded becomes a draft, what was
 * being answered failed, what was in the trash for long enough goes. Throws disk_*.
 * @param now milliseconds since 1970
 * @returns how many drafts were made
 */
export function settleTurns(store: Store, now: number): number {
  return store.write(() => {
    for (const turn of [...store.turnsIn('sending'), ...store.turnsIn('replying')]) {
      store.updateTurn({ ...turn, status: 'failed', failure: toFailure(failWith('cut_off')) }, now)
      if (turn.reply) store.saveReply(turn.id, { ...turn.reply, isComplete: false })
      store.indexWords(turn)
      store.summarise(turn.conversationId)
    }
    for (const id of store.turnsDueForPurge(now)) buryTurn(store, id)
    for (const id of store.conversationsDueForPurge(now)) if (store.conversation(id)) buryConversation(store, id)
    return keepRecorded(store, now, turn => turn.recording !== null || store.files.parts(turn.id).length > 0)
  })
}

/**
 * Settles what only the files could tell, after they were looked at: recordings whose rows were lost become drafts, and turns that
 * hold nothing go. It leaves alone whatever is being recorded or answered at this moment. Throws disk_*.
 * @param now milliseconds since 1970
 * @returns how many drafts were made
 */
export function settleLeftovers(store: Store, now: number): number {
  return store.write(() => {
    const drafts = keepRecorded(store, now, turn => turn.recording !== null && store.files.parts(turn.id).length === 0)
    // A part that could not be settled is tried again at the next start, so its turn stays.
    const empty = [...store.turnsIn('recording'), ...store.turnsIn('draft')].filter(
      turn => !turn.recording && turn.text === '' && store.files.parts(turn.id).length === 0,
    )
    for (const { id } of empty) buryTurn(store, id)
    return drafts
  })
}

function keepRecorded(store: Store, now: number, isKept: (turn: ReturnType<Store['turn']>) => boolean): number {
  const recorded = store.turnsIn('recording').filter(isKept)
  for (const turn of recorded) {
    store.updateTurn({ ...turn, status: 'draft', draftReason: 'recovered' }, now)
    store.summarise(turn.conversationId)
  }
  return recorded.length
}
