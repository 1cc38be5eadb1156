import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '../../library/library.ts'
import { type OpenOptions, openLibrary } from '../../library/open-library.ts'
import { CONVERSATIONS_FOLDER } from '../../library/paths.ts'
import { type Call, Misuse, type Surroundings } from './command.ts'

/** Throws Misuse when there is no library in a folder: a mistyped name must not become a new one. */
export function needLibrary(folder: string): void {
  if (!existsSync(join(folder, CONVERSATIONS_FOLDER))) throw new Misuse(`There is no library in ${folder}.`)
}

/**
 * Does something with a library that is there; what was found when it was opened goes to stderr.
 * @throws Misuse when there is no library, AppError busy while another process has it, disk_* and what `work` throws
 */
export async function withLibrary<T>(
  { folder }: Call,
  { stderr, progress }: Pick<Surroundings, 'stderr' | 'progress'>,
  work: (library: Library) => T | Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  needLibrary(folder)
  const library = openLibrary(folder, options)
  try {
    const notices = [...library.notices, ...(await library.inspect())]
    progress.end()
    for (const notice of notices) stderr.write(`${notice}\n`)
    return await work(library)
  } finally {
    library.close()
  }
}
