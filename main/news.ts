import type { Announce } from '../app/contract.ts'
import type { Keeping } from './keeping/keeping.ts'

/** Where conversations are, and which of them are private. */
type Kept = Pick<Keeping, 'conversation' | 'isPrivate'>

/**
 * Makes an `announce` that announces with each turn the conversation it changed: its title, its counts, or that it has no turns left. So
 * whoever changes a turn need not think of the list of conversations.
 */
export function announceWithConversations(kept: Kept, announce: Announce): Announce {
  return (name, payload) => {
    announce(name, payload)
    if ('turn' in payload) announceConversation(kept, announce, payload.turn.conversationId)
    else if (name === 'turnDeleted' && 'conversationId' in payload) {
      announceConversation(kept, announce, payload.conversationId)
    }
  }
}

function announceConversation(kept: Kept, announce: Announce, conversationId: string): void {
  const conversation = kept.conversation(conversationId)
  // A private conversation is over when its window says so, not when nothing is in it: what is said next must not be kept.
  const isPrivate = kept.isPrivate(conversationId)
  if (conversation && (conversation.turnCount > 0 || isPrivate)) announce('conversationChanged', { conversation })
  else if (!isPrivate) announce('conversationDeleted', { conversationId })
}
