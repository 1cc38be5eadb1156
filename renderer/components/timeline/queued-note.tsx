import { Download, Hourglass, Trash2 } from 'lucide'
import type { Turn } from '../../../app/conversation.ts'
import { waitingReason } from '../../../app/turns/waiting-reason.ts'
import { formatForFileName } from '../../../app/words/format.ts'
import { waitingWords } from '../../../app/words/waiting-words.ts'
import { words } from '../../../app/words/words.ts'
import { keepAsDraft, tryNow } from '../../actions/outbox.ts'
import { saveSound } from '../../actions/save-sound.ts'
import { openSettings } from '../../actions/settings.ts'
import { trashTurn } from '../../actions/turns.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { AttemptTimes } from './attempt-times.tsx'
import { NextTry } from './next-try.tsx'
import { NotifyButton } from './notify-button.tsx'

/** After so many failures to connect, the address may be another server's now. */
const SOON_OVER = 3

/** Why a question waits, when it is tried again, and what can be done with it meanwhile. */
export function QueuedNote({ turn }: { turn: Turn }) {
  const { id, status, recording, createdAt, failure, outbox } = turn
  if (!outbox) return null
  const isQueued = status === 'queued'
  const isLasting = outbox.attempts > SOON_OVER && failure?.code === 'unreachable'
  const isForSettings = isQueued && (outbox.nextAt === null || isLasting)
  const save = () => {
    const fileName = (format: string) => words.turn.fileName(formatForFileName(createdAt), 'recording', format)
    void saveSound(id, 'recording', fileName)
  }
  return (
    <div class="queued">
      <p class="queued-reason">
        <Icon of={Hourglass} />
        <span>
          {reasonOf(turn)} {isQueued ? <NextTry entry={outbox} /> : waitingWords.trying}
        </span>
      </p>
      <AttemptTimes turn={turn} />
      {outbox.unanswered > 0 && <p class="note">{waitingWords.unanswered(outbox.unanswered)}</p>}
      <div class="buttons">
        {isQueued && (
          <button type="button" class="button button-main" onClick={() => void tryNow(id)}>
            {waitingWords.tryNow}
          </button>
        )}
        {isForSettings && (
          <button type="button" class="button" onClick={() => openSettings('endpoint')}>
            {words.failure.openSettings}
          </button>
        )}
        {isQueued && (
          <button type="button" class="button" onClick={() => void keepAsDraft(id)}>
            {waitingWords.keepAsDraft}
          </button>
        )}
        <NotifyButton />
        {recording && <IconButton icon={Download} label={waitingWords.save} onClick={save} />}
        <IconButton icon={Trash2} label={waitingWords.delete} onClick={() => void trashTurn(id, 'deleted')} />
      </div>
    </div>
  )
}

function reasonOf({ status, failure, outbox }: Turn): string {
  if (failure) return waitingWords.why(waitingReason(failure))
  return status === 'queued' && outbox?.attempts === 0 ? waitingWords.behind : waitingWords.waits
}
