import { useState } from 'preact/hooks'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { chooseFolder } from '../../actions/library-move.ts'
import { status } from '../../state/main.ts'
import { Field } from './field.tsx'

/** The path of a folder, typed or chosen in the system's dialog if there is one, and a button for what is done with it. */
export function FolderField(props: {
  label: string
  hint?: string
  submit: string
  onSubmit: (folder: string) => void
  failure: Failure | null
}) {
  const [folder, setFolder] = useState('')
  const choose = async () => setFolder((await chooseFolder()) ?? folder)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        props.onSubmit(folder)
      }}
    >
      <Field label={props.label} hint={props.hint} error={props.failure && sentenceOf(props.failure)}>
        {ids => (
          <div class="folder-field">
            <input
              {...ids}
              type="text"
              spellcheck={false}
              autocomplete="off"
              value={folder}
              onInput={event => setFolder(event.currentTarget.value)}
            />
            {status.value?.host === 'desktop' && (
              <button type="button" class="button" onClick={() => void choose()}>
                {words.move.choose}
              </button>
            )}
            <button type="submit" class="button" disabled={folder.trim() === ''}>
              {props.submit}
            </button>
          </div>
        )}
      </Field>
    </form>
  )
}
