import { useEffect } from 'preact/hooks'
import { words } from '../../app/words.ts'
import { changeSettings } from '../actions/settings.ts'
import { fetchBackfill, startBackfill, stopBackfill } from '../actions/transcription.ts'
import { backfill, settings, status } from '../state.ts'
import { CheckField } from './check-field.tsx'
import { Field } from './field.tsx'

/** Whether recordings are put into words, by which model, and those that were made before. */
export function OwnWordsFields() {
  const { isOn, model } = settings.value.transcription
  const failure = status.value?.transcription ?? null
  return (
    <fieldset class="own-words-fields">
      <legend>{words.ownWords.title}</legend>
      <CheckField
        label={words.ownWords.isOn}
        hint={words.ownWords.isOnHint}
        isChecked={isOn}
        onChange={isChecked => void changeSettings({ transcription: { isOn: isChecked } })}
      />
      {isOn && failure && (
        <p class="field-error" role="alert">
          {failure.message}
        </p>
      )}
      {isOn && (
        <Field label={words.ownWords.model} hint={words.ownWords.modelHint}>
          {ids => (
            <input
              {...ids}
              type="text"
              spellcheck={false}
              autocomplete="off"
              value={model}
              onChange={event => void changeSettings({ transcription: { model: event.currentTarget.value.trim() } })}
            />
          )}
        </Field>
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
        <p class="note">{total === 0 ? words.ownWords.noneEarlier : words.ownWords.earlier(total, leftMs)}</p>
        {total > 0 && (
          <button type="button" class="button" onClick={() => void startBackfill()}>
            {words.ownWords.start}
          </button>
        )}
      </div>
    )
  }
  return (
    <div class="buttons">
      <progress aria-label={words.ownWords.start} max={total} value={done} />
      <p class="note">{words.ownWords.progress(done, total, leftMs)}</p>
      <button type="button" class="button" onClick={() => void stopBackfill()}>
        {words.ownWords.stop}
      </button>
    </div>
  )
}
