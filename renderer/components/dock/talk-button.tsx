import { ArrowUp, AudioLines, Lock, Mic, Square, TriangleAlert } from 'lucide'
import { useRef } from 'preact/hooks'
import type { Phase } from '../../../app/talk/talk-state.ts'
import { words } from '../../../app/words/words.ts'
import { loseFocus, press, release, slide } from '../../actions/talk.ts'
import { connection } from '../../state/main.ts'
import { dockFailure, shownPhase, talk } from '../../state/talk.ts'
import { Icon } from '../controls/icon.tsx'
import { LevelRing } from './level-ring.tsx'

/** How far a pointer must slide while holding to cancel (left) or lock (up), in pixels. */
const CANCEL_BEYOND = 80
const LOCK_BEYOND = 60

const icons: Record<Phase, typeof Mic> = {
  idle: Mic,
  arming: Mic,
  recording: Square,
  locked: Lock,
  tail: Square,
  sending: ArrowUp,
  speaking: AudioLines,
}

/**
 * The one big control. Held with a pointer it records until it is released anywhere; activated by keyboard or screen reader
 * it toggles. Its ring is the level meter.
 */
export function TalkButton() {
  const from = useRef<{ x: number; y: number } | null>(null)
  const phase = shownPhase.value
  const isFailed = phase === 'idle' && dockFailure.value !== null
  const onPointerMove = ({ clientX, clientY, timeStamp }: PointerEvent) => {
    if (!from.current) return
    const isLeft = from.current.x - clientX > CANCEL_BEYOND
    const isUp = from.current.y - clientY > LOCK_BEYOND
    if (!isLeft && !isUp) return
    from.current = null
    slide(isLeft ? 'left' : 'up', timeStamp)
  }
  return (
    <div class="talk" data-phase={isFailed ? 'failed' : phase}>
      <LevelRing phase={phase} />
      <button
        type="button"
        class="talk-button"
        aria-label={words.talk.button}
        disabled={connection.value === 'lost'}
        aria-pressed={talk.value.capture.name !== 'idle'}
        onPointerDown={event => {
          if (event.button !== 0) return
          // Keeps the focus where it is, so that Space still talks.
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          from.current = { x: event.clientX, y: event.clientY }
          press('pointer', event.timeStamp)
        }}
        onPointerMove={onPointerMove}
        onPointerUp={({ timeStamp }) => {
          from.current = null
          release('pointer', timeStamp)
        }}
        onPointerCancel={({ timeStamp }) => {
          from.current = null
          loseFocus('focus-lost', timeStamp)
        }}
        onClick={event => {
          // Clicks without a pointer come from the keyboard or a screen reader.
          if (event.detail === 0) press('button', event.timeStamp)
        }}
        onKeyDown={event => {
          if (event.repeat && event.key === 'Enter') event.preventDefault()
        }}
        onContextMenu={event => event.preventDefault()}
      >
        <Icon of={isFailed ? TriangleAlert : icons[phase]} size={28} />
      </button>
    </div>
  )
}
