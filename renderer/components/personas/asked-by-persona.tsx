import type { Turn } from '../../../app/conversation.ts'
import type { Failure } from '../../../app/errors.ts'
import { personaWords } from '../../../app/words/persona-words.ts'
import { changePersona } from '../../actions/personas.ts'
import { sendTurn } from '../../actions/turns.ts'
import { persona } from '../../state/personas.ts'

/** Says that the persona asked for a model or voice that was refused, and offers to use the profile's. */
export function AskedByPersona({ turn, failure }: { turn: Turn; failure: Failure }) {
  const { value: inUse } = persona
  const refused = (['model', 'voice'] as const).find(
    part => inUse && inUse[part] !== '' && failure.values?.[part] === inUse[part],
  )
  if (!inUse || !refused) return null
  const retry = async () => {
    if (await changePersona(inUse.id, { [refused]: '' })) await sendTurn(turn)
  }
  return (
    <p class="failure-message">
      <span>{personaWords.asked(inUse.name, inUse[refused])}</span>
      <button type="button" class="link" onClick={() => void retry()}>
        {refused === 'model' ? personaWords.useProfilesModel : personaWords.useProfilesVoice}
      </button>
    </p>
  )
}
