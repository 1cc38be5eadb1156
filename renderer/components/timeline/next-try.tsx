import { useEffect, useState } from 'preact/hooks'
import type { OutboxEntry } from '../../../app/conversation.ts'
import { waitingWords } from '../../../app/words/waiting-words.ts'

const TICK_MS = 1000
/** A time nearer than this is shown in seconds from now. */
const SOON_MS = 90_000

/** Counts down to when a waiting question is tried again. Only these words are redrawn each second, and not read out. */
export function NextTry({ entry: { nextAt, attempts } }: { entry: OutboxEntry }) {
  const [now, setNow] = useState(Date.now())
  // A question that was not tried yet is sent after the one before it.
  const isCounting = nextAt !== null && attempts > 0
  useEffect(() => {
    if (!isCounting) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [isCounting, nextAt])
  if (!isCounting) return null
  const seconds = Math.max(0, Math.ceil((nextAt - now) / 1000))
  return (
    <span class="next-try">{nextAt - now < SOON_MS ? waitingWords.nextIn(seconds) : waitingWords.nextAt(nextAt)}</span>
  )
}
