import type { Turn } from '../../../app/conversation.ts'
import { formatDuration, formatTime } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { sendTurn } from '../../actions/turns.ts'
import { isReadOnly, turns } from '../../state/conversation.ts'
import { CopyButton } from './copy-button.tsx'
import { Facts } from './facts.tsx'
import { GrowingWaveform } from './growing-waveform.tsx'
import { QuestionTranscript } from './question-transcript.tsx'
import { SoundRow } from './sound-row.tsx'
import { SpokenWords } from './spoken-words.tsx'
import { TurnMenu } from './turn-menu.tsx'

/** The user's half of a turn: spoken, typed or attached. */
export function Question({ turn }: { turn: Turn }) {
  const { recording, attachmentName, missingMs, microphone } = turn
  const isSpoken = microphone !== '' || (turn.text === '' && attachmentName === null)
  const kind = questionKind(turn, isSpoken)
  const facts = [formatTime(turn.createdAt), kind, recording && !isSpoken ? formatDuration(recording.durationMs) : null]
  return (
    <div class="question">
      <div class="turn-head">
        <Facts who={words.turn.you} of={facts} />
        <TurnMenu turn={turn} />
      </div>
      {attachmentName !== null && <p class="attachment-name">{words.turn.attachment(attachmentName)}</p>}
      {turn.status === 'recording' && <GrowingWaveform turnId={turn.id} side="recording" />}
      {recording && turn.status !== 'recording' && <SoundRow turn={turn} side="recording" sound={recording} />}
      {(recording || turn.transcript) && turn.status !== 'recording' && <QuestionTranscript turn={turn} />}
      {turn.text !== '' && (
        <div class="words-row">
          <SpokenWords text={turn.text} side="recording" />
          <CopyButton turnId={turn.id} side="recording" text={turn.text} />
        </div>
      )}
      {missingMs > 0 && <p class="note">{words.turn.missing(missingMs)}</p>}
      {turn.expired && <p class="note">{words.turn.expired[turn.expired]}</p>}
      {turn.status === 'joined' && <JoinedNote turn={turn} />}
    </div>
  )
}

/** A question that waits to go along with the next one can also be sent by itself, while nothing follows it. */
function JoinedNote({ turn }: { turn: Turn }) {
  const isLast = turns.value.at(-1)?.id === turn.id && !isReadOnly(turn)
  return (
    <div class="buttons">
      <p class="note">{words.talk.joined}</p>
      {isLast && (
        <button type="button" class="button" onClick={() => void sendTurn(turn)}>
          {words.talk.sendJoined}
        </button>
      )}
    </div>
  )
}

function questionKind({ status, recording, transcript }: Turn, isSpoken: boolean): string | null {
  if (status === 'recording') return words.talk.recording
  if (recording && isSpoken && transcript?.words) return formatDuration(recording.durationMs)
  return recording && isSpoken ? words.turn.voiceMessage(recording.durationMs) : null
}
