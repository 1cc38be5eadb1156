import { useState } from 'preact/hooks'
import type { Turn } from '../../../app/conversation.ts'
import { turnTimes } from '../../../app/turns/turn-times.ts'
import { words } from '../../../app/words/words.ts'
import { DetailButton } from './detail-button.tsx'

/** How long a question's request took to fail, if no reply came. Press it to see when it reached which step. */
export function AttemptTimes({ turn: { attempt, talked } }: { turn: Turn }) {
  const [isOpen, setOpen] = useState(false)
  if (attempt?.times.endMs == null) return null
  const { failedAfter, label, detail } = words.turn.times
  const text = failedAfter(attempt.times.endMs)
  const told = detail(turnTimes({ talked, times: attempt.times }), { isSpoken: talked !== null, hasFailed: true })
  return (
    <p class="note">
      <DetailButton {...{ text, label: label(text), detail: told, isOpen }} onClick={() => setOpen(!isOpen)} />
      {isOpen && ` ${told}`}
    </p>
  )
}
