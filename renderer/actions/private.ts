import { main } from '../main-process.ts'
import { isPrivate, message, privateId } from '../state.ts'
import { attempt } from './attempt.ts'
import { beginConversation, dropConversation, openConversation } from './conversations.ts'
import { offerUndo } from './offer-undo.ts'

/** What stands in the text box of the other kind of conversation, the private one or all others. */
let otherMessage = ''
let wasPrivate = false

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

/**
 * Gives the private conversation a text box of its own: an effect, so that half a sentence that was typed there is neither sent
 * elsewhere nor left when it is closed.
 */
export function keepMessagesApart(): void {
  const isOver = privateId.value === null
  if (isPrivate.value !== wasPrivate) {
    wasPrivate = isPrivate.value
    const left = message.peek()
    message.value = otherMessage
    otherMessage = left
  }
  if (isOver && !wasPrivate) otherMessage = ''
}
