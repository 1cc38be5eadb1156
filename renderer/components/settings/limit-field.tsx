import { useState } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state.ts'
import { Field } from '../controls/field.tsx'
import { useTyped } from '../controls/use-typed.ts'

/** From how much in a month nothing is sent by itself any more. */
export function LimitField() {
  const [refused, setRefused] = useState<{ text: string; message: string } | null>(null)
  const { monthlyStopUsd } = settings.value
  const take = (text: string) => {
    const usd = text === '' ? null : Number(text)
    const isAmount = usd === null || (Number.isFinite(usd) && usd >= 0)
    setRefused(isAmount ? null : { text, message: words.cost.limitBad })
    if (isAmount) void changeSettings({ monthlyStopUsd: usd }, ({ message }) => setRefused({ text, message }))
  }
  const typed = useTyped<HTMLInputElement>(refused?.text ?? String(monthlyStopUsd ?? ''), text =>
    take(text.trim().replace(',', '.')),
  )
  return (
    <Field label={words.cost.limit} hint={words.cost.limitHint} error={refused?.message ?? null}>
      {ids => (
        <input {...ids} type="text" inputMode="decimal" autocomplete="off" aria-invalid={refused !== null} {...typed} />
      )}
    </Field>
  )
}
