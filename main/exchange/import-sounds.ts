import { randomUUID } from 'node:crypto'
import { basename, dirname, extname } from 'node:path'
import { AppError } from '../../app/errors.ts'
import { ATTACHMENT_BYTES_LIMIT } from '../../app/limits.ts'
import { words } from '../../app/words/words.ts'
import { MANIFEST_FORMAT, type ManifestSound } from '../library/manifest/manifest.ts'
import { soundPath } from '../library/paths.ts'
import { checksumOf } from '../library/sounds/measure.ts'
import type { WholeConversation } from '../library/staging.ts'
import { readAttachment } from '../turns/attachments.ts'
import type { ConversationImport } from './import-conversation.ts'
import { type ImportFile, readSmall } from './import-file.ts'

/** What importing sound files from elsewhere needs. */
export interface SoundsImport extends ConversationImport {
  /** Checksums of all sounds in the library; those that are imported are added. */
  known: Set<string>
  onFile(outcome: 'kept' | 'known' | AppError, file: ImportFile): void
}

/**
 * Makes one conversation of the sound files of a folder, named after it: a question without a reply for each. They are converted like
 * attached files. Those that the library already has are left out, and those that cannot be read are reported.
 * @returns whether a conversation was made
 */
export async function importSounds(files: readonly ImportFile[], job: SoundsImport): Promise<boolean> {
  const { library, now, signal, known, onFile } = job
  const names = new Intl.Collator(undefined, { numeric: true })
  const kept: { file: ImportFile; sound: ManifestSound }[] = []
  for (const file of [...files].sort((a, b) => names.compare(a.name, b.name))) {
    try {
      const { bytes, format, durationMs } = await convert(file, signal)
      const checksum = checksumOf(bytes)
      if (!known.has(checksum)) {
        const name = basename(soundPath('', kept.length + 1, 'recording', format))
        kept.push({ file, sound: { file: name, format, bytes: bytes.byteLength, durationMs, checksum } })
      }
      onFile(known.has(checksum) ? 'known' : 'kept', file)
      known.add(checksum)
    } catch (error) {
      const isItsOwn = error instanceof AppError && !error.code.startsWith('disk_') && !signal?.aborted
      if (!isItsOwn) throw error
      onFile(error, file)
    }
  }
  if (kept.length === 0) return false
  const added = await library.addConversation(conversationOf(kept, now, signal), signal)
  job.onConversation?.(added)
  return true
}

function conversationOf(
  kept: readonly { file: ImportFile; sound: ManifestSound }[],
  now: number,
  signal?: AbortSignal,
): WholeConversation {
  const createdAt = Math.min(...kept.map(({ file }) => Math.max(0, file.changedAt)))
  return {
    manifest: {
      ...{ format: MANIFEST_FORMAT, id: randomUUID(), name: nameOf(kept, now), createdAt, changedAt: now },
      ...{
        isPinned: false,
        isArchived: false,
        purgeAt: null,
        profileId: null,
        personaId: null,
        revision: 1,
        nextPosition: kept.length + 1,
        deleted: [],
      },
      turns: kept.map(({ file, sound }, index) => ({
        ...{
          id: randomUUID(),
          position: index + 1,
          createdAt: Math.max(0, file.changedAt),
          status: 'stopped' as const,
        },
        ...{ draftReason: 'imported' as const, text: '', microphone: '', missingMs: 0, talked: null },
        ...{ failure: null, attempt: null, unanswered: 0, outbox: null, expired: null, purgeAt: null },
        ...{
          attachmentName: basename(file.name),
          recording: sound,
          transcript: null,
          transcription: null,
          reply: null,
        },
      })),
    },
    // Converted a second time, so that only one of them is in memory at a time.
    open: async function* ({ file: name }) {
      const file = kept.find(({ sound }) => sound.file === name)?.file
      if (file) yield (await convert(file, signal)).bytes
    },
  }
}

/** The name of the folder, or of the only file, or else the day. */
function nameOf(kept: readonly { file: ImportFile }[], now: number): string {
  const [first, ...others] = kept
  const folder = first ? dirname(first.file.name) : '.'
  if (folder !== '.') return basename(folder)
  return first && others.length === 0
    ? basename(first.file.name, extname(first.file.name))
    : words.transfer.imports(now)
}

async function convert(file: ImportFile, signal?: AbortSignal) {
  const bytes = await readSmall(file, ATTACHMENT_BYTES_LIMIT)
  signal?.throwIfAborted()
  return readAttachment(basename(file.name), bytes, signal)
}
