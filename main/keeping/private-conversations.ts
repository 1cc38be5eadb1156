import type { Announce, Api } from '../../app/contract.ts'
import { failWith } from '../../app/errors.ts'
import { underWay } from '../requests/conversation-requests.ts'
import type { Recordings } from '../turns/recordings.ts'
import type { Turns } from '../turns.ts'
import type { Keeping } from './keeping.ts'

/** Conversations that leave no trace: each belongs to one window and is gone when it is closed, or its window is. */
export class PrivateConversations {
  readonly #parts: { keeping: Keeping; recordings: Recordings; turns: Turns; announce: Announce }

  constructor(parts: { keeping: Keeping; recordings: Recordings; turns: Turns; announce: Announce }) {
    this.#parts = parts
  }

  /** Begins one for a window. Throws bad_input when the window has one, or there is such a conversation. */
  open(conversationId: string, windowId: string): void {
    this.#parts.keeping.openPrivate(conversationId, windowId)
  }

  /** Ends what is under way in a window's private conversation and forgets all of it. Throws not_found. */
  close(conversationId: string, windowId: string): void {
    if (this.#parts.keeping.privateOf(windowId) !== conversationId) {
      throw failWith('not_found', { what: 'conversation' })
    }
    this.#end(conversationId)
  }

  /** A window went away, and what was private in it. */
  windowClosed(windowId: string): void {
    const conversationId = this.#parts.keeping.privateOf(windowId)
    if (conversationId !== null) this.#end(conversationId)
  }

  /** Ends and forgets all of them. */
  closeAll(): void {
    for (const conversationId of this.#parts.keeping.privateIds()) this.#end(conversationId)
  }

  #end(conversationId: string): void {
    const { keeping, recordings, turns, announce } = this.#parts
    for (const { id, status } of keeping.turnsOf(conversationId)) if (underWay.includes(status)) turns.stop(id, null)
    recordings.forgetConversation(conversationId)
    announce('conversationDeleted', { conversationId })
    keeping.closePrivate(conversationId)
  }
}

/** Answers what the window asks about its private conversation. */
export function privateRequests(
  privates: PrivateConversations,
): Pick<Api, 'openPrivateConversation' | 'closePrivateConversation'> {
  return {
    openPrivateConversation: async ({ conversationId }, windowId) => {
      privates.open(conversationId, windowId)
      return {}
    },
    closePrivateConversation: async ({ conversationId }, windowId) => {
      privates.close(conversationId, windowId)
      return {}
    },
  }
}
