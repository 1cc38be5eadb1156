import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { status } from '../../state/main.ts'

/** Who answers at this moment where a conversation has no profile of its own, and where the key came from. */
export function AnswersNow() {
  const endpoint = status.value?.endpoint
  if (!endpoint) return null
  const { kind, name, baseUrl, model, voice, keySource, failure } = endpoint
  // The practice partner is here, at an address that says nothing, and needs no key.
  const isElsewhere = kind !== 'practice'
  return (
    <div class="answers-now" data-failed={failure !== null}>
      <p class="meta">{words.endpoint.now}</p>
      <p class="answers-name">{name || words.endpoint.kinds[kind]}</p>
      {isElsewhere && <p class="soft">{words.endpoint.detail(baseUrl, model, voice)}</p>}
      {isElsewhere && keySource !== '' && <p class="soft">{words.endpoint.key(keySource)}</p>}
      {failure && <p class="field-error">{sentenceOf(failure)}</p>}
    </div>
  )
}
