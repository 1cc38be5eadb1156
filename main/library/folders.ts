import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../files/folders.ts'
import { CONVERSATIONS_FOLDER } from './paths.ts'

/** Makes a data folder that can be written to, when it is not there. Throws disk_failed, and errors of the file system. */
export function prepareDataFolder(folder: string): void {
  makeFolder(folder)
  accessSync(folder, constants.W_OK | constants.X_OK)
  makeFolder(join(folder, CONVERSATIONS_FOLDER))
}
