import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { failWith } from '../../../app/errors.ts'
import { sayNotice } from '../../../app/words/notice-words.ts'
import { libraryFolderOf, openLibraryInForce } from '../../keeping/library-in-force.ts'
import type { Library } from '../../library/library.ts'
import type { OpenOptions } from '../../library/open-library.ts'
import { CONVERSATIONS_FOLDER } from '../../library/paths.ts'
import { Misuse } from '../../parse-arguments.ts'
import type { Call, Surroundings } from './command.ts'

/**
 * The folder that the library of a data folder is in. Throws Misuse when there is none, because a mistyped name must not become a
 * new one, and AppError library_missing when it is on a disk that is not there.
 */
export function needLibrary(dataFolder: string): string {
  const folder = libraryFolderOf(dataFolder)
  if (existsSync(join(folder, CONVERSATIONS_FOLDER))) return folder
  throw folder === dataFolder
    ? new Misuse(`There is no library in ${folder}. Parley makes one when it is started.`)
    : failWith('library_missing', { folder })
}

/**
 * Does something with a library that is there; what was found when it was opened goes to stderr.
 * @throws Misuse when there is no library, AppError library_missing, busy while another process has it, disk_* and what `work` throws
 */
export async function withLibrary<T>(
  { folder }: Call,
  { stderr, progress }: Pick<Surroundings, 'stderr' | 'progress'>,
  work: (library: Library) => T | Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  needLibrary(folder)
  const library = openLibraryInForce(folder, options)
  try {
    const notices = [...library.notices, ...(await library.inspect())]
    progress.end()
    for (const notice of notices) stderr.write(`${sayNotice(notice)}\n`)
    return await work(library)
  } finally {
    library.close()
  }
}
