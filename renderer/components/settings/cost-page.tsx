import { useEffect } from 'preact/hooks'
import { type Month, monthOf, totalOf } from '../../../app/cost/spending.ts'
import { formatUsd } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { loadSpending } from '../../actions/spending.ts'
import { spending } from '../../state/costs.ts'
import { LimitField } from './limit-field.tsx'
import { PriceList } from './price-list.tsx'

/** How much was spent, the monthly limit, and the prices of models. */
export function CostPage() {
  useEffect(() => void loadSpending(), [])
  const months = spending.value
  const present = monthOf(Date.now())
  const earlier = (months ?? []).filter(({ month }) => month !== present)
  return (
    <>
      {months && <PresentMonth month={months.find(({ month }) => month === present)} />}
      <LimitField />
      {earlier.length > 0 && (
        <section aria-label={words.cost.earlier}>
          <h3>{words.cost.earlier}</h3>
          <dl class="spent">
            {earlier.map(month => (
              <div key={month.month}>
                <dt>{words.cost.month(month.month)}</dt>
                <dd>{formatUsd(totalOf(month).usd)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <PriceList />
    </>
  )
}

/** The sum of this month and its parts. */
function PresentMonth({ month }: { month: Month | undefined }) {
  const { cost } = words
  const total = totalOf(month)
  const lines = (month?.spent ?? []).toSorted((a, b) => b.usd - a.usd)
  const more = [
    ...(total.estimatedUsd > 0 ? [cost.estimated(total.estimatedUsd, total.usd)] : []),
    ...(total.unpricedReplies > 0 ? [cost.unpriced(total.unpricedReplies)] : []),
  ]
  return (
    <section aria-label={cost.thisMonth}>
      <h3>{cost.thisMonth}</h3>
      <p class="spent-total">
        <strong>{formatUsd(total.usd)}</strong> <span class="soft">{more.join(', ')}</span>
      </p>
      {total.replies + total.steps === 0 && <p class="field-hint">{cost.nothing}</p>}
      <dl class="spent">
        {lines.map(line => (
          <div key={`${line.profileId} ${line.model}`}>
            <dt>
              {line.model === '' ? cost.otherModels : cost.at(line.model, line.endpoint)}{' '}
              <span class="soft">{line.replies > 0 ? cost.replies(line.replies) : cost.requests(line.steps)}</span>
            </dt>
            <dd>{line.unpricedReplies === line.replies + line.steps ? '–' : formatUsd(line.usd)}</dd>
          </div>
        ))}
      </dl>
      {total.replies + total.steps > 0 && <p class="field-hint">{cost.tokens(total)}</p>}
      <p class="field-hint">{cost.counted}</p>
    </section>
  )
}
