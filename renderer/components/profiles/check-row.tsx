import { Check as CheckIcon, Circle, LoaderCircle, Minus, TriangleAlert, X } from 'lucide'
import { sayFindings } from '../../../app/profiles/checkup-report.ts'
import type { Check } from '../../../app/profiles/doctor.ts'
import { doctorWords } from '../../../app/words/doctor-words.ts'
import { CodedText } from '../controls/coded-text.tsx'
import { Icon } from '../controls/icon.tsx'

const icons = {
  waiting: Circle,
  running: LoaderCircle,
  good: CheckIcon,
  warning: TriangleAlert,
  failed: X,
  skipped: Minus,
} as const

/** The result of one check of a profile, how long it took, and what to do. */
export function CheckRow({ check: { name, state, ms, says, fix } }: { check: Check }) {
  return (
    <li class="check-row" data-state={state}>
      <Icon of={icons[state]} />
      <div>
        <p class="check-name">
          {doctorWords.labels[name]}
          <span class="unseen">, {doctorWords.states[state]}</span>
          {ms !== null && <span class="meta">{doctorWords.latency(ms)}</span>}
        </p>
        {says.length > 0 && (
          <p class="check-says">
            <CodedText text={sayFindings(says)} />
          </p>
        )}
        {fix !== null && (
          <p class="check-fix">
            <CodedText text={sayFindings([fix])} />
          </p>
        )}
      </div>
    </li>
  )
}
