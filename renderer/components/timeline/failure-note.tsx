import { Download, Trash2, TriangleAlert } from 'lucide'
import type { Turn } from '../../../app/conversation.ts'
import { type Failure, sentenceOf, unhandled } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { openAnswering } from '../../actions/profiles.ts'
import { saveRecording } from '../../actions/save-sound.ts'
import { openSettings } from '../../actions/settings.ts'
import { sendTurn, trashTurn } from '../../actions/turns.ts'
import { actionsForTurn, type TurnAction } from '../../failure-actions.ts'
import { isReadOnly } from '../../state/conversation.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { AskedByPersona } from '../personas/asked-by-persona.tsx'
import { ByWords } from '../profiles/by-words.tsx'
import { RetryElsewhere } from '../profiles/retry-elsewhere.tsx'
import { AttemptTimes } from './attempt-times.tsx'

/** A turn's failure in words, and what to do about it. It stays until that was done. */
export function FailureNote({ turn, failure }: { turn: Turn; failure: Failure }) {
  return (
    <div class="failure">
      <p class="failure-message">
        <Icon of={TriangleAlert} />
        <span>{sentenceOf(failure)}</span>
      </p>
      <AttemptTimes turn={turn} />
      {!isReadOnly(turn) && <AskedByPersona turn={turn} failure={failure} />}
      {!isReadOnly(turn) && (
        <div class="buttons">
          <TurnActions turn={turn} failure={failure} />
          <IconButton icon={Trash2} label={words.failure.delete} onClick={() => void trashTurn(turn.id, 'deleted')} />
        </div>
      )}
    </div>
  )
}

/** What can be done about a turn's failure. */
export function TurnActions({ turn, failure }: { turn: Turn; failure: Failure }) {
  return actionsForTurn(failure.code, turn.recording !== null).map((action, i) => {
    if (action === 'retry-elsewhere') return <RetryElsewhere key={action} turn={turn} />
    if (action === 'by-words') return <ByWords key={action} turn={turn} />
    if (action === 'save-recording') {
      return <IconButton key={action} icon={Download} label={words.turn.save} onClick={() => saveRecording(turn)} />
    }
    return <ActionButton key={action} action={action} isMain={i === 0} turn={turn} />
  })
}

/** A button for one such action. */
type SaidAction = Exclude<TurnAction, 'retry-elsewhere' | 'by-words' | 'save-recording'>

function ActionButton(props: { action: SaidAction; isMain: boolean; turn: Turn }) {
  const { label, onClick } = offer(props.action, props.turn)
  return (
    <button type="button" class={props.isMain ? 'button button-main' : 'button'} onClick={onClick}>
      {label}
    </button>
  )
}

function offer(action: SaidAction, turn: Turn): { label: string; onClick: () => void } {
  switch (action) {
    case 'retry':
      return { label: words.failure.retry, onClick: () => void sendTurn(turn) }
    case 'send-anyway':
      return { label: words.draft.sendAnyway, onClick: () => void sendTurn(turn, true) }
    case 'change-limit':
      return { label: words.cost.changeLimit, onClick: () => openSettings('cost') }
    case 'open-settings':
      return { label: words.failure.openSettings, onClick: openAnswering }
    case 'change-microphone':
      return { label: words.failure.changeMicrophone, onClick: () => openSettings('sound') }
    default:
      throw unhandled(action)
  }
}
