import { ArrowUp, AudioLines, Hourglass, Maximize2, Mic, Square, TriangleAlert, X } from 'lucide'
import type { TargetedPointerEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { MiniView } from '../../../app/contract/desktop-requests.ts'
import { MiniGrip } from '../../../app/desktop/mini-grip.ts'
import type { PresenceState } from '../../../app/desktop/presence.ts'
import type { KeyMove } from '../../../app/talk/talk-command.ts'
import type { Phase } from '../../../app/talk/talk-state.ts'
import type { connect } from '../../../app/wire.ts'
import { liveSound } from '../../live-sound.ts'
import { Icon } from '../controls/icon.tsx'
import { LevelRing } from '../dock/level-ring.tsx'

const icons: Record<PresenceState, typeof Mic> = {
  idle: Mic,
  listening: Square,
  sending: ArrowUp,
  speaking: AudioLines,
  queued: Hourglass,
  failed: TriangleAlert,
}
const phases: Record<PresenceState, Phase> = {
  idle: 'idle',
  listening: 'recording',
  sending: 'sending',
  speaking: 'speaking',
  queued: 'idle',
  failed: 'idle',
}

/**
 * The window above all others that never takes the focus: the talk button with its ring, the phase, the last words. It knows only what main
 * tells it, and the main window carries out what its button asks for.
 */
export function MiniWindow({ wire: { main, listen } }: { wire: ReturnType<typeof connect> }) {
  const [view, setView] = useState<MiniView | null>(null)
  useEffect(() => {
    const ends = [
      listen('miniChanged', ({ view: changed }) => setView(changed)),
      listen('levelChanged', ({ level }) => {
        liveSound.level = level
      }),
    ]
    void main.getMiniView({}).then(({ view: first }) => setView(before => before ?? first))
    return () => {
      for (const end of ends) end()
    }
  }, [main, listen])
  useEffect(() => {
    document.documentElement.style.colorScheme = view?.appearance === 'system' ? '' : (view?.appearance ?? '')
    if (view) {
      document.documentElement.lang = view.language
      document.title = view.says.title
    }
    if (view && view.state !== 'listening' && view.state !== 'speaking') liveSound.level = 0
  }, [view])
  const grip = useRef<MiniGrip | null>(null)
  if (!view) return null
  const { state, words, says, isMovedByPage } = view
  const move = (command: KeyMove) => void main.commandTalk({ command })
  const takeHold = (event: TargetedPointerEvent<HTMLElement>) => {
    const { target, currentTarget, button, isPrimary, pointerId } = event
    const isHeld = isMovedByPage && isPrimary && button === 0 && !(target as Element).closest('button')
    grip.current = isHeld ? new MiniGrip(event) : null
    if (isHeld) currentTarget.setPointerCapture(pointerId)
  }
  const follow = (event: PointerEvent) => {
    const moved = grip.current?.follow(event)
    if (moved) void main.moveMini(moved)
  }
  return (
    // Chromium reports a pointer's moves once a frame at most.
    <main class={`mini ${isMovedByPage ? '' : 'mini-moved-by-system'}`} onPointerDown={takeHold} onPointerMove={follow}>
      <div class="talk" data-phase={state === 'failed' ? 'failed' : phases[state]}>
        <LevelRing phase={phases[state]} />
        <button
          type="button"
          class="talk-button"
          aria-label={says.talk}
          aria-pressed={state === 'listening'}
          onPointerDown={event => {
            if (event.button !== 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            move('hold')
          }}
          onPointerUp={() => move('release')}
          onPointerCancel={() => move('lose')}
          onClick={event => {
            // Clicks without a pointer come from the keyboard or a screen reader.
            if (event.detail === 0) void main.commandTalk({ command: 'toggle' })
          }}
          onContextMenu={event => event.preventDefault()}
        >
          <Icon of={icons[state]} size={20} />
        </button>
      </div>
      <div class="mini-text">
        <h1 class="mini-state">
          <span role="status">{says.state}</span>
        </h1>
        <p class="mini-words">{words}</p>
      </div>
      <div class="mini-buttons">
        <button type="button" class="mini-button" aria-label={says.hide} onClick={() => void main.hideMini({})}>
          <Icon of={X} size={14} />
        </button>
        <button type="button" class="mini-button" aria-label={says.open} onClick={() => void main.showWindow({})}>
          <Icon of={Maximize2} size={14} />
        </button>
      </div>
    </main>
  )
}
