import type { RetentionPolicy, RetentionPreview } from '../../app/retention.ts'
import { words } from '../../app/words.ts'
import { confirmRetention } from '../actions/retention.ts'
import { closeSheet } from '../actions/settings.ts'
import { Sheet } from './sheet.tsx'

/** Says what would be removed, and asks before anything is. */
export function RetentionSheet({ policy, preview }: { policy: RetentionPolicy; preview: RetentionPreview }) {
  const { retention } = words
  const isByAge = policy.soundDays !== null || policy.wordsDays !== null
  return (
    <Sheet title={isByAge ? retention.ask : retention.askLimit} closeLabel={retention.cancel} class="sheet-small">
      <div class="removal">
        {preview.isClockDoubtful && (
          <p class="field-error" role="alert">
            {retention.clock}
          </p>
        )}
        <p>{retention.removes(preview)}</p>
        {preview.turns > 0 && <p>{retention.forGood(preview.turns)}</p>}
        <p class="soft">{retention.stays}</p>
      </div>
      <div class="buttons buttons-end">
        <button type="button" class="button" onClick={closeSheet}>
          {retention.cancel}
        </button>
        <button type="button" class="button button-main" onClick={() => void confirmRetention(policy)}>
          {retention.remove}
        </button>
      </div>
    </Sheet>
  )
}
