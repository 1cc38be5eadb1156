import { basename, dirname } from 'node:path'
import * as v from 'valibot'
import type { Conversation } from '../../app/conversation.ts'
import { AppError, failWith, toFailure } from '../../app/errors.ts'
import { type ImportSummary, PROBLEMS_LIMIT, type Progress } from '../../app/library/exchange.ts'
import { ZipReader } from '../archive/zip-reader.ts'
import { checksumsOf } from '../library/check/checksums.ts'
import type { Library } from '../library/library.ts'
import { MANIFEST_NAME, readSoundName } from '../library/paths.ts'
import { EXPORT_FORMAT, EXPORT_MANIFEST_NAME, ExportManifestSchema } from './exported-conversation.ts'
import { type ConversationImport, importConversation } from './import-conversation.ts'
import { type ImportFile, type LocalFile, readSmall, zipFiles } from './import-file.ts'
import { importSounds } from './import-sounds.ts'
import { ProgressCount } from './progress.ts'

/** What is imported, and how progress is reported. */
export interface ImportJob {
  library: Library
  /** Milliseconds since 1970. */
  now: number
  signal?: AbortSignal
  onConversation?(conversation: Conversation): void
  onProgress?(progress: Progress): void
}

/** What an import has added so far, valid even if the import fails midway. */
export class ImportResult {
  readonly summary: ImportSummary = { conversations: 0, copies: 0, known: 0, problems: [], moreProblems: 0 }

  /** Records what was not imported, and why. */
  addProblem(error: AppError): void {
    const { problems } = this.summary
    if (problems.length < PROBLEMS_LIMIT) problems.push(toFailure(error))
    else this.summary.moreProblems++
  }
}

/** How much the sounds of all files together may unpack to: so many times their size, plus some. Speech never packs better than that. */
const [UNPACKED_TIMES, UNPACKED_MORE_BYTES] = [20, 256 * 1024 * 1024]
const EXPORT_MANIFEST_BYTES_LIMIT = 64 * 1024 * 1024

/**
 * Imports files: exports of Parley, folders of a library, sound files. Each conversation is imported as a whole or not at all. What cannot
 * be imported is reported in `result`, and the rest goes on.
 * @throws AppError disk_*, library_newer, and the signal's reason; what was imported before stays
 */
export async function importFiles(files: readonly LocalFile[], result: ImportResult, job: ImportJob): Promise<void> {
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const progress = new ProgressCount(size, job.onProgress ?? (() => undefined))
  const parts = { ...job, result, progress, room: { bytes: size * UNPACKED_TIMES + UNPACKED_MORE_BYTES } }
  const isZip = ({ name }: ImportFile) => /\.zip$/i.test(name)
  const zips = files.filter(isZip)
  const others = files.filter(file => !isZip(file))
  const isAnything = await importTree(others, { ...parts, countOf: ({ bytes }) => bytes })
  if (!isAnything && zips.length === 0) result.addProblem(nothingIn(files[0]?.name.replace(/\/.*/s, '') ?? ''))
  for (const file of zips) await attempt(result, job.signal, () => importZip(file, parts))
  progress.end()
}

type Parts = Omit<ImportJob, 'onProgress'> & ConversationImport & { result: ImportResult; progress: ProgressCount }

async function importZip(file: LocalFile, parts: Parts): Promise<void> {
  const name = basename(file.name)
  const zip = await ZipReader.open(file.path, { bytes: Number.POSITIVE_INFINITY }, name)
  try {
    for (const { name: skipped, why } of zip.skipped) {
      parts.result.addProblem(failWith('import_skipped', { name: skipped, zip: name, why }))
    }
    const files = zipFiles(zip)
    const unpacked = Math.max(
      1,
      files.reduce((sum, { bytes }) => sum + bytes, 0),
    )
    const countOf = ({ bytes }: ImportFile) => Math.floor((bytes / unpacked) * file.bytes)
    if (!(await importTree(files, { ...parts, countOf }))) throw nothingIn(name)
  } finally {
    zip.close()
  }
}

function nothingIn(name: string): AppError {
  return failWith('import_unreadable', { name, why: { name: 'nothing_of_ours' } })
}

/** Returns whether there was anything to import. */
async function importTree(
  files: readonly ImportFile[],
  job: Parts & { countOf(file: ImportFile): number },
): Promise<boolean> {
  const { result, progress, signal, countOf } = job
  const folders = new Map<string, Map<string, ImportFile>>()
  for (const file of files) {
    const folder = dirname(file.name)
    folders.set(folder, (folders.get(folder) ?? new Map<string, ImportFile>()).set(basename(file.name), file))
  }
  for (const [folder, inside] of folders) {
    const manifest = inside.get(EXPORT_MANIFEST_NAME)
    if (manifest && !(await attempt(result, signal, () => checkExport(folder, manifest, folders, result)))) return true
  }
  let isAnything = false
  const known = new Set<string>()
  let isKnownRead = false
  for (const [folder, inside] of folders) {
    signal?.throwIfAborted()
    const sounds = [...inside.values()].filter(({ name }) => /\.(wav|mp3)$/i.test(name))
    if (inside.has(MANIFEST_NAME)) {
      isAnything = true
      progress.at(basename(folder))
      await attempt(result, signal, async () => note(result, await importConversation(basename(folder), inside, job)))
      for (const file of inside.values()) progress.add(countOf(file))
    } else if (sounds.some(({ name }) => readSoundName(basename(name)))) {
      isAnything = true
      result.addProblem(
        failWith('import_unreadable', { name: basename(folder), why: { name: 'without_file', file: MANIFEST_NAME } }),
      )
    } else if (sounds.length > 0) {
      isAnything = true
      if (!isKnownRead) for await (const checksum of checksumsOf(job.library)) known.add(checksum)
      isKnownRead = true
      const isMade = await importSounds(sounds, {
        ...job,
        known,
        onFile: (outcome, file) => {
          progress.at(basename(file.name))
          progress.add(countOf(file))
          if (outcome === 'known') result.summary.known++
          else if (outcome instanceof AppError) result.addProblem(outcome)
        },
      })
      if (isMade) result.summary.conversations++
    }
  }
  return isAnything
}

function note({ summary }: ImportResult, as: Awaited<ReturnType<typeof importConversation>>): void {
  if (as === 'known') summary.known++
  if (as === 'new' || as === 'copy') summary.conversations++
  if (as === 'copy') summary.copies++
}

/** Whether this Parley understands an export. Files that it lists but does not contain are reported. */
async function checkExport(
  folder: string,
  file: ImportFile,
  folders: ReadonlyMap<string, ReadonlyMap<string, ImportFile>>,
  result: ImportResult,
): Promise<void> {
  const text = (await readSmall(file, EXPORT_MANIFEST_BYTES_LIMIT)).toString('utf8')
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), ExportManifestSchema), text)
  const mark = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ format: v.number() })), text)
  const name = folder === '.' ? EXPORT_MANIFEST_NAME : basename(folder)
  if (mark.success && mark.output.format > EXPORT_FORMAT) {
    throw failWith('import_unreadable', { name, why: { name: 'newer' } })
  }
  if (!read.success) {
    result.addProblem(
      failWith('import_unreadable', { name, why: { name: 'file_damaged', file: EXPORT_MANIFEST_NAME } }),
    )
    return
  }
  for (const { folder: listed, title } of read.output.conversations) {
    if (folders.get(folder === '.' ? listed : `${folder}/${listed}`)?.has(MANIFEST_NAME)) continue
    result.addProblem(failWith('import_unreadable', { name: title, why: { name: 'listed_only' } }))
  }
}

/** Imports one part. What is wrong with that part only is reported. Returns whether nothing was. */
async function attempt(
  result: ImportResult,
  signal: AbortSignal | undefined,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    const concernsAll =
      !(error instanceof AppError) || /^(disk_(full|read_only)|library_newer|cancelled)$/.test(error.code)
    if (signal?.aborted || concernsAll) throw signal?.aborted ? signal.reason : error
    result.addProblem(error)
    return false
  }
}
