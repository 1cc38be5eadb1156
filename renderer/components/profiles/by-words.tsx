import { useState } from 'preact/hooks'
import type { Turn } from '../../../app/conversation.ts'
import { cascadeWords } from '../../../app/words/cascade-words.ts'
import { sendByWords } from '../../actions/turns.ts'
import { answering } from '../../state/profiles.ts'

/** Offers to ask a model that cannot hear by way of words. It first says what that means, and does nothing without a yes. */
export function ByWords({ turn }: { turn: Turn }) {
  const [isAsked, setAsked] = useState(false)
  const endpoint = answering.value
  if (!endpoint || endpoint.kind === 'practice' || endpoint.way === 'cascade') return null
  if (!isAsked) {
    return (
      <button type="button" class="button" onClick={() => setAsked(true)}>
        {cascadeWords.offer}
      </button>
    )
  }
  return (
    <fieldset class="by-words">
      <legend>{cascadeWords.offer}</legend>
      <p class="note">{cascadeWords.explain(endpoint.name, endpoint.model)}</p>
      <div class="buttons">
        <button type="button" class="button button-main" onClick={() => void sendByWords(turn, endpoint)}>
          {cascadeWords.accept}
        </button>
        <button type="button" class="button" onClick={() => setAsked(false)}>
          {cascadeWords.refuse}
        </button>
      </div>
    </fieldset>
  )
}
