import { type Announce, type Api, NEWEST_TURNS } from '../app/contract.ts'
import type { TurnStatus } from '../app/conversation.ts'
import { failWith } from '../app/errors.ts'
import { words } from '../app/words.ts'
import type { Library } from './library/library.ts'
import type { Recordings } from './recordings.ts'
import type { Turns } from './turns.ts'

/** What the requests about conversations are answered with. */
interface Parts {
  library: Library
  recordings: Recordings
  turns: Turns
  announce: Announce
}

/** The requests that list, change, throw away and take back conversations and turns. */
type ConversationRequests = Pick<
  Api,
  | 'listConversations'
  | 'openConversation'
  | 'listTurns'
  | 'changeConversation'
  | 'trashConversations'
  | 'restoreConversations'
  | 'deleteConversations'
  | 'duplicateConversation'
  | 'listDrafts'
  | 'trashTurn'
  | 'restoreTurn'
  | 'listTrashedTurns'
  | 'deleteTurns'
>

/** Turns whose reply is under way. */
export const underWay: readonly TurnStatus[] = ['sending', 'replying']

/** Answers what the window asks about conversations. Whatever changes is announced, so that every window shows it. */
export function conversationRequests({ library, recordings, turns, announce }: Parts): ConversationRequests {
  const announceConversation = (id: string) => {
    const conversation = library.conversation(id)
    if (conversation) announce('conversationChanged', { conversation })
  }
  /** What is under way in a conversation ends before it goes. */
  const endIn = (conversationId: string) => {
    for (const turn of library.turnsOf(conversationId)) {
      if (underWay.includes(turn.status)) turns.stop(turn.id, null)
    }
  }

  return {
    listConversations: async ({ place, before, limit }) => library.listConversations(place, before, limit),
    openConversation: async ({ conversationId }) => ({
      turns: library.turnsOf(conversationId, undefined, NEWEST_TURNS),
      total: library.conversation(conversationId)?.turnCount ?? 0,
    }),
    listTurns: async ({ conversationId, before, limit }) => library.turnsOf(conversationId, before, limit),
    changeConversation: async ({ conversationId, ...change }) => {
      const conversation = library.changeConversation(conversationId, change)
      announce('conversationChanged', { conversation })
      return conversation
    },
    trashConversations: async ({ conversationIds }) => {
      for (const id of conversationIds) {
        if (library.turnsOf(id).some(turn => turn.status === 'recording')) {
          throw failWith('bad_input', { what: 'something is still being recorded in this conversation' })
        }
      }
      for (const id of conversationIds) {
        endIn(id)
        library.trashConversation(id)
        announceConversation(id)
      }
      return {}
    },
    restoreConversations: async ({ conversationIds }) => {
      for (const id of conversationIds) {
        library.restoreConversation(id)
        announceConversation(id)
      }
      return {}
    },
    deleteConversations: async ({ conversationIds }) => {
      for (const conversationId of conversationIds) {
        endIn(conversationId)
        recordings.forgetConversation(conversationId)
        library.deleteConversation(conversationId)
        announce('conversationDeleted', { conversationId })
      }
      return {}
    },

    duplicateConversation: async ({ conversationId, throughTurnId }) => {
      const title = library.conversation(conversationId)?.title ?? ''
      const name = words.conversation.continued(title)
      const conversation = await library.continueConversation(conversationId, throughTurnId, name)
      announce('conversationChanged', { conversation })
      return conversation
    },

    listDrafts: async () => library.drafts(),
    trashTurn: async ({ turnId, kind }) => {
      const { status } = library.turn(turnId)
      if (status === 'recording') throw failWith('bad_input', { what: 'this recording is still being made' })
      if (underWay.includes(status)) turns.stop(turnId, null)
      announce('turnChanged', { turn: library.trashTurn(turnId, kind) })
      return {}
    },
    restoreTurn: async ({ turnId }) => {
      const turn = library.restoreTurn(turnId)
      announce('turnChanged', { turn })
      return turn
    },
    listTrashedTurns: async () => library.trashedTurns(),
    deleteTurns: async ({ turnIds }) => {
      for (const turnId of turnIds) {
        const { conversationId, status } = library.turn(turnId)
        if (status === 'recording') throw failWith('bad_input', { what: 'this recording is still being made' })
        if (underWay.includes(status)) turns.stop(turnId, null)
        library.deleteTurn(turnId)
        announce('turnDeleted', { turnId, conversationId })
      }
      return {}
    },
  }
}
