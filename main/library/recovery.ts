import { AppError } from '../../app/errors.ts'
import { deleteBuried } from './deletion.ts'
import type { Disk } from './disk.ts'
import { rescueSounds } from './rescue.ts'
import { settlePart } from './settle-part.ts'
import { settleTurns } from './settle-turns.ts'
import type { Store } from './store.ts'

/**
 * Puts a library in order that may have been left at any moment: deletes what was to be deleted, makes proper files of parts,
 * finds files without rows and rows without files, settles turns that something was still happening to. A step that fails is
 * told and left for the next start; the library opens all the same.
 * @param now milliseconds since 1970
 * @returns sentences for the user
 */
export function recover(store: Store, disk: Disk, now: number): string[] {
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
  attempt(() => deleteBuried(store, disk))
  const settled = store.parts().map(part => attempt(() => settlePart(store, disk, part, now)))
  const rescued = attempt(() => rescueSounds(store, disk))
  const drafts = attempt(() => settleTurns(store, now)) ?? 0
  attempt(() => deleteBuried(store, disk))
  return [
    ...tell(settled.filter(kept => kept === 'draft').length + drafts, {
      one: 'A recording that was cut off was recovered as a draft.',
      more: count => `${count} recordings that were cut off were recovered as drafts.`,
    }),
    ...tell(settled.filter(kept => kept === 'reply').length, {
      one: 'A reply that was cut off was kept as far as it came.',
      more: count => `${count} replies that were cut off were kept as far as they came.`,
    }),
    ...tell(rescued?.found ?? 0, {
      one: 'A sound file that the library did not know was added to it.',
      more: count => `${count} sound files that the library did not know were added to it.`,
    }),
    ...tell(rescued?.missing ?? 0, {
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
