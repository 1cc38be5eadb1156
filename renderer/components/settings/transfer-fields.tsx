import { useRef } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { closeSheet } from '../../actions/settings.ts'
import { importFiles, openExport } from '../../actions/transfers.ts'

/** Exports conversations as files, and imports them. */
export function TransferFields() {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const chosen = [...(currentTarget.files ?? [])]
    // Cleared, so that the same files can be chosen again.
    currentTarget.value = ''
    if (chosen.length === 0) return
    closeSheet()
    void importFiles(chosen)
  }
  return (
    <fieldset class="transfer-fields">
      <legend>{words.transfer.title}</legend>
      <p class="field-hint">{words.transfer.hint}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => openExport()}>
          {words.transfer.exportAll}
        </button>
        <button type="button" class="button" onClick={() => files.current?.click()}>
          {words.transfer.importFiles}
        </button>
        <button type="button" class="button" onClick={() => folder.current?.click()}>
          {words.transfer.importFolder}
        </button>
      </div>
      <input
        ref={files}
        class="import-files"
        type="file"
        hidden
        multiple
        accept=".zip,.wav,.mp3,application/zip,audio/wav,audio/mpeg"
        onChange={take}
      />
      <input ref={folder} type="file" hidden {...{ webkitdirectory: true }} onChange={take} />
    </fieldset>
  )
}
