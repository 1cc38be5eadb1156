import { words } from '../../app/words.ts'
import { endSetup, goToSetupStep, openSettings } from '../actions/settings.ts'
import { setupStep, setupSteps } from '../state.ts'
import { AnswersNow } from './answers-now.tsx'
import { KeyTest } from './key-test.tsx'
import { MicrophoneTest } from './microphone-test.tsx'

/** The first start, in short steps. Each can be passed over, and all of them at once; talking works meanwhile. */
export function Setup() {
  const { setup } = words
  const step = setupStep.value
  const number = setupSteps.indexOf(step) + 1
  const isLast = step === 'done'
  return (
    <section class="setup" aria-label={setup.label}>
      <div class="setup-card">
        <p class="meta">{setup.step(number, setupSteps.length)}</p>
        <Step />
        <div class="buttons setup-buttons">
          {isLast ? (
            <button type="button" class="button button-main" onClick={() => void endSetup()}>
              {setup.done}
            </button>
          ) : (
            <button type="button" class="button button-main" onClick={() => goToSetupStep(1)}>
              {setup.next}
            </button>
          )}
          {number > 1 && (
            <button type="button" class="button" onClick={() => goToSetupStep(-1)}>
              {setup.back}
            </button>
          )}
          {step === 'endpoint' && (
            <button type="button" class="button" onClick={() => openSettings('endpoint')}>
              {setup.endpointOther}
            </button>
          )}
          {!isLast && (
            <button type="button" class="link setup-skip" onClick={() => void endSetup()}>
              {setup.skip}
            </button>
          )}
        </div>
      </div>
    </section>
  )
}

function Step() {
  const { setup } = words
  switch (setupStep.value) {
    case 'endpoint':
      return (
        <>
          <h2>{setup.endpointTitle}</h2>
          <p>{setup.endpointText}</p>
          <AnswersNow />
        </>
      )
    case 'microphone':
      return (
        <>
          <h2>{setup.microphoneTitle}</h2>
          <p>{setup.microphoneText}</p>
          <MicrophoneTest />
        </>
      )
    case 'key':
      return (
        <>
          <h2>{setup.keyTitle}</h2>
          <p>{setup.keyText}</p>
          <KeyTest />
        </>
      )
    case 'done':
      return (
        <>
          <h2>{setup.doneTitle}</h2>
          <p>{setup.doneText}</p>
        </>
      )
  }
}
