import { useEffect, useRef } from 'preact/hooks'
import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { endMicrophoneTest, testMicrophone } from '../../actions/microphone-test.ts'
import { liveSound } from '../../live-sound.ts'
import { microphoneTest } from '../../state/talk.ts'

/** Records three seconds and plays them back, with a level meter and a verdict. Leaving the page ends the test. */
export function MicrophoneTest() {
  useEffect(() => endMicrophoneTest, [])
  const state = microphoneTest.value
  const isBusy = state.name === 'recording' || state.name === 'playing'
  return (
    <div class="microphone-test">
      <button type="button" class="button" disabled={isBusy} onClick={() => void testMicrophone()}>
        {words.test.start}
      </button>
      {state.name === 'recording' && <LevelBar />}
      <p class={state.name === 'failed' || state.name === 'silent' ? 'field-error' : 'field-hint'} aria-live="polite">
        {state.name === 'failed' ? sentenceOf(state.failure) : words.test.states[state.name]}
      </p>
    </div>
  )
}

function LevelBar() {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let frame = 0
    const draw = () => {
      frame = requestAnimationFrame(draw)
      bar.current?.style.setProperty('--level', String(liveSound.level))
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [])
  return <div ref={bar} class="level-bar" aria-hidden="true" />
}
