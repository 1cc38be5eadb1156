import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { makeFolder } from './files/folders.ts'

/**
 * Lets Node keep in the data folder what it compiles from now on, so that the next start need not. It believes what it finds there, so it
 * must be where nobody else can write, as Node's own place, the system's folder for temporary files, is not. Where it cannot be made,
 * everything is compiled at every start. So it is in an AppImage, too: that is mounted somewhere else each time, and Node knows scripts by
 * their paths, so every start would only add to what is kept.
 */
export function keepCompiled(dataFolder: string, environment: Record<string, string | undefined>): void {
  if (environment.APPIMAGE !== undefined) return
  const folder = join(dataFolder, 'compiled')
  try {
    makeFolder(folder)
    enableCompileCache(folder)
  } catch {
    // Then this start compiles everything itself.
  }
}

/**
 * Writes down what was compiled, soon: Node itself does so at an orderly end alone, which may never come. By then a window that is usable
 * has loaded what it begins with, and the first question's SDK is prepared.
 */
export function flushCompiledSoon(afterMs = 3000): void {
  setTimeout(flushCompileCache, afterMs).unref()
}
