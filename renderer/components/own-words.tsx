import type { Turn } from '../../app/conversation.ts'
import { words } from '../../app/words.ts'
import { transcribeTurn } from '../actions/transcription.ts'
import { settings } from '../state.ts'
import { CopyButton } from './copy-button.tsx'
import { SpokenWords } from './spoken-words.tsx'

/** What was said in a recording: its words, that they are awaited, or why there are none and what to do about it. */
export function OwnWords({ turn }: { turn: Turn }) {
  const { transcript, transcription } = turn
  if (transcript) {
    if (transcript.words === '') return null
    return (
      <div class="words-row">
        <SpokenWords text={transcript.words} side="recording" />
        <CopyButton turnId={turn.id} side="recording" text={transcript.words} />
      </div>
    )
  }
  switch (transcription?.name) {
    case 'waiting':
      return <p class="note">{words.ownWords.waiting}</p>
    case 'failed':
      return (
        <div class="buttons">
          <p class="note">{words.ownWords.failed(transcription.failure.message)}</p>
          {settings.value.transcription.isOn && (
            <button type="button" class="button" onClick={() => void transcribeTurn(turn.id)}>
              {words.ownWords.retry}
            </button>
          )}
        </div>
      )
    default:
      return null
  }
}
