import { Check as CheckIcon, Copy, Square, Stethoscope } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { reportOf, summaryOf } from '../../../app/profiles/checkup-report.ts'
import type { Checkup } from '../../../app/profiles/doctor.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { doctorWords } from '../../../app/words/doctor-words.ts'
import { inOneLine } from '../../../app/words/sentences.ts'
import { copyText } from '../../actions/clipboard.ts'
import { followCheckup, type ProfileLook, startCheckup, stopCheckup } from '../../actions/doctor.ts'
import { settings } from '../../state/main.ts'
import { Icon } from '../controls/icon.tsx'
import { CheckRow } from './check-row.tsx'

/** The checkup of a profile: its price, the results so far, and a report to hand on. */
export function ProfileDoctor({ status }: { status: ProfileStatus }) {
  // When the profile changes, earlier results no longer apply.
  const asked = JSON.stringify([status, settings.value.profiles, settings.value.fromEnvironment])
  const [{ price, checkup }, setLook] = useState<ProfileLook>({ price: null, checkup: null })
  useEffect(() => followCheckup(status.id, change => setLook(before => ({ ...before, ...change }))), [asked])
  const isRunning = checkup?.state === 'running'
  return (
    <fieldset class="section">
      <legend>{doctorWords.title}</legend>
      <div class="field">
        <div class="buttons">
          {isRunning ? (
            <button type="button" class="button" onClick={() => void stopCheckup(status.id)}>
              <Icon of={Square} />
              {doctorWords.stop}
            </button>
          ) : (
            <button
              type="button"
              class="button"
              disabled={status.failure !== null}
              onClick={() => void startCheckup(status.id)}
            >
              <Icon of={Stethoscope} />
              {doctorWords.start(price)}
            </button>
          )}
          {checkup?.report && <CopyReport key={checkup.report.at} checkup={checkup} />}
        </div>
        <p class="field-hint">{doctorWords.hint}</p>
      </div>
      <p class={checkup ? 'checkup-summary' : 'checkup-summary empty'} role="status">
        {checkup && standingOf(checkup)}
      </p>
      {checkup && checkup.checks.length > 0 && (
        <ul class="checkup" aria-label={doctorWords.list}>
          {checkup.checks.map(check => (
            <CheckRow key={check.name} check={check} />
          ))}
        </ul>
      )}
    </fieldset>
  )
}

function CopyReport({ checkup }: { checkup: Checkup }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <button type="button" class="button" onClick={() => void copyText(reportOf(checkup)).then(setCopied)}>
      <Icon of={isCopied ? CheckIcon : Copy} />
      {isCopied ? doctorWords.copied : doctorWords.copy}
    </button>
  )
}

/** The check under way; or everything in one sentence, with what it has cost. */
function standingOf(checkup: Checkup): string {
  const { state, checks, cost } = checkup
  if (state === 'running') return doctorWords.running(checks.find(check => check.state === 'running')?.name)
  return inOneLine([summaryOf(checkup), ...(cost ? [doctorWords.cost(cost)] : [])])
}
