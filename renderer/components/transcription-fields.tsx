import { useEffect } from 'preact/hooks'
import { words } from '../../app/words.ts'
import { changeSettings } from '../actions/settings.ts'
import { fetchBackfill, startBackfill, stopBackfill } from '../actions/transcription.ts'
import { backfill, settings, status } from '../state.ts'
import { CheckField } from './check-field.tsx'

/** Whether recordings are put into words, and those that were made before. */
export function TranscriptionFields() {
  const { isOn } = settings.value.transcription
  const failure = status.value?.transcription ?? null
  return (
    <fieldset class="transcription-fields">
      <legend>{words.transcription.title}</legend>
      <CheckField
        label={words.transcription.isOn}
        hint={words.transcription.isOnHint}
        isChecked={isOn}
        onChange={isChecked => void changeSettings({ transcription: { isOn: isChecked } })}
      />
      {isOn && failure && (
        <p class="field-error" role="alert">
          {failure.message}
        </p>
      )}
      {isOn && <EarlierRecordings />}
    </fieldset>
  )
}

/** How many earlier recordings lack words, or how far they are. */
function EarlierRecordings() {
  useEffect(() => void fetchBackfill(), [])
  if (!backfill.value) return null
  const { isRunning, done, total, leftMs } = backfill.value
  if (!isRunning) {
    return (
      <div class="buttons">
        <p class="note">{total === 0 ? words.transcription.noneEarlier : words.transcription.earlier(total, leftMs)}</p>
        {total > 0 && (
          <button type="button" class="button" onClick={() => void startBackfill()}>
            {words.transcription.start}
          </button>
        )}
      </div>
    )
  }
  return (
    <div class="buttons">
      <progress aria-label={words.transcription.start} max={total} value={done} />
      <p class="note">{words.transcription.progress(done, total, leftMs)}</p>
      <button type="button" class="button" onClick={() => void stopBackfill()}>
        {words.transcription.stop}
      </button>
    </div>
  )
}
