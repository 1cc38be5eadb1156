import { words } from '../../../app/words/words.ts'
import { status } from '../../state/main.ts'
import { DiskUseTable } from './disk-use-table.tsx'
import { LibraryFolder } from './library-folder.tsx'
import { RetentionFields } from './retention-fields.tsx'
import { TranscriptionFields } from './transcription-fields.tsx'
import { TransferFields } from './transfer-fields.tsx'

/** Where everything is kept, and how much room it takes. */
export function HistoryPage() {
  const isAbsent = status.value?.library.failure != null
  return (
    <>
      <LibraryFolder />
      <p class="field-hint">{words.history.hint(status.value?.dataFolder ?? '')}</p>
      {!isAbsent && <DiskUseTable />}
      {!isAbsent && <TransferFields />}
      <TranscriptionFields />
      <RetentionFields />
    </>
  )
}
