import { Check, Copy, Download, Trash2 } from 'lucide'
import type { Sound, Turn } from '../../app/conversation.ts'
import { formatForFileName } from '../../app/format.ts'
import { words } from '../../app/words.ts'
import { saveSound, setReplayRate } from '../actions/replay.ts'
import { copyWords, trashTurn } from '../actions/turns.ts'
import { copiedTurnId, replayRate } from '../state.ts'
import { IconButton } from './icon-button.tsx'

const RATES = [0.75, 1, 1.25, 1.5, 2]

/** What can be done with a reply that has come. */
export function ReplyActions({ turn, text, sound }: { turn: Turn; text: string; sound: Sound | null }) {
  const isCopied = copiedTurnId.value === turn.id
  const fileName = (format: string) =>
    words.turn.fileName(formatForFileName(turn.createdAt), words.turn.reply.toLowerCase(), format)
  return (
    <div class="actions">
      {sound && (
        <select
          class="quiet-select"
          aria-label={words.turn.speed}
          title={words.turn.speed}
          value={replayRate.value}
          onChange={event => setReplayRate(Number(event.currentTarget.value))}
        >
          {RATES.map(rate => (
            <option key={rate} value={rate}>
              {words.turn.speedOf(rate)}
            </option>
          ))}
        </select>
      )}
      {text !== '' && (
        <IconButton
          icon={isCopied ? Check : Copy}
          label={isCopied ? words.turn.copied : words.turn.copy}
          onClick={() => void copyWords(turn.id, text)}
        />
      )}
      {sound && (
        <IconButton
          icon={Download}
          label={words.turn.save}
          onClick={() => void saveSound(turn.id, 'reply', fileName)}
        />
      )}
      <IconButton icon={Trash2} label={words.turn.delete} onClick={() => void trashTurn(turn.id, 'deleted')} />
    </div>
  )
}
