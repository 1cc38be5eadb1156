import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { diskFailure } from '../files/disk-failure.ts'
import { makeSubfolder } from '../files/folders.ts'

/** Deletes what earlier runs left behind. What cannot be deleted stays, and does no harm. */
export function emptyFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    console.error(diskFailure(error, folder).message)
  }
}

/** Makes a folder for one job, and the folder for all jobs if it is missing. Throws disk_*. */
export function makeFolderOfOne(folder: string, id: string): string {
  const path = join(folder, id)
  try {
    makeSubfolder(folder)
    makeSubfolder(path)
    return path
  } catch (error) {
    throw diskFailure(error, folder)
  }
}
