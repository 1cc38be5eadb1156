import type { Turn } from '../../app/conversation.ts'
import { words } from '../../app/words.ts'
import { openConversation } from '../actions/conversations.ts'
import { drafts, listed } from '../state.ts'
import { TurnRow } from './turn-row.tsx'

/** Every draft of every conversation. */
export function DraftsPlace() {
  const { draft } = words
  return (
    <section class="timeline" aria-label={draft.placeTitle}>
      <div class="drafts">
        <p class="soft">{drafts.value.length === 0 ? draft.none : draft.placeText}</p>
        {drafts.value.map(turn => (
          <div key={turn.id} class="drafts-item">
            <TurnRow turn={turn} />
            <button type="button" class="link" onClick={() => void openConversation(turn.conversationId)}>
              {openLabel(turn)}
            </button>
          </div>
        ))}
      </div>
    </section>
  )
}

function openLabel({ conversationId }: Turn): string {
  const known = [listed.pinned, listed.recent, listed.archived].flatMap(list => list.value.conversations)
  const conversation = known.find(({ id }) => id === conversationId)
  return conversation ? words.draft.open(conversation.title) : words.draft.openUntitled
}
