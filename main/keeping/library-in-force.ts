import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { failWith } from '../../app/errors.ts'
import type { Reason } from '../../app/failure-reasons.ts'
import { syncFolder } from '../files/folders.ts'
import { readSettingsFile, type SettingsFile } from '../files/settings-file.ts'
import { Library } from '../library/library.ts'
import type { LibraryParts } from '../library/library-parts.ts'
import { readMarker } from '../library/move/move-marker.ts'
import { absentParts, type OpenOptions, openParts } from '../library/open-library.ts'
import { CONVERSATIONS_FOLDER } from '../library/paths.ts'

/** Absolute path of the folder that the library of a data folder is in, as its settings say. Throws disk_*. */
export function libraryFolderOf(dataFolder: string): string {
  return readSettingsFile(dataFolder).libraryFolder || resolve(dataFolder)
}

/**
 * Opens the library of a data folder, wherever it is. If its disk is not there, no other library is begun: the one that is returned refuses
 * everything with the reason (`absence`). Throws as `openLibrary` does.
 */
export function openLibraryInForce(dataFolder: string, options: OpenOptions = {}): Library {
  for (;;) {
    const folder = libraryFolderOf(dataFolder)
    const library = new Library(openPartsIn(folder, dataFolder, options))
    // Another Parley may have moved it away while we waited for it.
    if (libraryFolderOf(dataFolder) === folder) return library
    library.close()
  }
}

/** Looks again for a library that was not there. Throws library_missing, and as `openLibrary` does. */
export function findAgain(library: Library): void {
  library.goOnWith(({ disk, clock }) => {
    if (!isLibraryThere(disk.folder)) throw failWith('library_missing', { folder: disk.folder })
    return openParts(disk.folder, { clock })
  })
}

/**
 * Takes the library in another folder in place of one that is not there. In the data folder itself a new one is begun if there is none.
 * Throws library_unusable when there is no whole library in the folder, and as `openLibrary` does.
 */
export function useLibraryIn(folder: string, library: Library, dataFolder: string, settingsFile: SettingsFile): void {
  const refuse = (why: Reason) => failWith('library_unusable', { folder, why })
  if (!library.openedParts.absence) throw refuse({ name: 'one_in_use' })
  const isOwn = resolve(folder) === resolve(dataFolder)
  if (!isOwn && !isLibraryThere(folder)) throw refuse({ name: 'none_in_it' })
  const marker = readMarker(folder)
  if (marker?.role === 'arriving') throw refuse({ name: 'unfinished_copy' })
  if (marker?.role === 'left') throw refuse({ name: 'moved_to', folder: marker.other })
  library.goOnWith(({ clock }) => {
    const parts = openParts(folder, { clock })
    putInForce(folder, dataFolder, settingsFile)
    return parts
  })
}

/** Notes which folder the library is in, safely on the disk. Throws disk_* and changes nothing. */
export function putInForce(folder: string, dataFolder: string, settingsFile: SettingsFile): void {
  settingsFile.change({ libraryFolder: resolve(folder) === resolve(dataFolder) ? '' : folder })
  syncFolder(dataFolder)
}

function openPartsIn(folder: string, dataFolder: string, options: OpenOptions): LibraryParts {
  const isElsewhere = folder !== resolve(dataFolder)
  return isElsewhere && !isLibraryThere(folder) ? absentParts(folder, options) : openParts(folder, options)
}

function isLibraryThere(folder: string): boolean {
  return existsSync(join(folder, CONVERSATIONS_FOLDER))
}
