import { Square, Volume2 } from 'lucide'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import type { Preset } from '../../../app/profiles/profiles.ts'
import type { PreviewPrice } from '../../../app/profiles/voice-preview.ts'
import { voicesOf } from '../../../app/profiles/voices.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { modelWords } from '../../../app/words/model-words.ts'
import { askPreviewPrice, hearVoice, type PreviewState } from '../../actions/voice-preview.ts'
import { Field } from '../controls/field.tsx'
import { Icon } from '../controls/icon.tsx'
import { useTyped } from '../controls/use-typed.ts'

/** The voice that answers: a known one or any other. It can be heard before it is used. */
export function VoiceField(props: {
  status: ProfileStatus
  preset: Preset
  voice: string
  onChange: (voice: string) => void
}) {
  const { status, preset, voice, onChange } = props
  const listId = useId()
  const [state, setState] = useState<PreviewState>('idle')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [price, setPrice] = useState<PreviewPrice | null>(null)
  const stop = useRef(() => {})
  const canBeAsked = status.failure === null
  useEffect(() => {
    if (canBeAsked) void askPreviewPrice(status.id, setPrice)
  }, [status.id, status.model, canBeAsked])
  // Leaving the field stops the preview.
  useEffect(() => () => stop.current(), [])
  const typing = useTyped<HTMLInputElement>(voice, typed => {
    setFailure(null)
    onChange(typed.trim())
  })
  const hear = () => {
    // The text in the field, because it becomes the profile's voice only a moment later.
    stop.current = hearVoice(status.id, typing.value.trim(), (next, why) => {
      setState(next)
      setFailure(why)
    })
  }
  const isIdle = state === 'idle'
  return (
    <Field label={modelWords.voice} hint={modelWords.voiceHint} error={failure && sentenceOf(failure)}>
      {ids => (
        <div class="field-row voice-row">
          <input
            {...ids}
            type="text"
            list={listId}
            spellcheck={false}
            autocomplete="off"
            maxLength={2000}
            {...typing}
          />
          <datalist id={listId}>
            {voicesOf(preset, status.model).map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <button
            type="button"
            class="button"
            disabled={!canBeAsked}
            onClick={() => (isIdle ? hear() : stop.current())}
          >
            <Icon of={isIdle ? Volume2 : Square} />
            {isIdle ? modelWords.preview(price) : modelWords.previewStop}
          </button>
          <span class="unseen" role="status">
            {modelWords.previewing[state]}
          </span>
        </div>
      )}
    </Field>
  )
}
