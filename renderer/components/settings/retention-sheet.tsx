import type { RetentionPolicy, RetentionPreview } from '../../../app/library/retention.ts'
import { retentionWords } from '../../../app/words/retention-words.ts'
import { confirmRetention } from '../../actions/retention.ts'
import { closeSheet } from '../../actions/settings.ts'
import { Sheet } from '../controls/sheet.tsx'

/** Says what would be removed, and asks before anything is. */
export function RetentionSheet({ policy, preview }: { policy: RetentionPolicy; preview: RetentionPreview }) {
  const isByAge = policy.soundDays !== null || policy.wordsDays !== null
  return (
    <Sheet
      title={isByAge ? retentionWords.ask : retentionWords.askLimit}
      closeLabel={retentionWords.cancel}
      class="sheet-small"
    >
      <div class="removal">
        {preview.isClockDoubtful && (
          <p class="field-error" role="alert">
            {retentionWords.clock}
          </p>
        )}
        <p>{retentionWords.removes(preview)}</p>
        {preview.turns > 0 && <p>{retentionWords.forGood(preview.turns)}</p>}
        <p class="soft">{retentionWords.stays}</p>
      </div>
      <div class="buttons buttons-end">
        <button type="button" class="button" onClick={closeSheet}>
          {retentionWords.cancel}
        </button>
        <button type="button" class="button button-main" onClick={() => void confirmRetention(policy)}>
          {retentionWords.remove}
        </button>
      </div>
    </Sheet>
  )
}
