import type { Payload } from '../../app/contract.ts'
import type { Conversation } from '../../app/conversation.ts'
import { type Failure, failWith } from '../../app/errors.ts'
import { type ExportOptions, IMPORTABLE } from '../../app/library/exchange.ts'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import { main } from '../main-process.ts'
import { type Transfer, transfers } from '../state/library.ts'
import { sheet } from '../state/window.ts'
import { attempt } from './attempt.ts'

/** Half a message, so that the bar moves on large files. */
const PIECE_BYTES = MESSAGE_BYTES_LIMIT / 2

/** Imports whose files are on their way to main. */
const coming = new Set<string>()

/** Asks how conversations shall be exported: these, or all when there are none. */
export function openExport(conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed'>[] = []): void {
  sheet.value = { name: 'export', conversations }
}

/** Begins an export. It goes on behind whatever else is done, and its download starts by itself. */
export async function startExport(options: ExportOptions, name: string): Promise<void> {
  sheet.value = { name: 'none' }
  const id = crypto.randomUUID()
  set({ id, kind: 'export', name, state: { name: 'running', progress: null } })
  await attempt(
    () => main.startExport({ exportId: id, ...options }),
    failure => change(id, { name: 'failed', failure, summary: null }),
  )
}

/** Brings files to main, which imports them: exports, sound files, and what is in a folder. Other files stay out. */
export async function importFiles(chosen: readonly File[]): Promise<void> {
  const named = withNames(chosen)
  const [first] = named
  if (!first) return
  const id = crypto.randomUUID()
  const name = first.name.includes('/') ? first.name.replace(/\/.*/s, '') : first.file.name
  const fail = (failure: Failure) => {
    // Whoever has stopped it is not told that it did not come to its end.
    if (!coming.has(id)) return
    change(id, { name: 'failed', failure, summary: null })
    // What has come of its files is of no use.
    main.cancelImport({ importId: id }).catch(() => undefined)
  }
  set({ id, kind: 'import', name, state: { name: 'running', progress: null } })
  coming.add(id)
  const files = named.filter(({ file }) => IMPORTABLE.test(file.name))
  await attempt(async () => {
    if (files.length === 0) {
      throw failWith('import_unreadable', { name, why: { name: 'nothing_of_ours' } })
    }
    const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
    let doneBytes = 0
    for (const { file, name } of files) {
      for (let offset = 0; offset === 0 || offset < file.size; offset += PIECE_BYTES) {
        const bytes = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer())
        if (!coming.has(id)) return
        await main.appendImport({ importId: id, name, changedAt: file.lastModified, offset, bytes })
        doneBytes += bytes.byteLength
        if (coming.has(id)) change(id, { name: 'running', progress: { doneBytes, totalBytes, name: file.name } })
      }
    }
    if (coming.has(id)) await main.startImport({ importId: id })
  }, fail)
  coming.delete(id)
}

/** Stops an export, of which nothing is left then, or an import, of which whole conversations stay. */
export async function stopTransfer({ id, kind }: Transfer): Promise<void> {
  // No piece follows on the word that it is stopped.
  coming.delete(id)
  await attempt(async () => {
    if (kind === 'export') await main.cancelExport({ exportId: id })
    else await main.cancelImport({ importId: id })
    // What was stopped while its files were still coming tells no end.
    if (isRunning(id)) dismissTransfer(id)
  })
}

/** Takes what is said of an export or import away. */
export function dismissTransfer(id: string): void {
  transfers.value = transfers.value.filter(transfer => transfer.id !== id)
}

/** Takes how far an export or import is. */
export function takeProgress(id: string, progress: Payload<'exportProgressed'> | Payload<'importProgressed'>): void {
  if (isRunning(id)) change(id, { name: 'running', progress })
}

/** Takes the end of an export: its download begins, or what went wrong is said. */
export function takeExportEnd({ exportId, file, failure }: Payload<'exportEnded'>): void {
  if (!isRunning(exportId)) return
  if (failure?.code === 'cancelled') dismissTransfer(exportId)
  else if (failure) change(exportId, { name: 'failed', failure, summary: null })
  if (!file) return
  change(exportId, { name: 'exported', file })
  const link = document.createElement('a')
  link.href = new URL(`exports/${exportId}/${encodeURIComponent(file.name)}`, location.href).href
  link.download = file.name
  link.click()
}

/** Takes the end of an import, and what it brought. */
export function takeImportEnd({ importId, summary, failure }: Payload<'importEnded'>): void {
  if (!isRunning(importId)) return
  change(importId, failure ? { name: 'failed', failure, summary } : { name: 'imported', summary })
}

/** Files with their paths below what was chosen, each path once: two files of one name lie in two folders that nobody told us. */
function withNames(files: readonly File[]): { file: File; name: string }[] {
  const taken = new Set<string>()
  return files.map(file => {
    const path = file.webkitRelativePath || file.name
    let name = path
    for (let n = 2; taken.has(name); n++) name = path.replace(/(\.[^.]*)?$/, ` (${n})$1`)
    taken.add(name)
    return { file, name }
  })
}

function isRunning(id: string): boolean {
  return transfers.value.some(transfer => transfer.id === id && transfer.state.name === 'running')
}

function set(transfer: Transfer): void {
  transfers.value = [...transfers.value, transfer]
}

function change(id: string, state: Transfer['state']): void {
  transfers.value = transfers.value.map(transfer => (transfer.id === id ? { ...transfer, state } : transfer))
}
