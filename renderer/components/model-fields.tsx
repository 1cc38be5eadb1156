import { profileWords } from '../../app/profile-words.ts'
import type { Profile } from '../../app/profiles.ts'
import type { ProfileStatus } from '../../app/status.ts'
import { ModelField } from './model-field.tsx'
import { TextField } from './text-field.tsx'

/** The voices that OpenAI's audio models have built in (OpenAI reference, chat completions, `audio.voice`). */
const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'cedar',
  'coral',
  'echo',
  'fable',
  'marin',
  'nova',
  'onyx',
  'sage',
  'shimmer',
  'verse',
]

type Asked = Pick<Profile, 'model' | 'voice' | 'transcriptionModel'>

/** What a server is asked to answer with. */
export function ModelFields(props: {
  status: ProfileStatus
  asked: Asked
  onChange: (change: Partial<Asked>) => void
}) {
  const { model, voice, transcriptionModel } = props.asked
  return (
    <fieldset class="section">
      <legend>{profileWords.voiceAndModel}</legend>
      <ModelField status={props.status} model={model} onChange={typed => props.onChange({ model: typed })} />
      <TextField
        label={profileWords.voice}
        value={voice}
        list="voices"
        onChange={typed => props.onChange({ voice: typed })}
      >
        <datalist id="voices">
          {VOICES.map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </TextField>
      <TextField
        label={profileWords.transcriptionModel}
        hint={profileWords.transcriptionModelHint}
        value={transcriptionModel}
        onChange={typed => props.onChange({ transcriptionModel: typed })}
      />
    </fieldset>
  )
}
