import { useState } from 'preact/hooks'
import { USD_LIMIT } from '../../../app/cost/prices.ts'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import { formatAsTyped } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { Field } from '../controls/field.tsx'
import { useTyped } from '../controls/use-typed.ts'

/** The monthly amount from which nothing is sent by itself. */
export function LimitField() {
  const [refused, setRefused] = useState<{ text: string; failure: Failure | null } | null>(null)
  const { monthlyStopUsd } = settings.value
  const take = (text: string) => {
    const usd = text === '' ? null : Number(text)
    const isAmount = usd === null || (usd >= 0 && usd <= USD_LIMIT)
    setRefused(isAmount ? null : { text, failure: null })
    if (isAmount) void changeSettings({ monthlyStopUsd: usd }, failure => setRefused({ text, failure }))
  }
  const typed = useTyped<HTMLInputElement>(refused?.text ?? formatAsTyped(monthlyStopUsd), text =>
    take(text.trim().replace(',', '.')),
  )
  const complaint = refused && (refused.failure ? sentenceOf(refused.failure) : words.cost.limitBad(USD_LIMIT))
  return (
    <Field label={words.cost.limit} hint={words.cost.limitHint} error={complaint}>
      {ids => (
        <input {...ids} type="text" inputMode="decimal" autocomplete="off" aria-invalid={refused !== null} {...typed} />
      )}
    </Field>
  )
}
