import { Findings } from './check/findings.ts'
import { Disk } from './disk.ts'
import { Library } from './library.ts'
import type { LibraryParts } from './library-parts.ts'
import { ManifestWriter } from './manifest/manifest-writer.ts'
import { openMemoryStore } from './rows/database.ts'
import { MemorySounds } from './sounds/memory-sounds.ts'

/** A disk to which nothing is ever written. */
class NoDisk extends Disk {
  override isReadOnly = true

  override useReserve<T>(work: () => T): T {
    return this.use(work)
  }

  override fillReserve(): void {}

  override needReserve(): void {}
}

/** There are no folders to compare with. */
const nothingToInspect: LibraryParts['inspection'] = {
  findings: new Findings(),
  lookAt: () => undefined,
  lookAtTurn: () => undefined,
  finish: async () => false,
  stop: () => undefined,
}

/**
 * Opens an empty library in memory only: no file is made or changed, and all of it is gone when it is closed or the process ends. Whole
 * conversations cannot be added to it.
 */
export function openPrivateLibrary(): Library {
  const disk = new NoDisk('')
  const store = openMemoryStore(disk)
  return new Library({
    ...{ disk, lock: null, store, manifests: new ManifestWriter(store, disk), sounds: new MemorySounds(store) },
    ...{ clock: Date.now, notices: [], inspection: nothingToInspect, absence: null },
  })
}
