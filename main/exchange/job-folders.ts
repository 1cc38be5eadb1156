import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { diskFailure } from '../files/disk-failure.ts'
import { makeSubfolder } from '../files/folders.ts'

/** Takes away what earlier runs left behind. What cannot be taken away stays, and harms nobody. */
export function emptyFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    console.error(diskFailure(error, folder).message)
  }
}

/** Makes a folder for one job in the one for all of them, which is made where it is missing. Throws disk_*. */
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
