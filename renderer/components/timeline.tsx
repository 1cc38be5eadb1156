import { useLayoutEffect, useRef } from 'preact/hooks'
import { words } from '../../app/words.ts'
import { arrivingWords, conversationId, settings, turns } from '../state.ts'
import { EmptyConversation } from './empty-conversation.tsx'
import { TurnRow } from './turn-row.tsx'

/** Closer to the end than this, in pixels, the timeline follows what arrives. */
const FOLLOW_WITHIN = 120

/** The turns of the conversation. It stays at its end while something is added there, unless the user scrolled up. */
export function Timeline() {
  const scroller = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const onScroll = () => {
    const box = scroller.current
    if (box) isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < FOLLOW_WITHIN
  }
  const last = turns.value.at(-1)
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [conversationId.value, last?.id])
  const followEnd = () => {
    const box = scroller.current
    if (box && isAtEnd.current) box.scrollTop = box.scrollHeight
  }
  useLayoutEffect(followEnd, [turns.value, arrivingWords.value])
  useLayoutEffect(() => {
    // Also when the room changes: the window, or what stands above the talk button.
    const watching = new ResizeObserver(followEnd)
    if (scroller.current) watching.observe(scroller.current)
    return () => watching.disconnect()
  }, [])
  // What was just spoken or shown aloud need not be read out by a screen reader as well.
  const live = settings.value.autoplayReplies ? 'off' : 'polite'
  return (
    <div
      class="timeline"
      ref={scroller}
      onScroll={onScroll}
      role="log"
      aria-label={words.conversation.log}
      aria-live={live}
    >
      {turns.value.length === 0 ? (
        <EmptyConversation />
      ) : (
        <div class="turns">
          {turns.value.map(turn => (
            <TurnRow key={turn.id} turn={turn} />
          ))}
        </div>
      )}
    </div>
  )
}
