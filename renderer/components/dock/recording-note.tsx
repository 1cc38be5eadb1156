import { Mic, VenetianMask } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { openConversation } from '../../actions/conversations.ts'
import { conversationId } from '../../state/conversation.ts'
import { type RecordedFor, recordedFor, talk } from '../../state/talk.ts'
import { place } from '../../state/window.ts'
import { Icon } from '../controls/icon.tsx'

/** While something is recorded for a conversation that is not shown, says for which one, and opens it. */
export function RecordingNote() {
  const { value: recorded } = recordedFor
  const isShown = place.value === 'conversation' && recorded?.conversationId === conversationId.value
  if (talk.value.capture.name === 'idle' || !recorded || isShown) return null
  return (
    <div class="recording-note">
      <Icon of={recorded.isPrivate ? VenetianMask : Mic} />
      <p aria-live="polite">{whatFor(recorded)}</p>
      <button type="button" class="link" onClick={() => void openConversation(recorded.conversationId)}>
        {words.talk.showRecorded}
      </button>
    </div>
  )
}

function whatFor({ isPrivate, title }: RecordedFor): string {
  if (isPrivate) return words.talk.recordedPrivate
  return title === null ? words.talk.recordedNew : words.talk.recordedFor(title)
}
