import type { Conversation } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import type { ExportOptions } from '../../app/library/exchange.ts'
import { shownTitle } from '../../app/words/shown-title.ts'
import { foldEntryName } from '../archive/entry-name.ts'
import { writeZip, type ZipSource } from '../archive/zip-writer.ts'
import type { Library } from '../library/library.ts'
import { conversationFolder } from '../library/paths.ts'
import { exportConversation } from './export-conversation.ts'
import type { ExportJob } from './export-job.ts'
import { exportMixed } from './export-mixed.ts'
import { exportDay, exportFileName } from './export-name.ts'
import { EXPORT_FORMAT, EXPORT_MANIFEST_NAME, type ExportManifest } from './exported-conversation.ts'
import { ProgressCount } from './progress.ts'

/** How many bytes a conversation's texts count for in the progress, so that an export without sound shows progress too. */
const TEXT_BYTES = 4096

/** The conversations to export that exist. Throws not_found when none does. */
export function conversationsToExport(library: Library, { scope, isMixed }: ExportOptions): Conversation[] {
  const conversations =
    scope.kind === 'all'
      ? (['pinned', 'recent', 'archived'] as const).flatMap(place => library.listConversations(place))
      : scope.conversationIds.flatMap(id => library.conversation(id) ?? [])
  const [first, ...others] = [...new Map(conversations.map(one => [one.id, one])).values()]
  if (!first) throw failWith('not_found', { what: scope.kind === 'all' ? 'any-conversation' : 'conversation' })
  if (isMixed && others.length > 0) throw failWith('bad_input', { what: { name: 'one_conversation' } })
  return [first, ...others]
}

/** The name of an export, such as `Parley 2026-11-23 My dog.zip`. */
export function nameOfExport(
  conversations: readonly Conversation[],
  { isMixed, captions }: ExportOptions,
  now: number,
) {
  const [only, ...others] = conversations
  const title = only && others.length === 0 ? shownTitle(only) : ''
  return exportFileName(now, title, isMixed && captions === 'none' ? 'wav' : 'zip')
}

/**
 * Writes conversations to one file, as the options say: a ZIP with a folder for each, or one WAV of one of them. It grows as `<path>.part`;
 * if anything fails, or it is stopped, neither file is left.
 * @throws AppError disk_*, export_too_long, and the signal's reason
 */
export async function writeExport(conversations: readonly Conversation[], path: string, job: ExportJob): Promise<void> {
  const { options, signal, onProgress = () => undefined } = job
  const soundBytes = options.sound === 'none' && !options.isMixed ? 0 : 1
  const total = conversations.reduce((sum, { bytes }) => sum + TEXT_BYTES + bytes * soundBytes, 0)
  const progress = new ProgressCount(total, onProgress)
  const [first] = conversations
  if (options.isMixed && first) await exportMixed(first, path, { ...job, progress })
  else await writeZip(path, sourcesOf(conversations, { ...job, progress }), signal ? { signal } : {})
  progress.end()
}

async function* sourcesOf(
  conversations: readonly Conversation[],
  job: ExportJob & { progress: ProgressCount },
): AsyncGenerator<ZipSource> {
  const { options, now, progress } = job
  const top = `Parley ${exportDay(now)}`
  const folders = new Set<string>()
  const told: ExportManifest['conversations'] = []
  for (const conversation of conversations) {
    progress.at(shownTitle(conversation))
    const folder = freeFolder(conversation, folders)
    let isThere = false
    for await (const source of exportConversation(conversation, `${top}/${folder}`, job)) {
      yield source
      isThere = true
    }
    progress.add(TEXT_BYTES)
    const { id, title, turnCount } = conversation
    if (isThere) told.push({ folder, id, title, turns: turnCount })
  }
  const { sound, captions } = options
  const manifest: ExportManifest = { format: EXPORT_FORMAT, createdAt: now, sound, captions, conversations: told }
  const content = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  yield { name: `${top}/${EXPORT_MANIFEST_NAME}`, content, changedAt: now }
}

/** A folder name like the library's, used by no other conversation of this export. */
function freeFolder({ id, createdAt }: Conversation, taken: Set<string>): string {
  for (let attempt = 1; ; attempt++) {
    const name = conversationFolder(id, createdAt, attempt).replace(/^.*\//, '')
    if (taken.size < taken.add(foldEntryName(name)).size) return name
  }
}
