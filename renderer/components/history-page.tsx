import { words } from '../../app/words.ts'
import { status } from '../state.ts'
import { DiskUseTable } from './disk-use-table.tsx'
import { OwnWordsFields } from './own-words-fields.tsx'
import { RetentionFields } from './retention-fields.tsx'
import { TransferFields } from './transfer-fields.tsx'

/** Where everything is kept, and what room it takes. */
export function HistoryPage() {
  return (
    <>
      <p>{words.history.folder}</p>
      <p class="path">{status.value?.dataFolder}</p>
      <p class="field-hint">{words.history.hint}</p>
      <DiskUseTable />
      <TransferFields />
      <OwnWordsFields />
      <RetentionFields />
    </>
  )
}
