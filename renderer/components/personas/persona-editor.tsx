import { ArrowLeft } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { INSTRUCTIONS_LIMIT, type Persona, type PersonaContent } from '../../../app/personas/personas.ts'
import { personaWords } from '../../../app/words/persona-words.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { changePersona, editPersona } from '../../actions/personas.ts'
import { settings } from '../../state/main.ts'
import { answering } from '../../state/profiles.ts'
import { Field } from '../controls/field.tsx'
import { Icon } from '../controls/icon.tsx'
import { NumberSelect } from '../controls/number-select.tsx'
import { useTyped } from '../controls/use-typed.ts'
import { ModelField } from '../profiles/model-field.tsx'
import { VoiceField } from '../profiles/voice-field.tsx'

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2]

/** All fields of a persona. Every change is saved to its file at once. */
export function PersonaEditor({ persona }: { persona: Persona }) {
  const back = useRef<HTMLButtonElement>(null)
  // The button that opened this is gone, and the focus with it.
  useEffect(() => back.current?.focus(), [])
  const change = (wish: Partial<PersonaContent>) => void changePersona(persona.id, wish)
  const { name, instructions, model, voice, speed } = persona
  const typing = useTyped<HTMLTextAreaElement>(instructions, typed => change({ instructions: typed }))
  // Models and voices to choose from are those of the profile that answers now.
  const asked = answering.value
  return (
    <>
      <div class="editor-head">
        <button type="button" class="button" ref={back} onClick={() => editPersona(null)}>
          <Icon of={ArrowLeft} />
          {personaWords.back}
        </button>
        <h3>{name}</h3>
      </div>
      <NameField name={name} onChange={typed => change({ name: typed })} />
      <Field label={personaWords.instructions} hint={personaWords.instructionsHint}>
        {ids => <textarea {...ids} rows={8} maxLength={INSTRUCTIONS_LIMIT} {...typing} />}
      </Field>
      {asked && (
        <fieldset class="section">
          <legend>{profileWords.voiceAndModel}</legend>
          <p class="field-hint">{personaWords.ofProfile}</p>
          <ModelField status={asked} model={model} onChange={typed => change({ model: typed })} />
          <VoiceField
            status={asked}
            preset={settings.value.profiles.find(({ id }) => id === asked.id)?.preset ?? 'other'}
            voice={voice}
            onChange={typed => change({ voice: typed })}
          />
        </fieldset>
      )}
      <NumberSelect
        label={personaWords.speed}
        hint={personaWords.speedHint}
        values={SPEEDS}
        chosen={speed}
        say={personaWords.atSpeed}
        onChoose={chosen => change({ speed: chosen })}
      />
    </>
  )
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [isMissing, setMissing] = useState(false)
  const typing = useTyped<HTMLInputElement>(name, text => {
    const typed = text.trim()
    setMissing(typed === '')
    if (typed !== '') onChange(typed)
  })
  return (
    <Field label={personaWords.name} error={isMissing ? personaWords.nameMissing : null}>
      {ids => <input {...ids} type="text" maxLength={100} autocomplete="off" {...typing} />}
    </Field>
  )
}
