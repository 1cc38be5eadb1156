import { TriangleAlert } from 'lucide'
import type { Turn } from '../../app/conversation.ts'
import { type Failure, unhandled } from '../../app/errors.ts'
import { words } from '../../app/words.ts'
import { editAnswering } from '../actions/profiles.ts'
import { openSettings } from '../actions/settings.ts'
import { sendTurn, trashTurn } from '../actions/turns.ts'
import { actionsForTurn, type FailureAction } from '../failure-actions.ts'
import { isReadOnly } from '../state.ts'
import { Icon } from './icon.tsx'

/** What went wrong with a turn, in words, and what to do about it. It stays until that was done. */
export function FailureNote({ turn, failure }: { turn: Turn; failure: Failure }) {
  return (
    <div class="failure">
      <p class="failure-message">
        <Icon of={TriangleAlert} />
        <span>{failure.message}</span>
      </p>
      {!isReadOnly(turn) && (
        <div class="buttons">
          {actionsForTurn(failure.code).map((action, i) => (
            <FailureButton key={action} action={action} isMain={i === 0} turn={turn} />
          ))}
          <button type="button" class="button" onClick={() => void trashTurn(turn.id, 'deleted')}>
            {words.failure.delete}
          </button>
        </div>
      )}
    </div>
  )
}

/** The button of one action that a failure offers. */
export function FailureButton(props: { action: FailureAction; isMain: boolean; turn?: Turn }) {
  const { label, onClick } = offer(props.action, props.turn)
  return (
    <button type="button" class={props.isMain ? 'button button-main' : 'button'} onClick={onClick}>
      {label}
    </button>
  )
}

function offer(action: FailureAction, turn?: Turn): { label: string; onClick: () => void } {
  const send = (isBeyondLimit = false) => {
    if (turn) void sendTurn(turn, isBeyondLimit)
  }
  switch (action) {
    case 'retry':
      return { label: words.failure.retry, onClick: () => send() }
    case 'send-anyway':
      return { label: words.draft.sendAnyway, onClick: () => send(true) }
    case 'change-limit':
      return { label: words.cost.changeLimit, onClick: () => openSettings('cost') }
    case 'open-settings':
      return { label: words.failure.openSettings, onClick: editAnswering }
    case 'change-microphone':
      return { label: words.failure.changeMicrophone, onClick: () => openSettings('sound') }
    default:
      throw unhandled(action)
  }
}
