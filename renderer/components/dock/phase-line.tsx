import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../../../app/errors.ts'
import { formatDuration } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { stopReply } from '../../actions/talk.ts'
import { connection, settings } from '../../state/main.ts'
import { waitsHere } from '../../state/outbox.ts'
import { dockFailure, hint, recordingSince, shownPhase, talk } from '../../state/talk.ts'
import { CostMeter } from './cost-meter.tsx'

/** The remaining time of the longest recording is counted down from here. */
const COUNTDOWN_MS = 15_000
const TICK_MS = 100

/** The phase in one word, which screen readers read out too; the length of the recording; what to do next. */
export function PhaseLine() {
  const phase = shownPhase.value
  const failure = phase === 'idle' ? dockFailure.value : null
  const isQueued = phase === 'idle' && !failure && waitsHere.value
  const isCounting = phase === 'recording' || phase === 'locked' || phase === 'tail'
  return (
    <div class="phase" data-phase={isQueued ? 'queued' : phase}>
      <p class="phase-word">
        <span role="status">
          {failure ? wordOf(failure) : isQueued ? words.outbox.phase : words.talk.phases[phase]}
        </span>
        {isCounting && <Elapsed />}
        {isCounting && <CostMeter />}
      </p>
      <p class="hint" aria-live="polite">
        {hintText()}
      </p>
      {(phase === 'sending' || phase === 'speaking') && (
        <button type="button" class="button stop" onClick={stopReply}>
          {words.talk.stop}
        </button>
      )}
    </div>
  )
}

function wordOf({ code }: Failure): string {
  return code.startsWith('microphone_') ? words.talk.unheard : words.talk.undone
}

function Elapsed() {
  const [now, setNow] = useState(performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const { capture } = talk.value
  const leftMs = capture.name === 'idle' ? Infinity : capture.pressedAt + settings.value.talk.longestMs - now
  const isEnding = leftMs <= COUNTDOWN_MS
  return (
    <span class="elapsed" data-ending={isEnding}>
      {isEnding ? words.talk.countdown(Math.max(0, leftMs)) : formatDuration(now - recordingSince.value)}
    </span>
  )
}

function hintText(): string {
  if (connection.value === 'lost') return ''
  if (hint.value) return words.talk.hints[hint.value]
  const { capture } = talk.value
  switch (shownPhase.value) {
    case 'idle':
      return settings.value.talk.mode === 'hold' ? words.talk.hold : words.talk.toggle
    case 'sending':
    case 'speaking':
      return words.talk.stopKey
    case 'locked':
      return words.talk.pressToSend
    default:
      if (capture.name === 'locked') return words.talk.pressToSend
      return capture.name !== 'idle' && capture.source === 'pointer' ? words.talk.releaseToSend : words.talk.keyToSend
  }
}
