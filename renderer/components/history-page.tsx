import { words } from '../../app/words.ts'
import { status } from '../state.ts'
import { OwnWordsFields } from './own-words-fields.tsx'
import { TransferFields } from './transfer-fields.tsx'

/** Where everything is kept. */
export function HistoryPage() {
  return (
    <>
      <p>{words.history.folder}</p>
      <p class="path">{status.value?.dataFolder}</p>
      <p class="field-hint">{words.history.hint}</p>
      <TransferFields />
      <OwnWordsFields />
    </>
  )
}
