import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** On Linux this folder is in memory, where nothing waits for a disk. */
const MEMORY = '/dev/shm'
/** Many times as much as the folders of all tests that run at once take. */
const ENOUGH_BYTES = 1024 ** 3

/**
 * Gives all tests of a run one folder for their temporary ones, in memory if there is room. Anything they leave is removed with it, such as
 * the profile of a Chromium that ends with its process.
 * @returns what removes it
 */
export function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(placeOfFolders(), 'parley-tests-'))
  process.env.TMPDIR = folder
  // A Chromium may still be writing.
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

function placeOfFolders(): string {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}
