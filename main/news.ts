import type { Announce } from '../app/contract.ts'
import type { Keeper } from './keeping.ts'

/**
 * Announces turns, and with each the conversation it changed: its title, its counts, or that it has no turns left. So
 * whoever changes a turn need not think of the list of conversations.
 */
export function announceWithConversations(library: Pick<Keeper, 'conversation'>, announce: Announce): Announce {
  return (name, payload) => {
    announce(name, payload)
    if ('turn' in payload) announceConversation(library, announce, payload.turn.conversationId)
    else if (name === 'turnDeleted' && 'conversationId' in payload) {
      announceConversation(library, announce, payload.conversationId)
    }
  }
}

function announceConversation(library: Pick<Keeper, 'conversation'>, announce: Announce, conversationId: string): void {
  const conversation = library.conversation(conversationId)
  if (conversation && conversation.turnCount > 0) announce('conversationChanged', { conversation })
  else announce('conversationDeleted', { conversationId })
}
