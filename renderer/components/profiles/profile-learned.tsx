import type { ProfileStatus } from '../../../app/status.ts'
import { knowledgeWords } from '../../../app/words/knowledge-words.ts'
import { forgetLearned } from '../../actions/profiles.ts'
import { CodedText } from '../controls/coded-text.tsx'

/** What was learned about a profile's model by asking it, in words, and a button to forget it. */
export function ProfileLearned({ status }: { status: ProfileStatus }) {
  const known = status.learned ? knowledgeWords.list(status.learned) : []
  return (
    <fieldset class="section">
      <legend>{knowledgeWords.title}</legend>
      {known.length === 0 ? (
        <p class="soft">{knowledgeWords.none}</p>
      ) : (
        <>
          <ul class="learned-list">
            {known.map(sentence => (
              <li key={sentence}>
                <CodedText text={sentence} />
              </li>
            ))}
          </ul>
          <div class="field">
            <div class="buttons">
              <button type="button" class="button" onClick={() => void forgetLearned(status.id)}>
                {knowledgeWords.forget}
              </button>
            </div>
            <p class="field-hint">{knowledgeWords.forgetHint}</p>
          </div>
        </>
      )}
    </fieldset>
  )
}
