import { Pause, Play, RotateCcw, RotateCw, SkipBack, SkipForward, X } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { playBeside, seekBy, setPlayOn, setSkipSilence, stopReplay, toggleCurrent } from '../../actions/replay.ts'
import { LEAP_MS } from '../../keys/key-decisions.ts'
import { settings } from '../../state/main.ts'
import { playsOn, replay } from '../../state/replay.ts'
import { phase } from '../../state/talk.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { SpeedSelect } from './speed-select.tsx'

/** Controls for the stored sound that is playing, visible wherever one has scrolled to. */
export function ReplayBar() {
  const { replay: said } = words
  const isPlaying = replay.value.name === 'playing'
  const disabled = phase.value !== 'idle'
  return (
    <section class="replay" aria-label={said.bar}>
      <div class="replay-keys">
        <IconButton icon={SkipBack} label={said.previous} disabled={disabled} onClick={() => void playBeside(-1)} />
        <IconButton icon={RotateCcw} label={said.back} disabled={disabled} onClick={() => void seekBy(-LEAP_MS)} />
        <IconButton
          icon={isPlaying ? Pause : Play}
          label={isPlaying ? said.pause : said.resume}
          disabled={disabled}
          onClick={() => void toggleCurrent()}
        />
        <IconButton icon={RotateCw} label={said.forward} disabled={disabled} onClick={() => void seekBy(LEAP_MS)} />
        <IconButton icon={SkipForward} label={said.next} disabled={disabled} onClick={() => void playBeside(1)} />
      </div>
      <SpeedSelect />
      <Switch label={said.playOn} isOn={playsOn.value} onChange={setPlayOn} />
      <Switch label={said.skipSilence} isOn={settings.value.skipSilence} onChange={setSkipSilence} />
      <IconButton icon={X} label={said.close} onClick={stopReplay} />
    </section>
  )
}

function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <button type="button" class="switch" role="switch" aria-checked={isOn} onClick={() => onChange(!isOn)}>
      {label}
    </button>
  )
}
