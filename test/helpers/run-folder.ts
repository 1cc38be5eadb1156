import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Linux keeps this folder in memory, where nothing waits until a disk has written. */
const MEMORY = '/dev/shm'
/** As much as all folders of tests that run at once take, many times over. */
const ENOUGH_BYTES = 1024 ** 3

/**
 * Gives all tests of a run one folder for their temporary ones, in memory where there is room. What they leave goes with it, such as
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
