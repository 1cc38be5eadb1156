import { AppError } from '../../../app/errors.ts'
import type { Findings } from '../check/findings.ts'
import type { Inspection } from '../check/inspection.ts'
import type { Disk } from '../disk.ts'
import type { ManifestWriter } from '../manifest/manifest-writer.ts'
import { deleteBuried } from '../removal/deletion.ts'
import type { Store } from '../store.ts'
import { settlePart } from './settle-part.ts'
import { settleTurns } from './settle-turns.ts'

const DRAFTS = {
  one: 'A recording that was cut off was recovered as a draft.',
  more: (count: number) => `${count} recordings that were cut off were recovered as drafts.`,
}

/**
 * Puts in order what the index tells of a library that may have been left at any moment: deletes what was to be deleted, makes
 * proper files of parts, settles turns that something was still happening to. A step that fails is told and left for the next
 * start; the library opens all the same.
 * @param now milliseconds since 1970
 * @returns sentences for the user
 */
export function recover(
  store: Store,
  disk: Disk,
  { manifests, inspection }: { manifests: ManifestWriter; inspection: Inspection },
  now: number,
): string[] {
  const failures = new Set<string>()
  const attempt = <T>(step: () => T): T | null => {
    try {
      return step()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failures.add(error.message)
      return null
    }
  }
  for (const id of store.unsettled.conversations(now)) attempt(() => inspection.follow(id))
  const settled = store.files.parts().map(part => attempt(() => settlePart(store, disk, part, now)))
  const drafts = attempt(() => settleTurns(store, now)) ?? 0
  // Before anything is deleted, the folders' own files tell that it is.
  if (attempt(() => manifests.writeBuried()) !== null) attempt(() => deleteBuried(store, disk))
  return [
    ...tell(settled.filter(kept => kept === 'draft').length + drafts, DRAFTS),
    ...tell(settled.filter(kept => kept === 'reply').length, {
      one: 'A reply that was cut off was kept as far as it came.',
      more: count => `${count} replies that were cut off were kept as far as they came.`,
    }),
    ...failures,
  ]
}

/** What was found in the folders, in sentences for the user. */
export function tellFindings({ added, followed, sounds, missing, drafts, failures }: Findings): string[] {
  return [
    ...tell(drafts, DRAFTS),
    ...tell(added, {
      one: 'A conversation that the library did not know was added to it.',
      more: count => `${count} conversations that the library did not know were added to it.`,
    }),
    ...tell(followed, {
      one: 'A conversation is now as its folder tells it, which knew more than the index.',
      more: count => `${count} conversations are now as their folders tell them, which knew more than the index.`,
    }),
    ...tell(sounds, {
      one: 'A sound file that the library did not know was added to it.',
      more: count => `${count} sound files that the library did not know were added to it.`,
    }),
    ...tell(missing, {
      one: 'A sound file is gone: something other than Parley deleted or moved it.',
      more: count => `${count} sound files are gone: something other than Parley deleted or moved them.`,
    }),
    ...failures,
  ]
}

function tell(count: number, sentence: { one: string; more: (count: number) => string }): string[] {
  if (count === 0) return []
  return [count === 1 ? sentence.one : sentence.more(count)]
}
