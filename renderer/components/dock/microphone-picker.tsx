import { Mic } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { devices, isMicrophoneOpen, microphoneLabel } from '../../state/talk.ts'
import { DeviceSelect } from '../controls/device-select.tsx'
import { Icon } from '../controls/icon.tsx'

/** The microphone's name, always on screen, and the others to choose from. */
export function MicrophonePicker() {
  return (
    <div
      class="microphone"
      data-open={isMicrophoneOpen.value}
      title={isMicrophoneOpen.value ? words.talk.open : undefined}
    >
      <Icon of={Mic} />
      <DeviceSelect
        class="quiet-select"
        label={words.microphone.label}
        devices={devices.value.microphones}
        chosen={settings.value.microphone}
        defaultLabel={defaultMicrophoneLabel()}
        unnamed={words.microphone.unnamed}
        onChoose={microphone => void changeSettings({ microphone })}
      />
    </div>
  )
}

/** The entry for the system's default, with the device's name once it is known. */
export function defaultMicrophoneLabel(): string {
  const isKnown = settings.value.microphone === null && microphoneLabel.value !== ''
  return isKnown ? words.microphone.defaultNamed(microphoneLabel.value) : words.microphone.systemDefault
}
