import { AppError } from '../../../app/errors.ts'
import { failureNotice, type Notice } from '../../../app/notices.ts'
import { newNotices } from '../../../app/words/notice-words.ts'
import type { Findings } from '../check/findings.ts'
import type { Inspection } from '../check/inspection.ts'
import type { Disk } from '../disk.ts'
import type { ManifestWriter } from '../manifest/manifest-writer.ts'
import { deleteBuried } from '../removal/deletion.ts'
import type { Store } from '../store.ts'
import { settlePart } from './settle-part.ts'
import { settleTurns } from './settle-turns.ts'

/**
 * Repairs a library that may have been left at any moment, as its index shows: deletes what was to be deleted, turns unfinished files into
 * proper ones, settles turns that had something under way. A step that fails is reported and left for the next start; the library opens all
 * the same.
 * @param now milliseconds since 1970
 * @returns what the user is told
 */
export function recover(
  store: Store,
  disk: Disk,
  { manifests, inspection }: { manifests: ManifestWriter; inspection: Inspection },
  now: number,
): Notice[] {
  const failures: Notice[] = []
  const attempt = <T>(step: () => T): T | null => {
    try {
      return step()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failures.push(failureNotice(error))
      return null
    }
  }
  for (const id of store.unsettled.conversations(now)) attempt(() => inspection.follow(id))
  const settled = store.files.parts().map(part => attempt(() => settlePart(store, disk, part, now)))
  const drafts = attempt(() => settleTurns(store, now)) ?? 0
  // Each `conversation.json` names a file as deleted before the file is deleted.
  if (attempt(() => manifests.writeBuried()) !== null) attempt(() => deleteBuried(store, disk))
  return told([
    { name: 'drafts_recovered', count: settled.filter(kept => kept === 'draft').length + drafts },
    { name: 'replies_kept', count: settled.filter(kept => kept === 'reply').length },
    ...failures,
  ])
}

/** What was found in the folders, as told to the user. */
export function tellFindings({ added, followed, sounds, missing, drafts, failures }: Findings): Notice[] {
  return told([
    { name: 'drafts_recovered', count: drafts },
    { name: 'conversations_added', count: added },
    { name: 'conversations_followed', count: followed },
    { name: 'sounds_added', count: sounds },
    { name: 'sounds_gone', count: missing },
    ...failures,
  ])
}

/** Leaves out what did not happen, and repetitions. */
function told(notices: readonly Notice[]): Notice[] {
  return newNotices(
    [],
    notices.filter(notice => !('count' in notice) || notice.count > 0),
  )
}
