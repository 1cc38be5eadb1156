import type { Turn } from '../../app/conversation.ts'
import { main } from '../main-process.ts'
import { copied, place, type Side } from '../state.ts'
import { attempt } from './attempt.ts'
import { openConversation } from './conversations.ts'
import { takeTurn } from './records.ts'
import { expectReply } from './talk.ts'
import { offerUndo } from './undo.ts'

const COPIED_MS = 1500

/** Sends a draft, or sends a failed or stopped turn again, and shows the conversation it belongs to. */
export async function sendTurn({ id: turnId, conversationId }: Turn): Promise<void> {
  if (place.value === 'drafts') await openConversation(conversationId)
  await expectReply(turnId, async () => takeTurn(await main.sendTurn({ turnId })))
}

/** Puts a turn away and offers to take it back. */
export async function trashTurn(turnId: string, kind: 'discarded' | 'deleted'): Promise<void> {
  await attempt(async () => {
    await main.trashTurn({ turnId, kind })
    offerUndo(turnId, kind)
  })
}

/** Asks a question of the conversation once more, as a new turn at its end. */
export async function askAgain(turnId: string): Promise<void> {
  const newTurnId = crypto.randomUUID()
  await expectReply(newTurnId, async () => takeTurn(await main.askAgain({ turnId, newTurnId })))
}

/** Copies the words of a question or a reply. */
export async function copyWords(turnId: string, side: Side, words: string): Promise<void> {
  await attempt(async () => {
    await navigator.clipboard.writeText(words)
    const now = { turnId, side }
    copied.value = now
    setTimeout(() => {
      if (copied.value === now) copied.value = null
    }, COPIED_MS)
  })
}

/** Says words with the system's voices. */
export function sayWords(words: string): void {
  speechSynthesis.cancel()
  speechSynthesis.speak(new SpeechSynthesisUtterance(words))
}
