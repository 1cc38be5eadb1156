import { useEffect, useState } from 'preact/hooks'
import type { OutboxEntry } from '../../../app/conversation.ts'
import { waitingWords } from '../../../app/words/waiting-words.ts'

const TICK_MS = 1000
/** Nearer than this, a time is told as seconds from now. */
const SOON_MS = 90_000

/** When a question that waits is tried again, counted down. It is no news each second: nothing but these words is drawn again. */
export function NextTry({ entry: { nextAt, attempts } }: { entry: OutboxEntry }) {
  const [now, setNow] = useState(Date.now())
  // One that was not tried yet goes when the question before it has gone.
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
