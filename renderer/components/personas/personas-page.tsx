import { useEffect } from 'preact/hooks'
import { sentenceOf } from '../../../app/errors.ts'
import { personaWords } from '../../../app/words/persona-words.ts'
import { editPersona, lookForPersonas } from '../../actions/personas.ts'
import { status } from '../../state/main.ts'
import { editedPersona, personaFailure } from '../../state/personas.ts'
import { RevealButton } from '../settings/reveal-button.tsx'
import { PersonaEditor } from './persona-editor.tsx'
import { PersonaList } from './persona-list.tsx'

/** All personas, or the one that is being edited. */
export function PersonasPage() {
  useEffect(() => {
    lookForPersonas()
    return () => editPersona(null)
  }, [])
  const edited = editedPersona.value
  const failure = personaFailure.value
  return (
    <>
      {failure && (
        <p class="field-error" role="alert">
          {sentenceOf(failure)}
        </p>
      )}
      {edited ? <PersonaEditor key={edited.id} persona={edited} /> : <PersonaList />}
      {!edited && <Faults />}
    </>
  )
}

/** Files that are no personas, each with the reason, and the folder they are in. */
function Faults() {
  const { faults = [], folder = '' } = status.value?.personas ?? {}
  return (
    <>
      {faults.length > 0 && (
        <fieldset class="section">
          <legend>{personaWords.faults}</legend>
          {faults.map(fault => (
            <p key={fault.message} class="field-error">
              {sentenceOf(fault)}
            </p>
          ))}
        </fieldset>
      )}
      <p class="field-hint">{personaWords.folder(folder)}</p>
      <RevealButton folder="personas" />
    </>
  )
}
