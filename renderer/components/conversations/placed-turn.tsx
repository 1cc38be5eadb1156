import type { Turn } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { openConversation } from '../../actions/conversations.ts'
import { titleOf } from '../../state/lists.ts'
import { TurnRow } from '../timeline/turn-row.tsx'

/** A turn in a place that gathers turns of all conversations, with a link to its own. */
export function PlacedTurn({ turn }: { turn: Turn }) {
  const title = titleOf(turn.conversationId)
  return (
    <div class="drafts-item">
      <TurnRow turn={turn} />
      <button type="button" class="link" onClick={() => void openConversation(turn.conversationId)}>
        {title === null ? words.draft.openUntitled : words.draft.open(title)}
      </button>
    </div>
  )
}
