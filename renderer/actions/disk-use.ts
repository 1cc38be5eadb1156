import type { DiskUse } from '../../app/library/disk-use.ts'
import { main } from '../main-process.ts'
import { diskUse } from '../state/library.ts'
import { attempt } from './attempt.ts'

/** Asks what the library takes on the disk. Null when that failed, which is shown. */
export async function measureDisk(): Promise<DiskUse | null> {
  const measured = await attempt(async () => {
    diskUse.value = await main.getDiskUse({})
  })
  return measured ? diskUse.value : null
}
