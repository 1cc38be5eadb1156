import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Writes a small file, readable by its owner alone, so that a crash at any moment leaves either the old one or the new one.
 * Throws what the file system throws, and leaves nothing behind then.
 * @param survivesPowerCut waits for the disk; false for what can be made again: then a power cut may leave an empty file
 */
export function writeWholeFile(path: string, text: string, survivesPowerCut = true): void {
  const draft = `${path}.new`
  try {
    rmSync(draft, { force: true })
    const file = openSync(draft, 'wx', 0o600)
    try {
      writeFileSync(file, text)
      if (survivesPowerCut) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
