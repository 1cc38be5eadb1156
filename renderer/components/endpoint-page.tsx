import { words } from '../../app/words.ts'
import { changeSettings } from '../actions/settings.ts'
import { editedProfileId, settings, status } from '../state.ts'
import { AnswersNow } from './answers-now.tsx'
import { Field } from './field.tsx'
import { ProfileEditor } from './profile-editor.tsx'
import { ProfileList } from './profile-list.tsx'

/** Who answers: now, and from now on. */
export function EndpointPage() {
  const edited = status.value?.profiles.find(({ id }) => id === editedProfileId.value)
  const isChosenGone = !status.value?.profiles.some(({ id }) => id === status.value?.endpoint.id)
  if (edited) return <ProfileEditor key={edited.id} status={edited} />
  return (
    <>
      {isChosenGone && <AnswersNow />}
      <ProfileList />
      <Field label={words.endpoint.instructions} hint={words.endpoint.instructionsHint}>
        {ids => (
          <textarea
            {...ids}
            rows={3}
            value={settings.value.instructions}
            onChange={event => void changeSettings({ instructions: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  )
}
