import { VenetianMask } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { openPrivate } from '../../actions/private.ts'
import { isPrivate, privateId } from '../../state/conversation.ts'
import { place } from '../../state/window.ts'
import { Icon } from '../controls/icon.tsx'

/** Opens the private conversation, while there is one. It is above all others, and in no list. */
export function PrivateItem() {
  if (privateId.value === null) return null
  const isOpen = isPrivate.value && place.value === 'conversation'
  return (
    <div class="private-place">
      <button
        type="button"
        class="sidebar-item private-item"
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => void openPrivate()}
      >
        <Icon of={VenetianMask} />
        {words.private.title}
      </button>
    </div>
  )
}
