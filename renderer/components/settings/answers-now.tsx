import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { status } from '../../state/main.ts'

/** The profile that answers in conversations without one of their own, and where its key came from. */
export function AnswersNow() {
  const endpoint = status.value?.endpoint
  if (!endpoint) return null
  const { kind, name, baseUrl, model, voice, keySource, failure } = endpoint
  // The practice partner is on this computer, has no meaningful address and needs no key.
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
