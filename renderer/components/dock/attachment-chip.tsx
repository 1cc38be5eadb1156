import { FileAudio, TriangleAlert, X } from 'lucide'
import { sentenceOf } from '../../../app/errors.ts'
import { formatDuration } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { dropAttachment } from '../../actions/ask.ts'
import { attachment } from '../../state/composing.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'

/** The attached file: first how much of it has been read, then its name and length, or why it cannot be sent. */
export function AttachmentChip() {
  const attached = attachment.value
  switch (attached.name) {
    case 'none':
      return null
    case 'failed':
      return (
        <div class="failure attachment-failure" role="alert">
          <p class="failure-message">
            <Icon of={TriangleAlert} />
            <span>{sentenceOf(attached.failure)}</span>
          </p>
          <IconButton icon={X} label={words.failure.dismiss} onClick={() => dropAttachment()} />
        </div>
      )
    case 'reading':
      return (
        <div class="chip">
          <Icon of={FileAudio} />
          <span class="chip-name">{words.composer.reading(attached.fileName, attached.waiting !== null)}</span>
          <progress aria-label={words.composer.progress} max={attached.totalBytes} value={attached.sentBytes} />
          <IconButton icon={X} label={words.composer.remove(attached.fileName)} onClick={() => dropAttachment()} />
        </div>
      )
    case 'ready': {
      const { name, sound } = attached.attachment
      return (
        <div class="chip">
          <Icon of={FileAudio} />
          <span class="chip-name">{name}</span>
          <span class="chip-duration">{formatDuration(sound.durationMs)}</span>
          <IconButton icon={X} label={words.composer.remove(name)} onClick={() => dropAttachment()} />
        </div>
      )
    }
  }
}
