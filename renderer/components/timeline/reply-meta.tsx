import { useState } from 'preact/hooks'
import type { Reply, Sound, Turn } from '../../../app/conversation.ts'
import { costOfTurn } from '../../../app/cost/cost.ts'
import { splitTokens } from '../../../app/cost/tokens.ts'
import { turnTimes } from '../../../app/turns/turn-times.ts'
import { formatDuration, formatUsd } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { DetailButton } from './detail-button.tsx'
import { Facts } from './facts.tsx'

/** Less than this shows as 0:00. */
const LEAST_HEARD_MS = 1000

/**
 * The line above a reply: its length, how far it was heard, how soon it came, and what it cost. Pressing the last two shows more about
 * them.
 */
export function ReplyMeta(props: { turn: Turn; sound: Sound | null; isArriving: boolean }) {
  const { turn, sound, isArriving } = props
  const [open, setOpen] = useState<'times' | 'cost' | null>(null)
  const reply = isArriving ? null : turn.reply
  const cost = reply && costOfTurn(turn)
  const times = reply && turnTimes({ talked: turn.talked, times: reply.times })
  const soon = times && words.turn.times.soon(times)
  const details = {
    times: soon && words.turn.times.detail(times, { isSpoken: turn.talked !== null, hasFailed: turn.failure !== null }),
    cost: cost && words.cost.detail(cost, splitTokens(reply?.usage ?? null, null)),
  }
  const button = (of: 'times' | 'cost', text: string, label: string) => (
    <DetailButton
      {...{ text, label, detail: details[of] ?? '', isOpen: open === of }}
      onClick={() => setOpen(open === of ? null : of)}
    />
  )
  const isTextOnly = !isArriving && !sound && turn.expired !== 'sound'
  return (
    <>
      <Facts
        who={words.turn.reply}
        of={[
          isTextOnly && words.turn.textReply,
          sound && sound.durationMs > 0 && lengthOf(sound, reply),
          reply && howFar(reply),
          soon && button('times', soon, words.turn.times.label(soon)),
          cost && button('cost', formatUsd(cost.usd), words.cost.ofReply(cost.usd)),
        ]}
      />
      {open && details[open] && <p class="note">{details[open]}</p>}
    </>
  )
}

/** The length of a reply; if it has no words, also what it is. */
function lengthOf({ durationMs }: Sound, reply: Reply | null): string {
  return reply?.words ? formatDuration(durationMs) : words.turn.voiceReply(durationMs)
}

/** Where the user stopped listening, or that the reply broke off by itself. */
function howFar({ heardMs, isComplete }: Reply): string | null {
  if (heardMs !== null) return heardMs < LEAST_HEARD_MS ? words.turn.stoppedAtOnce : words.turn.heardUntil(heardMs)
  return isComplete ? null : words.turn.incomplete
}
