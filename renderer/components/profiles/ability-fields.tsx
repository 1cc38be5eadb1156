import type { SaidAbilities } from '../../../app/profiles/profiles.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { ChoiceSelect } from '../controls/choice-select.tsx'

/** Whether the model hears and speaks, as the user says. That counts before what is known of it. */
export function AbilityFields(props: { said: SaidAbilities; onChange: (said: SaidAbilities) => void }) {
  const { said, onChange } = props
  return (
    <>
      <div class="field-pair">
        <ChoiceSelect
          label={profileWords.hears}
          choices={profileWords.said}
          chosen={said.hears}
          onChoose={hears => onChange({ ...said, hears })}
        />
        <ChoiceSelect
          label={profileWords.speaks}
          choices={profileWords.said}
          chosen={said.speaks}
          onChoose={speaks => onChange({ ...said, speaks })}
        />
      </div>
      <p class="field-hint">{profileWords.saidHint}</p>
    </>
  )
}
