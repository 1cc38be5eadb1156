import type { Disk } from './disk.ts'
import type { Inspection } from './inspection.ts'
import type { FolderLock } from './lock.ts'
import type { ManifestWriter } from './manifest-writer.ts'
import type { Sounds } from './sounds.ts'
import type { Store } from './store.ts'

/** What a library is made of. */
export interface LibraryParts {
  disk: Disk
  /** Null where nothing is written. */
  lock: FolderLock | null
  store: Store
  manifests: ManifestWriter
  sounds: Sounds
  /** Milliseconds since 1970. */
  clock: () => number
  /** Sentences about what was found and done when it was opened. */
  notices: readonly string[]
  /** What is left to be looked at. */
  inspection: Pick<Inspection, 'findings' | 'lookAt' | 'lookAtTurn' | 'finish' | 'stop'>
}
