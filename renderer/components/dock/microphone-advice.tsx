import { microphoneAdvice } from '../../../app/desktop/microphone-advice.ts'
import type { FailureCode } from '../../../app/failure-values.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { openSystemPage } from '../../actions/desktop.ts'
import { status } from '../../state/main.ts'

/** What to do on this system about a microphone that does not open. */
export function MicrophoneAdvice({ code }: { code: FailureCode }) {
  const desktop = status.value?.desktop
  const advice = desktop ? microphoneAdvice(code, desktop) : null
  if (!advice) return null
  const { text, page } = advice
  return (
    <>
      <p class="failure-advice">{text}</p>
      {page && (
        <button type="button" class="button button-main" onClick={() => openSystemPage(page)}>
          {desktopWords.advice.open}
        </button>
      )}
    </>
  )
}
