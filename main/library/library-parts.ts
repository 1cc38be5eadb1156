import type { AppError } from '../../app/errors.ts'
import type { Notice } from '../../app/notices.ts'
import type { Inspection } from './check/inspection.ts'
import type { Disk } from './disk.ts'
import type { FolderLock } from './lock.ts'
import type { ManifestWriter } from './manifest/manifest-writer.ts'
import type { Sounds } from './sounds/sounds.ts'
import type { Store } from './store.ts'

/** What a library is made of, all of it in one folder. */
export interface LibraryParts {
  disk: Disk
  /** Null where nothing is written. */
  lock: FolderLock | null
  store: Store
  manifests: ManifestWriter
  sounds: Sounds
  /** Milliseconds since 1970. */
  clock: () => number
  /** What was found and done when it was opened. */
  notices: readonly Notice[]
  /** What is still to be looked at. */
  inspection: Pick<Inspection, 'findings' | 'lookAt' | 'lookAtTurn' | 'finish' | 'stop'>
  /** Why there is no library, if there is none: its folder is not there. */
  absence: AppError | null
}

/** Ends all use of a library's folder except the lock. Sounds that are still being written are recovered when it is opened again. */
export function closeParts({ inspection, sounds, manifests, store }: LibraryParts): void {
  inspection.stop()
  sounds.close()
  try {
    manifests.close()
  } finally {
    store.close()
  }
}
