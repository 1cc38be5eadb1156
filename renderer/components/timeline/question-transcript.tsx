import type { Turn } from '../../../app/conversation.ts'
import { sentenceOf } from '../../../app/errors.ts'
import { transcriptionWords } from '../../../app/words/transcription-words.ts'
import { transcribeTurn } from '../../actions/transcription.ts'
import { editKey, edits, isReadOnly } from '../../state/conversation.ts'
import { settings } from '../../state/main.ts'
import { CopyButton } from './copy-button.tsx'
import { WrittenWords } from './written-words.tsx'

/** The transcript of a recording; or that it is awaited; or why there is none, and what to do about it. */
export function QuestionTranscript({ turn }: { turn: Turn }) {
  const { transcript, transcription } = turn
  const isBeingEdited = edits.value.has(editKey(turn.id, 'recording')) && !isReadOnly(turn)
  if (transcript || isBeingEdited) {
    const { words: text = '', isEdited = false } = transcript ?? {}
    return (
      <div class="words-row">
        <WrittenWords turn={turn} side="recording" text={text} isEdited={isEdited} />
        {text !== '' && !isBeingEdited && <CopyButton turnId={turn.id} side="recording" text={text} />}
      </div>
    )
  }
  switch (transcription?.name) {
    case 'waiting':
      return <p class="note">{transcriptionWords.waiting}</p>
    case 'failed':
      return (
        <div class="buttons">
          <p class="note">{transcriptionWords.failed(sentenceOf(transcription.failure))}</p>
          {settings.value.transcription.isOn && !isReadOnly(turn) && (
            <button type="button" class="button" onClick={() => void transcribeTurn(turn.id)}>
              {transcriptionWords.retry}
            </button>
          )}
        </div>
      )
    default:
      return null
  }
}
