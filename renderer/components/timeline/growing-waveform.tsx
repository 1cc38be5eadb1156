import { Circle, Square } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { stopArriving } from '../../actions/talk.ts'
import { liveSound } from '../../live-sound.ts'
import type { Side } from '../../state/conversation.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { BAR_PITCH, barHeights, barsPath, growingBarCount, WAVEFORM_HEIGHT } from './waveform-bars.ts'

/** The waveform of a sound that is being recorded or is arriving, drawn once a frame from the part that is there. */
export function GrowingWaveform({ turnId, side }: { turnId: string; side: Side }) {
  const svg = useRef<SVGSVGElement>(null)
  const path = useRef<SVGPathElement>(null)
  useEffect(() => {
    let frame = 0
    let drawnMs = 0
    const draw = () => {
      frame = requestAnimationFrame(draw)
      const peaks = liveSound.peaks.get(turnId)
      const durationMs = peaks?.durationMs() ?? 0
      if (!svg.current || !path.current || !peaks || durationMs === drawnMs) return
      drawnMs = durationMs
      const room = Math.floor((svg.current.parentElement?.clientWidth ?? 0) / BAR_PITCH)
      const count = Math.min(growingBarCount(durationMs), Math.max(1, room))
      svg.current.setAttribute('viewBox', `0 0 ${count * BAR_PITCH} ${WAVEFORM_HEIGHT}`)
      svg.current.style.width = `${count * BAR_PITCH}px`
      path.current.setAttribute('d', barsPath(barHeights(peaks.values(), count)))
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [turnId])
  return (
    <div class="sound sound-growing" data-side={side}>
      {side === 'reply' ? (
        <IconButton icon={Square} label={words.talk.stopReply} class="play" onClick={() => stopArriving(turnId)} />
      ) : (
        <span class="recording-mark">
          <Icon of={Circle} size={12} />
        </span>
      )}
      <div class="growing">
        <svg ref={svg} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <path ref={path} fill="currentColor" />
        </svg>
      </div>
    </div>
  )
}
