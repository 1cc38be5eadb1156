import type { RefObject } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Sound } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { BAR_PITCH, barCount, barHeights, barsPath, placeAfterKey, placeOf, WAVEFORM_HEIGHT } from './waveform-bars.ts'

/**
 * A stored sound drawn from its peaks, with the part before `ms` in the colour of what was played. Clicking, dragging and the arrow keys
 * change the position. It is SVG, so that its colours follow the theme and the system's contrast.
 */
export function Waveform(props: { sound: Sound; ms: number; label: string; onSeek: (ms: number) => void }) {
  const { sound, ms, label, onSeek } = props
  const { durationMs, peaks } = sound
  const box = useRef<HTMLDivElement>(null)
  const wanted = barCount(durationMs)
  const count = useBarsThatFit(box, wanted)
  const path = useMemo(() => barsPath(barHeights(peaks, count)), [peaks, count])
  const playedShare = durationMs > 0 ? Math.min(1, ms / durationMs) : 0
  const seekTo = ({ clientX, currentTarget }: PointerEvent & { currentTarget: Element }) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    onSeek(placeOf(clientX, left, width, durationMs))
  }
  return (
    <div
      ref={box}
      class="waveform"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.round(ms)}
      aria-valuetext={words.turn.position(ms, durationMs)}
      style={{ width: `${wanted * BAR_PITCH}px` }}
      onPointerDown={event => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        seekTo(event)
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event)
      }}
      onKeyDown={event => {
        const place = placeAfterKey(event.key, ms, durationMs)
        if (place === null) return
        event.preventDefault()
        onSeek(place)
      }}
    >
      <Bars path={path} count={count} />
      {playedShare > 0 && (
        <div class="waveform-played" style={{ clipPath: `inset(0 ${(1 - playedShare) * 100}% 0 0)` }}>
          <Bars path={path} count={count} />
        </div>
      )}
    </div>
  )
}

/** How many bars fit, so that none is thinner than a pixel of the screen. Mostly all do, and then nothing is redrawn. */
function useBarsThatFit(box: RefObject<HTMLDivElement | null>, wanted: number): number {
  const [count, setCount] = useState(wanted)
  useLayoutEffect(() => {
    const fitting = () => Math.max(1, Math.floor((box.current?.clientWidth ?? 0) / BAR_PITCH))
    const measure = () => setCount(Math.min(wanted, fitting()))
    measure()
    const watching = new ResizeObserver(measure)
    if (box.current) watching.observe(box.current)
    return () => watching.disconnect()
  }, [wanted])
  return count
}

function Bars({ path, count }: { path: string; count: number }) {
  return (
    <svg
      viewBox={`0 0 ${count * BAR_PITCH} ${WAVEFORM_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
