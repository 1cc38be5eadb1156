import type { Preset, Profile } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { TextField } from '../controls/text-field.tsx'
import { AbilityFields } from './ability-fields.tsx'
import { ModelField } from './model-field.tsx'
import { VoiceField } from './voice-field.tsx'

type Asked = Pick<Profile, 'model' | 'abilities' | 'voice' | 'transcriptionModel'>

/** What a server is asked to answer with. */
export function ModelFields(props: {
  status: ProfileStatus
  preset: Preset
  asked: Asked
  onChange: (change: Partial<Asked>) => void
}) {
  const { model, abilities, voice, transcriptionModel } = props.asked
  return (
    <fieldset class="section">
      <legend>{profileWords.voiceAndModel}</legend>
      <ModelField status={props.status} model={model} onChange={typed => props.onChange({ model: typed })} />
      <AbilityFields said={abilities} onChange={said => props.onChange({ abilities: said })} />
      <VoiceField
        status={props.status}
        preset={props.preset}
        voice={voice}
        onChange={typed => props.onChange({ voice: typed })}
      />
      <TextField
        label={profileWords.transcriptionModel}
        hint={profileWords.transcriptionModelHint}
        value={transcriptionModel}
        onChange={typed => props.onChange({ transcriptionModel: typed })}
      />
    </fieldset>
  )
}
