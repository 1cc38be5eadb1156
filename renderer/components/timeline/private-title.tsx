import { VenetianMask, X } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { closePrivate } from '../../actions/private.ts'
import { turns } from '../../state/conversation.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'

/** The title of the private conversation, and the button that ends it. */
export function PrivateTitle() {
  const isBeingRecorded = turns.value.some(({ status }) => status === 'recording')
  return (
    <div class="heading">
      <Icon of={VenetianMask} size={20} />
      <h1 class="title">{words.private.title}</h1>
      <button
        type="button"
        class="button only-wide"
        aria-label={words.private.close}
        title={words.private.close}
        disabled={isBeingRecorded}
        onClick={() => void closePrivate()}
      >
        {words.private.closeShort}
      </button>
      <IconButton
        icon={X}
        label={words.private.close}
        class="only-narrow"
        disabled={isBeingRecorded}
        onClick={() => void closePrivate()}
      />
    </div>
  )
}
