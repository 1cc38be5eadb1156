import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DiskUse } from '../../app/library/disk-use.ts'
import type { Disk } from './disk.ts'
import type { Store } from './store.ts'

/** The index and what SQLite keeps beside it while it is open. */
const INDEX_FILES = ['library.db', 'library.db-wal', 'library.db-shm']

/** Counts what a library holds and what room it takes. Throws disk_*. */
export function measureDiskUse(store: Store, disk: Disk): DiskUse {
  return disk.use(() => {
    const { bavail, bsize } = statfsSync(disk.folder)
    const sizes = INDEX_FILES.map(name => statSync(join(disk.folder, name), { throwIfNoEntry: false })?.size ?? 0)
    return { ...store.soundUse(), indexBytes: sizes.reduce((sum, size) => sum + size, 0), freeBytes: bavail * bsize }
  })
}
