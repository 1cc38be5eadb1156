import { useEffect, useState } from 'preact/hooks'
import { costOf } from '../../../app/cost/prices.ts'
import { words } from '../../../app/words/words.ts'
import { foreseeCost } from '../../actions/spending.ts'
import { costOutlook } from '../../state/costs.ts'
import { recordingSince } from '../../state/talk.ts'

const TICK_MS = 1000

/** About how much the present recording will cost with its reply, as it grows; nothing if no price is known. */
export function CostMeter() {
  const [now, setNow] = useState(performance.now())
  useEffect(() => {
    void foreseeCost()
    const timer = setInterval(() => setNow(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const outlook = costOutlook.value
  if (!outlook) return null
  const { known, isFree, size } = outlook
  if (isFree) return <span class="cost-meter">{words.cost.free}</span>
  const heardMs = size.heardMs + Math.max(0, now - recordingSince.value)
  const cost = costOf(null, known, { ...size, heardMs })
  return cost && <span class="cost-meter">{words.cost.about(cost.usd)}</span>
}
