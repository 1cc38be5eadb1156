import type { Profile } from '../../../app/profiles/profiles.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { ChoiceField } from '../controls/choice-field.tsx'
import { TextField } from '../controls/text-field.tsx'

type Way = Pick<Profile, 'way' | 'speechModel'>

/** Whether the model gets recordings themselves or their words, and in the latter case what reads its answers aloud. */
export function WayFields(props: { asked: Way; onChange: (change: Partial<Way>) => void }) {
  const { way, speechModel } = props.asked
  return (
    <fieldset class="section">
      <ChoiceField
        legend={profileWords.way}
        choices={profileWords.ways}
        hints={profileWords.wayHints}
        chosen={way}
        onChoose={chosen => props.onChange({ way: chosen })}
      />
      {way === 'cascade' && (
        <TextField
          label={profileWords.speechModel}
          hint={profileWords.speechModelHint}
          value={speechModel}
          onChange={typed => props.onChange({ speechModel: typed })}
        />
      )}
    </fieldset>
  )
}
