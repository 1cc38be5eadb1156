import { Download, RefreshCw } from 'lucide'
import type { Sound, Turn } from '../../../app/conversation.ts'
import { formatForFileName } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { saveSound } from '../../actions/save-sound.ts'
import { askAgain } from '../../actions/turns.ts'
import { isReadOnly } from '../../state/conversation.ts'
import { phase } from '../../state/talk.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { CopyButton } from './copy-button.tsx'
import { SpeedSelect } from './speed-select.tsx'

/** What can be done with a reply that has come. */
export function ReplyActions({ turn, text, sound }: { turn: Turn; text: string; sound: Sound | null }) {
  const fileName = (format: string) => words.turn.fileName(formatForFileName(turn.createdAt), 'reply', format)
  const canBeAskedAgain = turn.text !== '' || turn.recording !== null
  return (
    <div class="actions">
      {sound && <SpeedSelect />}
      {text !== '' && <CopyButton turnId={turn.id} side="reply" text={text} />}
      {sound && (
        <IconButton
          icon={Download}
          label={words.turn.save}
          onClick={() => void saveSound(turn.id, 'reply', fileName)}
        />
      )}
      {!isReadOnly(turn) && canBeAskedAgain && (
        <IconButton
          icon={RefreshCw}
          label={words.turn.again}
          disabled={phase.value !== 'idle'}
          onClick={() => void askAgain(turn.id)}
        />
      )}
    </div>
  )
}
