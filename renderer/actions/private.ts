import { main } from '../main-process.ts'
import { privateId } from '../state/conversation.ts'
import { attempt } from './attempt.ts'
import { beginConversation, dropConversation, openConversation } from './conversations.ts'
import { offerUndo } from './offer-undo.ts'

/** Begins a conversation that is kept in memory alone, or shows the one there is. */
export async function openPrivate(): Promise<void> {
  const { value: open } = privateId
  if (open !== null) {
    await openConversation(open)
    return
  }
  const conversationId = crypto.randomUUID()
  await attempt(async () => {
    await main.openPrivateConversation({ conversationId })
    privateId.value = conversationId
    beginConversation(conversationId)
  })
}

/** Lets nothing be left of the private conversation. */
export async function closePrivate(): Promise<void> {
  const { value: conversationId } = privateId
  if (conversationId === null) return
  await attempt(async () => {
    await main.closePrivateConversation({ conversationId })
    dropConversation(conversationId)
    // Nothing of it can be taken back.
    offerUndo(null)
  })
}
