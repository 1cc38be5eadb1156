import { main } from '../main-process.ts'
import { conversationId } from '../state/conversation.ts'
import { undo } from '../state/lists.ts'
import { place } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { archive, openConversation, revealTurn } from './conversations.ts'
import { offerUndo } from './offer-undo.ts'
import { takeTurn } from './records.ts'
import { restoreConversations } from './trash.ts'

/** Takes back what was put away last. */
export async function undoLast(): Promise<void> {
  const last = undo.value
  if (!last) return
  offerUndo(null)
  switch (last.kind) {
    case 'discarded':
    case 'deleted':
      await attempt(() => restoreTurn(last.turnId))
      break
    case 'trashed':
      await restoreConversations(last.conversationIds)
      break
    case 'archived':
      await archive(last.conversationIds, false)
      break
  }
  const [only, ...others] = 'conversationIds' in last && last.wasOpen ? last.conversationIds : []
  if (only !== undefined && others.length === 0) await openConversation(only)
}

async function restoreTurn(turnId: string): Promise<void> {
  const turn = await main.restoreTurn({ turnId })
  takeTurn(turn)
  if (place.value !== 'conversation') return
  // Meanwhile another conversation may have been opened.
  if (turn.conversationId !== conversationId.value) await openConversation(turn.conversationId)
  revealTurn(turn.id)
}
