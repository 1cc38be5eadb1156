import type { Turn } from '../../../app/conversation.ts'
import { buryConversation, buryTurn } from '../removal/deletion.ts'
import type { Store } from '../store.ts'
import { cutOff } from './cut-off.ts'

/**
 * Settles turns that had something under way when Parley ended. What was being recorded becomes a draft; what was being answered has failed
 * or goes on waiting; what was in the trash for long enough is deleted. Throws disk_*.
 * @param now milliseconds since 1970
 * @returns how many drafts were made
 */
export function settleTurns(store: Store, now: number): number {
  return store.write(() => {
    for (const turn of [...store.turnsIn('sending'), ...store.turnsIn('replying')]) settleReply(store, turn, now)
    const due = store.unsettled.turnsDueForPurge(now)
    for (const id of due) buryTurn(store, id)
    for (const id of store.unsettled.conversationsDueForPurge(now))
      if (store.conversation(id)) buryConversation(store, id)
    return keepRecorded(store, store.turnsIn('recording'), now)
  })
}

/**
 * Settles the turns of one conversation once its files were compared and nothing is under way in it: as `settleTurns` does, and deletes
 * empty turns. Throws disk_*.
 * @param now milliseconds since 1970
 * @param keepsEmpty keeps empty turns, because their files cannot be recovered
 * @returns how many drafts were made
 */
export function settleConversation(store: Store, conversationId: string, now: number, keepsEmpty = false): number {
  const unsettled = store.unsettled.turnsOf(conversationId)
  if (unsettled.length === 0) return 0
  return store.write(() => {
    for (const turn of unsettled) {
      if (turn.status === 'sending' || turn.status === 'replying') settleReply(store, turn, now)
    }
    const drafts = keepRecorded(store, unsettled, now)
    // A part that could not be settled is tried again at the next start, so its turn stays.
    const empty = unsettled.filter(
      ({ id, status, recording, transcript, reply, text }) =>
        (status === 'recording' || status === 'draft') &&
        !(recording || transcript || reply || text !== '') &&
        store.files.parts(id).length === 0,
    )
    if (!keepsEmpty) for (const { id } of empty) buryTurn(store, id)
    return drafts
  })
}

function settleReply(store: Store, turn: Turn, now: number): void {
  store.saveTurn(cutOff(turn), now)
  store.indexWords(turn)
  store.summarise(turn.conversationId)
}

function keepRecorded(store: Store, turns: readonly Turn[], now: number): number {
  const recorded = turns.filter(({ id, status, recording }) => {
    return status === 'recording' && (recording !== null || store.files.parts(id).length > 0)
  })
  for (const turn of recorded) {
    store.saveTurn({ ...turn, status: 'draft', draftReason: 'recovered' }, now)
    store.summarise(turn.conversationId)
  }
  return recorded.length
}
