import { useState } from 'preact/hooks'
import type { Reply, Sound, Turn } from '../../../app/conversation.ts'
import { costOfTurn } from '../../../app/cost/cost.ts'
import { splitTokens } from '../../../app/cost/tokens.ts'
import { turnTimes } from '../../../app/turns/turn-times.ts'
import { formatUsd } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { DetailButton } from './detail-button.tsx'

/**
 * The line above a reply: how long it is, how far it was heard, how soon it came, and what it cost; pressing the last two tells
 * more of them.
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
    <>
      {' · '}
      <DetailButton
        {...{ text, label, detail: details[of] ?? '', isOpen: open === of }}
        onClick={() => setOpen(open === of ? null : of)}
      />
    </>
  )
  return (
    <>
      <p class="meta">
        <span class="who">{words.turn.reply}</span>
        {sound && sound.durationMs > 0 && ` · ${words.turn.voiceReply(sound.durationMs)}`}
        {reply && howFar(reply)}
        {soon && button('times', soon, words.turn.times.label(soon))}
        {cost && button('cost', formatUsd(cost.usd), words.cost.ofReply(cost.usd))}
        {!isArriving && !sound && turn.expired !== 'sound' && <span class="badge">{words.turn.textReply}</span>}
      </p>
      {open && details[open] && <p class="note">{details[open]}</p>}
    </>
  )
}

/** Where the user stopped listening, or that the reply broke off by itself. */
function howFar({ heardMs, isComplete }: Reply): string | null {
  if (heardMs !== null) return ` · ${words.turn.heardUntil(heardMs)}`
  return isComplete ? null : ` · ${words.turn.incomplete}`
}
