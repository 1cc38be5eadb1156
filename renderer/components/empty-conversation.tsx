import { words } from '../../app/words.ts'
import { openShortcuts } from '../actions/settings.ts'
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
      <button type="button" class="link soft" onClick={openShortcuts}>
        {words.shortcuts.show}
      </button>
    </div>
  )
}
