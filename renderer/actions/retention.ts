import type { Failure } from '../../app/errors.ts'
import { isNothingDue, type RetentionPolicy } from '../../app/library/retention.ts'
import { retentionWords } from '../../app/words/retention-words.ts'
import { main } from '../main-process.ts'
import { announcement, sheet } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { openSettings, takeSettings } from './settings.ts'

/**
 * Wants things to be kept that long: at once when nothing goes by that, else once the user has seen what goes. A refusal goes to
 * `show`.
 */
export async function wishRetention(policy: RetentionPolicy, show: (failure: Failure) => void): Promise<void> {
  await attempt(async () => {
    const preview = await main.previewRetention({ policy })
    if (!isNothingDue(preview)) sheet.value = { name: 'retention', policy, preview }
    else {
      takeSettings(await main.applyRetention({ policy }))
      announcement.value = retentionWords.nothingDue
    }
  }, show)
}

/** Has seen what goes, and wants it. */
export async function confirmRetention(policy: RetentionPolicy): Promise<void> {
  openSettings('history')
  await attempt(async () => takeSettings(await main.applyRetention({ policy })))
}
