import { useState } from 'preact/hooks'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import { LEAST_SOUND_BYTES, type RetentionPolicy, removesSomething } from '../../../app/library/retention.ts'
import { formatAsTyped } from '../../../app/words/format.ts'
import { retentionWords } from '../../../app/words/retention-words.ts'
import { wishRetention } from '../../actions/retention.ts'
import { settings } from '../../state/main.ts'
import { Field } from '../controls/field.tsx'

const DAYS = [null, 7, 30, 90] as const
const GB = 1_000_000_000
const USUAL_GB = [1, 5, 10, 50]

/** What is wrong with the values entered: the limit is no amount, or what main says. */
type Complaint = Failure | 'no-amount'

/** How long sound and words are kept, and how much sound. A stricter setting applies once the user has seen what it removes. */
export function RetentionFields() {
  const policy = settings.value.retention
  const [complaint, setComplaint] = useState<Complaint | null>(null)
  const wish = (change: Partial<RetentionPolicy>) => {
    setComplaint(null)
    void wishRetention({ ...policy, ...change }, setComplaint)
  }
  return (
    <fieldset class="retention-fields">
      <legend>{retentionWords.title}</legend>
      <DaysSelect label={retentionWords.sound} days={policy.soundDays} onChoose={soundDays => wish({ soundDays })} />
      <DaysSelect
        label={retentionWords.wordsKept}
        days={policy.wordsDays}
        onChoose={wordsDays => wish({ wordsDays })}
      />
      <LimitField policy={policy} complaint={complaint} onComplaint={setComplaint} onChoose={wish} />
      {retentionWords.rules.map(rule => (
        <p key={rule} class="field-hint">
          {rule}
        </p>
      ))}
      {removesSomething(policy) && (
        <div class="buttons">
          <button type="button" class="button" onClick={() => wish({})}>
            {retentionWords.show}
          </button>
        </div>
      )}
    </fieldset>
  )
}

function DaysSelect(props: {
  label: string
  days: RetentionPolicy['soundDays']
  onChoose: (days: RetentionPolicy['soundDays']) => void
}) {
  return (
    <Field label={props.label}>
      {ids => (
        <select
          {...ids}
          value={props.days ?? 0}
          onChange={event => props.onChoose(DAYS[event.currentTarget.selectedIndex] ?? null)}
        >
          {DAYS.map(days => (
            <option key={days} value={days ?? 0}>
              {retentionWords.days(days ?? 0)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The limit, typed or chosen from common ones. */
function LimitField(props: {
  policy: RetentionPolicy
  complaint: Complaint | null
  onComplaint: (complaint: Complaint) => void
  onChoose: (change: Partial<RetentionPolicy>) => void
}) {
  const { complaint, policy } = props
  const { soundBytes } = policy
  const take = (text: string) => {
    const bytes = Math.round(Number(text) * GB)
    if (text === '') props.onChoose({ soundBytes: null })
    else if (bytes >= LEAST_SOUND_BYTES && Number.isSafeInteger(bytes)) props.onChoose({ soundBytes: bytes })
    else props.onComplaint('no-amount')
  }
  return (
    <Field
      label={retentionWords.limit}
      hint={retentionWords.limitHint}
      error={complaint === 'no-amount' ? retentionWords.limitBad : complaint && sentenceOf(complaint)}
    >
      {ids => (
        <>
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            autocomplete="off"
            list="usual-limits"
            value={formatAsTyped(soundBytes === null ? null : soundBytes / GB)}
            onChange={event => take(event.currentTarget.value.trim().replace(',', '.'))}
          />
          <datalist id="usual-limits">
            {USUAL_GB.map(gb => (
              <option key={gb} value={gb} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
