import type { Profile, ProfileChange } from '../../../app/profiles/profiles.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { ChoiceSelect } from '../controls/choice-select.tsx'
import { NumberSelect } from '../controls/number-select.tsx'

/** The longest timeout in seconds; 0 stands for the usual one. */
const WAITS = [0, 15, 30, 60, 120, 300, 600]

/** How recordings and replies are sent. */
export function ProfileTransfer(props: { profile: Profile; onChange: (change: ProfileChange) => void }) {
  const { format, streaming, upload, timeoutS } = props.profile
  return (
    <fieldset class="section">
      <legend>{profileWords.transfer}</legend>
      <div class="field-pair">
        <ChoiceSelect
          label={profileWords.streaming}
          choices={profileWords.streamings}
          chosen={streaming}
          onChoose={chosen => props.onChange({ streaming: chosen })}
        />
        <ChoiceSelect
          label={profileWords.format}
          choices={profileWords.formats}
          chosen={format}
          onChoose={chosen => props.onChange({ format: chosen })}
        />
      </div>
      <div class="field-pair">
        <ChoiceSelect
          label={profileWords.upload}
          choices={profileWords.uploads}
          chosen={upload}
          onChoose={chosen => props.onChange({ upload: chosen })}
        />
        <NumberSelect
          label={profileWords.timeout}
          values={WAITS}
          chosen={timeoutS ?? 0}
          say={seconds => (seconds === 0 ? profileWords.timeoutUsual : profileWords.seconds(seconds))}
          onChoose={seconds => props.onChange({ timeoutS: seconds === 0 ? null : seconds })}
        />
      </div>
    </fieldset>
  )
}
