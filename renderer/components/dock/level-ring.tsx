import { useEffect, useRef } from 'preact/hooks'
import type { Phase } from '../../../app/talk/talk-state.ts'
import { liveSound } from '../../live-sound.ts'

/** The length of each half of the ring, whatever its size in pixels. */
const HALF = 100
const SIZE = 112
const RADIUS = 52
/** The share of the distance to a lower level that remains after each frame: the meter rises at once and falls slowly. */
const FALL = 0.85

/** The ring around the talk button: a level meter that grows from the bottom up both sides, or a sweep while sending. */
export function LevelRing({ phase }: { phase: Phase }) {
  const svg = useRef<SVGSVGElement>(null)
  const isMeter = phase !== 'idle' && phase !== 'sending'
  useEffect(() => {
    if (!isMeter) return
    let frame = 0
    let shown = 0
    const draw = () => {
      frame = requestAnimationFrame(draw)
      shown = Math.max(liveSound.level, shown * FALL)
      svg.current?.style.setProperty('--level', String(Math.round(HALF * shown)))
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [isMeter])
  const middle = SIZE / 2
  const bottom = middle + RADIUS
  const top = middle - RADIUS
  return (
    <svg ref={svg} class="ring" viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true" focusable="false">
      <circle class="ring-track" cx={middle} cy={middle} r={RADIUS} />
      {isMeter && (
        <>
          <path
            class="ring-level"
            pathLength={HALF}
            d={`M${middle} ${bottom}A${RADIUS} ${RADIUS} 0 0 1 ${middle} ${top}`}
          />
          <path
            class="ring-level"
            pathLength={HALF}
            d={`M${middle} ${bottom}A${RADIUS} ${RADIUS} 0 0 0 ${middle} ${top}`}
          />
        </>
      )}
      {phase === 'sending' && <circle class="ring-sweep" pathLength={HALF} cx={middle} cy={middle} r={RADIUS} />}
    </svg>
  )
}
