import { setImmediate as giveWay } from 'node:timers/promises'
import type { Announce, Api } from '../../app/contract.ts'
import type { TurnStatus } from '../../app/conversation.ts'
import { AppError, failWith } from '../../app/errors.ts'
import { NEWEST_TURNS } from '../../app/limits.ts'
import { editedWords } from '../../app/turns/edited-words.ts'
import { shownTitle } from '../../app/words/shown-title.ts'
import { words } from '../../app/words/words.ts'
import type { Keeping } from '../keeping/keeping.ts'
import type { Waveforms } from '../keeping/waveforms.ts'
import type { Library } from '../library/library.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Recordings } from '../turns/recordings.ts'
import type { Turns } from '../turns.ts'

/** What the requests about conversations are answered with. */
interface Parts {
  library: Library
  /** The library, and what is kept in memory alone. */
  keeping: Keeping
  recordings: Recordings
  turns: Turns
  outbox: Outbox
  waveforms: Waveforms
  announce: Announce
  /** Told when a conversation is opened, or somebody else answers in it. */
  onAnswering: (conversationId: string) => void
}

/** The requests that list, change, throw away and take back conversations and turns. */
type ConversationRequests = Pick<
  Api,
  | 'listConversations'
  | 'listConversationIds'
  | 'openConversation'
  | 'listTurns'
  | 'changeConversation'
  | 'trashConversations'
  | 'restoreConversations'
  | 'deleteConversations'
  | 'duplicateConversation'
  | 'emptyTrash'
  | 'listDrafts'
  | 'editWords'
  | 'trashTurn'
  | 'restoreTurn'
  | 'listTrashedTurns'
  | 'deleteTurns'
  | 'getDiskUse'
>

/** Turns whose reply is under way. */
export const underWay: readonly TurnStatus[] = ['sending', 'replying']

/**
 * Answers what the window asks about conversations. Whatever changes is announced, so that every window shows it. What is done
 * with many gives way after each: a recording may be under way.
 */
export function conversationRequests(parts: Parts): ConversationRequests {
  const { library, keeping, recordings, turns, outbox, waveforms, announce, onAnswering } = parts
  const announceConversation = (id: string) => {
    const conversation = library.conversation(id)
    if (conversation) announce('conversationChanged', { conversation })
  }
  /** What is under way in a conversation ends before it goes, and what waits becomes a draft. */
  const endIn = (conversationId: string) => {
    for (const turn of library.outbox()) if (turn.conversationId === conversationId) outbox.takeOut(turn.id, 'draft')
    for (const turn of library.turnsUnderWay()) {
      if (turn.conversationId === conversationId && turn.status !== 'recording') turns.stop(turn.id, null)
    }
  }
  const refuseRecorded = (conversationIds: readonly string[]) => {
    const recorded = library.turnsUnderWay().filter(({ status }) => status === 'recording')
    if (recorded.some(turn => conversationIds.includes(turn.conversationId))) {
      throw failWith('being_recorded')
    }
  }
  const deleteConversation = (conversationId: string) => {
    endIn(conversationId)
    recordings.forgetConversation(conversationId)
    library.deleteConversation(conversationId)
    announce('conversationDeleted', { conversationId })
  }
  /** What is under way of a turn ends before it goes; a recording is not cut off. */
  const endTurn = (turnId: string) => {
    const turn = keeping.turn(turnId)
    if (turn.status === 'recording') throw failWith('bad_input', { what: { name: 'still_recorded' } })
    if (underWay.includes(turn.status)) turns.stop(turnId, null)
    return turn
  }
  const isTrashed = (turnId: string) => {
    try {
      return library.turn(turnId).status === 'trashed'
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return false
      throw error
    }
  }
  const deleteTurn = (turnId: string) => {
    const { conversationId } = endTurn(turnId)
    keeping.deleteTurn(turnId)
    announce('turnDeleted', { turnId, conversationId })
  }

  return {
    listConversations: async ({ place, before, limit }) => library.listConversations(place, before, limit),
    listConversationIds: async ({ place }) => library.conversationIds(place),
    openConversation: async ({ conversationId }) => {
      const conversation = keeping.conversation(conversationId)
      onAnswering(conversationId)
      const newest = keeping.turnsOf(conversationId, undefined, NEWEST_TURNS)
      if (!keeping.isPrivate(conversationId)) waveforms.want(newest)
      return { conversation, turns: newest, total: conversation?.turnCount ?? 0 }
    },
    listTurns: async ({ conversationId, before, limit }) => {
      const page = keeping.turnsOf(conversationId, before, limit)
      if (!keeping.isPrivate(conversationId)) waveforms.want(page)
      return page
    },
    changeConversation: async ({ conversationId, ...change }) => {
      const conversation = keeping.changeConversation(conversationId, change)
      announce('conversationChanged', { conversation })
      // Somebody else may answer in it now.
      if (change.profileId !== undefined) {
        onAnswering(conversationId)
        outbox.reconsider()
      }
      return conversation
    },
    trashConversations: async ({ conversationIds }) => {
      refuseRecorded(conversationIds)
      for (const id of conversationIds) {
        // A recording may have begun since.
        refuseRecorded([id])
        endIn(id)
        library.trashConversation(id)
        announceConversation(id)
        await giveWay()
      }
      return {}
    },
    restoreConversations: async ({ conversationIds }) => {
      for (const id of conversationIds) {
        library.restoreConversation(id)
        announceConversation(id)
        await giveWay()
      }
      return {}
    },
    deleteConversations: async ({ conversationIds }) => {
      for (const id of conversationIds) {
        deleteConversation(id)
        await giveWay()
      }
      return {}
    },
    emptyTrash: async () => {
      // Looked at once more each time: what is restored meanwhile stays.
      for (const id of library.conversationIds('trash')) {
        if (library.conversation(id)?.purgeAt != null) deleteConversation(id)
        await giveWay()
      }
      for (const { id } of library.trashedTurns()) {
        if (isTrashed(id)) deleteTurn(id)
        await giveWay()
      }
      return {}
    },

    duplicateConversation: async ({ conversationId, throughTurnId }) => {
      const before = library.conversation(conversationId)
      const name = words.conversation.continued(before ? shownTitle(before) : '')
      const conversation = await library.continueConversation(conversationId, throughTurnId, name)
      announce('conversationChanged', { conversation })
      return conversation
    },

    listDrafts: async () => library.drafts(),
    editWords: async ({ turnId, side, words }) => {
      const turn = keeping.turn(turnId)
      if (turn.status === 'recording' || underWay.includes(turn.status)) {
        throw failWith('bad_input', { what: { name: 'not_whole_yet' } })
      }
      const edited = keeping.changeTurn(turnId, editedWords(turn, side, words))
      announce('turnChanged', { turn: edited })
      return edited
    },
    trashTurn: async ({ turnId, kind }) => {
      endTurn(turnId)
      announce('turnChanged', { turn: keeping.trashTurn(turnId, kind) })
      return {}
    },
    restoreTurn: async ({ turnId }) => {
      const turn = keeping.restoreTurn(turnId)
      announce('turnChanged', { turn })
      return turn
    },
    listTrashedTurns: async () => library.trashedTurns(),
    deleteTurns: async ({ turnIds }) => {
      for (const id of turnIds) {
        deleteTurn(id)
        await giveWay()
      }
      return {}
    },
    getDiskUse: async () => library.diskUse(),
  }
}
