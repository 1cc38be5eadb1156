import { useState } from 'preact/hooks'
import { defaultPrices, type ListedPrice, type Price, USD_LIMIT } from '../../../app/cost/prices.ts'
import { formatAsTyped } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { addPrice, changePrice, dropPrice } from '../../actions/spending.ts'
import { settings } from '../../state/main.ts'
import { EntryField } from '../controls/entry-field.tsx'
import { Field } from '../controls/field.tsx'
import { useTyped } from '../controls/use-typed.ts'

/** The order of a price's fields, and which of them may be empty. */
const fields: readonly (readonly [keyof Price, boolean])[] = [
  ['audioIn', true],
  ['audioOut', true],
  ['textIn', false],
  ['textOut', false],
  ['cachedAudioIn', true],
  ['cachedTextIn', true],
]

/** The table of prices: Parley's own, with those that the user has changed or added. */
export function PriceList() {
  const { cost } = words
  const own = settings.value.prices
  const ownOf = (model: string) => own.find(line => line.model.toLowerCase() === model.toLowerCase())
  const isListed = (model: string) => defaultPrices.some(line => line.model === model.toLowerCase())
  const [added, setAdded] = useState('')
  return (
    <section aria-label={cost.prices}>
      <h3>{cost.prices}</h3>
      <p class="field-hint">{cost.pricesHint}</p>
      {own
        .filter(line => !isListed(line.model))
        .map(line => (
          <PriceLine key={line.model} line={line} undo={cost.remove} isOpen={line.model === added} />
        ))}
      {defaultPrices.map(line => {
        const mine = ownOf(line.model)
        return <PriceLine key={line.model} line={mine ?? line} undo={mine ? cost.reset : null} isOpen={false} />
      })}
      <NewPrice onAdd={setAdded} />
    </section>
  )
}

/** One model. `undo` is the label for removing the user's price; null if the price is Parley's. */
function PriceLine({ line, undo, isOpen }: { line: ListedPrice; undo: string | null; isOpen: boolean }) {
  const { cost } = words
  return (
    <details class="price" open={isOpen}>
      <summary>
        {line.model}
        {undo !== null && <span class="badge">{cost.own}</span>}
        <span class="price-said soft">{cost.price(line)}</span>
      </summary>
      <div class="price-fields">
        {fields.map(([name, mayBeEmpty]) => (
          <PriceField
            key={name}
            label={cost.fields[name]}
            usd={line[name]}
            mayBeEmpty={mayBeEmpty}
            onChoose={usd => void changePrice({ ...line, [name]: usd })}
          />
        ))}
      </div>
      <p class="field-hint">{cost.fieldsHint}</p>
      {undo !== null && (
        <div class="buttons">
          <button type="button" class="button" onClick={() => void dropPrice(line.model)}>
            {undo}
          </button>
        </div>
      )}
    </details>
  )
}

function PriceField(props: {
  label: string
  usd: number | null
  mayBeEmpty: boolean
  onChoose: (usd: number | null) => void
}) {
  const [refused, setRefused] = useState<string | null>(null)
  const take = (text: string) => {
    const usd = text === '' ? null : Number(text)
    const isPrice = usd === null ? props.mayBeEmpty : usd >= 0 && usd <= USD_LIMIT
    setRefused(isPrice ? null : text)
    if (isPrice) props.onChoose(usd)
  }
  const typed = useTyped<HTMLInputElement>(refused ?? formatAsTyped(props.usd), text =>
    take(text.trim().replace(',', '.')),
  )
  return (
    <Field label={props.label} error={refused === null ? null : words.cost.fieldBad}>
      {ids => (
        <input {...ids} type="text" inputMode="decimal" autocomplete="off" aria-invalid={refused !== null} {...typed} />
      )}
    </Field>
  )
}

function NewPrice({ onAdd }: { onAdd: (model: string) => void }) {
  const [model, setModel] = useState('')
  const add = () => {
    const name = model.trim()
    if (name === '') return
    setModel('')
    onAdd(name)
    void addPrice(name)
  }
  return (
    <EntryField
      maxLength={300}
      label={words.cost.newModel}
      hint={words.cost.newModelHint}
      value={model}
      button={words.cost.add}
      isReady={model.trim() !== ''}
      onTyped={setModel}
      onEnter={add}
    />
  )
}
