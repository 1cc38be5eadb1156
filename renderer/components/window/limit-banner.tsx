import { X } from 'lucide'
import { useState } from 'preact/hooks'
import { monthOf, standingOf, totalOf } from '../../../app/cost/spending.ts'
import { words } from '../../../app/words/words.ts'
import { openSettings } from '../../actions/settings.ts'
import { spending } from '../../state/costs.ts'
import { settings } from '../../state/main.ts'
import { answering } from '../../state/profiles.ts'
import { IconButton } from '../controls/icon-button.tsx'

/**
 * Warns that this month's limit is near, until that is dismissed; or says that it is reached, if the profile that answers costs something.
 */
export function LimitBanner() {
  const [dismissed, setDismissed] = useState('')
  const { monthlyStopUsd } = settings.value
  const month = monthOf(Date.now())
  const { usd } = totalOf(spending.value?.find(one => one.month === month))
  const standing = standingOf(usd, monthlyStopUsd)
  if (monthlyStopUsd === null || standing === 'free' || answering.value?.isFree) return null
  const now = `${month} ${standing} ${monthlyStopUsd}`
  if (now === dismissed) return null
  return (
    <div class="banner banner-choice">
      <p>{standing === 'near' ? words.cost.near(usd, monthlyStopUsd) : words.cost.reached(monthlyStopUsd)}</p>
      <button type="button" class="button" onClick={() => openSettings('cost')}>
        {words.cost.changeLimit}
      </button>
      <IconButton icon={X} label={words.cost.dismiss} onClick={() => setDismissed(now)} />
    </div>
  )
}
