import { VenetianMask } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { isPrivate } from '../../state/conversation.ts'
import { place } from '../../state/window.ts'
import { Icon } from '../controls/icon.tsx'

/** Says beside the talk button that nothing of this conversation is kept. */
export function PrivateNote() {
  if (!isPrivate.value || place.value !== 'conversation') return null
  return (
    <p class="private-note">
      <Icon of={VenetianMask} />
      {words.private.note}
    </p>
  )
}
