import type { Turn } from '../../../app/conversation.ts'
import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { openSettings } from '../../actions/settings.ts'
import { sendTurn, trashTurn } from '../../actions/turns.ts'
import { TurnActions } from './failure-note.tsx'

/** Why a recording was kept instead of sent, and what can be done with it. Its waveform plays it. */
export function DraftActions({ turn }: { turn: Turn }) {
  const { draft, failure } = words
  const reason = turn.draftReason
  const isSilent = reason === 'silent'
  return (
    <div class="draft">
      {reason && <p class="draft-reason">{draft.reasons[reason](turn.microphone)}</p>}
      {turn.failure && <p class="draft-reason">{sentenceOf(turn.failure)}</p>}
      <div class="buttons">
        {isSilent && (
          <button type="button" class="button button-main" onClick={() => openSettings('sound')}>
            {failure.changeMicrophone}
          </button>
        )}
        {turn.failure ? (
          <TurnActions turn={turn} failure={turn.failure} />
        ) : (
          <button type="button" class={isSilent ? 'button' : 'button button-main'} onClick={() => void sendTurn(turn)}>
            {isSilent ? draft.sendAnyway : draft.send}
          </button>
        )}
        <button type="button" class="button" onClick={() => void trashTurn(turn.id, 'discarded')}>
          {draft.discard}
        </button>
      </div>
    </div>
  )
}
