import { useState } from 'preact/hooks'
import type { Reply, Sound, Turn } from '../../app/conversation.ts'
import type { Cost } from '../../app/cost.ts'
import { formatUsd } from '../../app/format.ts'
import { splitTokens } from '../../app/tokens.ts'
import { words } from '../../app/words.ts'

/** The line above a reply: how long it is, how far it was heard, and what it cost; pressing that shows why. */
export function ReplyMeta(props: { turn: Turn; sound: Sound | null; isArriving: boolean }) {
  const { turn, sound, isArriving } = props
  const [isOpen, setOpen] = useState(false)
  const reply = isArriving ? null : turn.reply
  const cost = reply?.cost ?? null
  const detail = cost && words.cost.detail(cost, splitTokens(reply?.usage ?? null, null))
  return (
    <>
      <p class="meta">
        <span class="who">{words.turn.reply}</span>
        {sound && ` · ${words.turn.voiceReply(sound.durationMs)}`}
        {reply && howFar(reply)}
        {cost && detail && <CostButton cost={cost} detail={detail} isOpen={isOpen} onClick={() => setOpen(!isOpen)} />}
        {!isArriving && !sound && turn.expired !== 'sound' && <span class="badge">{words.turn.textReply}</span>}
      </p>
      {detail && isOpen && <p class="note">{detail}</p>}
    </>
  )
}

function CostButton(props: { cost: Cost; detail: string; isOpen: boolean; onClick: () => void }) {
  const { cost, detail, isOpen, onClick } = props
  return (
    <>
      {' · '}
      <button
        type="button"
        class="cost-button"
        aria-label={words.cost.ofReply(cost.usd)}
        aria-expanded={isOpen}
        title={detail}
        onClick={onClick}
      >
        {formatUsd(cost.usd)}
      </button>
    </>
  )
}

/** Where the user stopped listening, or that the reply broke off by itself. */
function howFar({ heardMs, isComplete }: Reply): string | null {
  if (heardMs !== null) return ` · ${words.turn.heardUntil(heardMs)}`
  return isComplete ? null : ` · ${words.turn.incomplete}`
}
