import { useEffect } from 'preact/hooks'
import { sentenceOf } from '../../../app/errors.ts'
import { transcriptionWords } from '../../../app/words/transcription-words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { fetchBackfill, startBackfill, stopBackfill } from '../../actions/transcription.ts'
import { backfill } from '../../state/library.ts'
import { settings, status } from '../../state/main.ts'
import { CheckField } from '../controls/check-field.tsx'

/** Whether recordings are transcribed, and earlier ones too. */
export function TranscriptionFields() {
  const { isOn } = settings.value.transcription
  const failure = status.value?.transcription ?? null
  return (
    <fieldset class="transcription-fields">
      <legend>{transcriptionWords.title}</legend>
      <CheckField
        label={transcriptionWords.isOn}
        hint={transcriptionWords.isOnHint}
        isChecked={isOn}
        onChange={isChecked => void changeSettings({ transcription: { isOn: isChecked } })}
      />
      {isOn && failure && (
        <p class="field-error" role="alert">
          {sentenceOf(failure)}
        </p>
      )}
      {isOn && <EarlierRecordings />}
    </fieldset>
  )
}

/** How many earlier recordings have no transcript, or the progress of transcribing them. */
function EarlierRecordings() {
  useEffect(() => void fetchBackfill(), [])
  if (!backfill.value) return null
  const { isRunning, done, total, leftMs } = backfill.value
  if (!isRunning) {
    return (
      <div class="buttons">
        <p class="note">{total === 0 ? transcriptionWords.noneEarlier : transcriptionWords.earlier(total, leftMs)}</p>
        {total > 0 && (
          <button type="button" class="button" onClick={() => void startBackfill()}>
            {transcriptionWords.start}
          </button>
        )}
      </div>
    )
  }
  return (
    <div class="buttons">
      <progress aria-label={transcriptionWords.start} max={total} value={done} />
      <p class="note">{transcriptionWords.progress(done, total, leftMs)}</p>
      <button type="button" class="button" onClick={() => void stopBackfill()}>
        {transcriptionWords.stop}
      </button>
    </div>
  )
}
