import { useEffect, useRef } from 'preact/hooks'
import { liveSound } from '../live-sound.ts'
import { BAR_PITCH, barHeights, barsPath, WAVEFORM_HEIGHT } from '../waveform-bars.ts'

const MOST_BARS = 120

/** The waveform of a sound that is being recorded or is arriving, drawn once a frame from the levels so far. */
export function GrowingWaveform({ turnId, isReply = false }: { turnId: string; isReply?: boolean }) {
  const svg = useRef<SVGSVGElement>(null)
  const path = useRef<SVGPathElement>(null)
  useEffect(() => {
    let frame = 0
    let drawn = -1
    const draw = () => {
      frame = requestAnimationFrame(draw)
      const peaks = liveSound.peaks.get(turnId)?.values() ?? []
      if (peaks.length === drawn) return
      drawn = peaks.length
      const count = Math.min(MOST_BARS, Math.max(1, peaks.length))
      svg.current?.setAttribute('viewBox', `0 0 ${count * BAR_PITCH} ${WAVEFORM_HEIGHT}`)
      if (svg.current) svg.current.style.width = `${count * BAR_PITCH}px`
      path.current?.setAttribute('d', peaks.length === 0 ? '' : barsPath(barHeights(peaks, count)))
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [turnId])
  return (
    <div class="growing" data-side={isReply ? 'reply' : 'recording'}>
      <svg ref={svg} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path ref={path} fill="currentColor" />
      </svg>
    </div>
  )
}
