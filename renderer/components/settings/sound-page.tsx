import { talkingWords } from '../../../app/words/talking-words.ts'
import { words } from '../../../app/words/words.ts'
import { setPlayOn, setSkipSilence } from '../../actions/replay.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { devices } from '../../state/talk.ts'
import { CheckField } from '../controls/check-field.tsx'
import { DeviceSelect } from '../controls/device-select.tsx'
import { Field } from '../controls/field.tsx'
import { defaultMicrophoneLabel } from '../dock/microphone-picker.tsx'
import { MicrophoneTest } from './microphone-test.tsx'

/** Microphone and speaker. */
export function SoundPage() {
  const {
    microphone,
    speaker,
    noiseSuppression,
    volume,
    autoplayReplies,
    speakTypedReplies,
    speakTextReplies,
    playOn,
    skipSilence,
  } = settings.value
  return (
    <>
      <Field label={words.microphone.label}>
        {({ id }) => (
          <DeviceSelect
            id={id}
            devices={devices.value.microphones}
            chosen={microphone}
            defaultLabel={defaultMicrophoneLabel()}
            unnamed={words.microphone.unnamed}
            onChoose={device => void changeSettings({ microphone: device })}
          />
        )}
      </Field>
      <CheckField
        label={talkingWords.noiseSuppression}
        hint={talkingWords.noiseSuppressionHint}
        isChecked={noiseSuppression}
        onChange={isOn => void changeSettings({ noiseSuppression: isOn })}
      />
      <MicrophoneTest />
      <Field label={words.speaker.label}>
        {({ id }) => (
          <DeviceSelect
            id={id}
            devices={devices.value.speakers}
            chosen={speaker}
            defaultLabel={words.microphone.systemDefault}
            unnamed={words.speaker.unnamed}
            onChoose={device => void changeSettings({ speaker: device })}
          />
        )}
      </Field>
      <Field label={words.speaker.volume}>
        {ids => (
          <input
            {...ids}
            type="range"
            min={0}
            max={100}
            step={5}
            value={Math.round(volume * 100)}
            onChange={event => void changeSettings({ volume: Number(event.currentTarget.value) / 100 })}
          />
        )}
      </Field>
      <CheckField
        label={talkingWords.autoplay}
        isChecked={autoplayReplies}
        onChange={isOn => void changeSettings({ autoplayReplies: isOn })}
      />
      <CheckField
        label={talkingWords.speakTyped}
        isChecked={speakTypedReplies}
        onChange={isOn => void changeSettings({ speakTypedReplies: isOn })}
      />
      <CheckField
        label={talkingWords.speakText}
        isChecked={speakTextReplies}
        onChange={isOn => void changeSettings({ speakTextReplies: isOn })}
      />
      <CheckField
        label={words.replay.playOn}
        hint={words.replay.playOnHint}
        isChecked={playOn}
        onChange={isOn => setPlayOn(isOn)}
      />
      <CheckField
        label={words.replay.skipSilence}
        hint={words.replay.skipSilenceHint}
        isChecked={skipSilence}
        onChange={isOn => setSkipSilence(isOn)}
      />
    </>
  )
}
