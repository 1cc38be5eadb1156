import { words } from '../../app/words.ts'
import { settings, status } from '../state.ts'

/** What to do when nothing has been said yet, and who will answer. */
export function EmptyConversation() {
  const { conversation } = words
  const endpoint = status.value?.endpoint
  const isHold = settings.value.talk.mode === 'hold'
  return (
    <div class="empty">
      <h2>{isHold ? conversation.emptyTitle : conversation.emptyTitleToggle}</h2>
      <p>{conversation.emptyText}</p>
      {endpoint && (
        <p class="soft">
          {endpoint.kind === 'practice' ? conversation.emptyPractice : conversation.emptyEndpoint(endpoint.name)}
        </p>
      )}
      <p class="soft">
        <kbd>?</kbd> {conversation.emptyKeys}
      </p>
    </div>
  )
}
