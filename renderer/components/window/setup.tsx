import { setupWords } from '../../../app/words/setup-words.ts'
import { endSetup, goToSetupStep, openSettings } from '../../actions/settings.ts'
import { setupStep, setupSteps } from '../../state/window.ts'
import { AnswersNow } from '../settings/answers-now.tsx'
import { MicrophoneTest } from '../settings/microphone-test.tsx'
import { KeyTest } from './key-test.tsx'

/** The first start, in short steps. Each can be skipped, and all of them at once; talking works meanwhile. */
export function Setup() {
  const step = setupStep.value
  const number = setupSteps.indexOf(step) + 1
  const isLast = step === 'done'
  return (
    <section class="setup" aria-label={setupWords.label}>
      <div class="setup-card">
        <p class="meta">{setupWords.step(number, setupSteps.length)}</p>
        <Step />
        <div class="buttons setup-buttons">
          {isLast ? (
            <button type="button" class="button button-main" onClick={() => void endSetup()}>
              {setupWords.done}
            </button>
          ) : (
            <button type="button" class="button button-main" onClick={() => goToSetupStep(1)}>
              {setupWords.next}
            </button>
          )}
          {number > 1 && (
            <button type="button" class="button" onClick={() => goToSetupStep(-1)}>
              {setupWords.back}
            </button>
          )}
          {step === 'endpoint' && (
            <button type="button" class="button" onClick={() => openSettings('endpoint')}>
              {setupWords.endpointOther}
            </button>
          )}
          {!isLast && (
            <button type="button" class="link setup-skip" onClick={() => void endSetup()}>
              {setupWords.skip}
            </button>
          )}
        </div>
      </div>
    </section>
  )
}

function Step() {
  switch (setupStep.value) {
    case 'endpoint':
      return (
        <>
          <h2>{setupWords.endpointTitle}</h2>
          <p>{setupWords.endpointText}</p>
          <AnswersNow />
        </>
      )
    case 'microphone':
      return (
        <>
          <h2>{setupWords.microphoneTitle}</h2>
          <p>{setupWords.microphoneText}</p>
          <MicrophoneTest />
        </>
      )
    case 'key':
      return (
        <>
          <h2>{setupWords.keyTitle}</h2>
          <p>{setupWords.keyText}</p>
          <KeyTest />
        </>
      )
    case 'done':
      return (
        <>
          <h2>{setupWords.doneTitle}</h2>
          <p>{setupWords.doneText}</p>
        </>
      )
  }
}
