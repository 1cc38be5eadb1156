import type { ProfileStatus } from '../../../app/status.ts'
import { words } from '../../../app/words/words.ts'
import { openShortcuts } from '../../actions/settings.ts'
import { isPrivate } from '../../state/conversation.ts'
import { settings } from '../../state/main.ts'
import { answering } from '../../state/profiles.ts'

/** Says how to begin, and who will answer. */
export function EmptyConversation() {
  const { conversation } = words
  const endpoint = answering.value
  const isHold = settings.value.talk.mode === 'hold'
  return (
    <div class="empty">
      <h2>{isHold ? conversation.emptyTitle : conversation.emptyTitleToggle}</h2>
      <p>
        {isPrivate.value ? words.private.emptyText : isHold ? conversation.emptyText : conversation.emptyTextToggle}
      </p>
      {endpoint && <p class="soft">{whoAnswers(endpoint)}</p>}
      <button type="button" class="link soft" onClick={openShortcuts}>
        {words.showShortcuts}
      </button>
    </div>
  )
}

function whoAnswers({ kind, name }: ProfileStatus): string {
  if (kind === 'practice') return words.conversation.emptyPractice
  return isPrivate.value ? words.private.emptyEndpoint(name) : words.conversation.emptyEndpoint(name)
}
