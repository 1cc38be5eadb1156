import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { diskFailure } from '../files/disk-failure.ts'

/** Takes away what earlier runs left behind. What cannot be taken away stays, and harms nobody. */
export function emptyFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    console.error(diskFailure(error, folder).message)
  }
}

/** Makes a folder for one job, and those above it, for the user's eyes only. Throws disk_*. */
export function makeFolderOfOne(folder: string, id: string): string {
  const path = join(folder, id)
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  } catch (error) {
    throw diskFailure(error, folder)
  }
}
