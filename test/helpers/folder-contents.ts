import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder with the hash of what is in it, by its path in there. */
export function folderContents(folder: string): Record<string, string> {
  const contents = filesIn(folder).map(path => [
    path.slice(folder.length + 1),
    createHash('sha256').update(readFileSync(path)).digest('hex'),
  ])
  return Object.fromEntries(contents)
}

/** Paths of the files below a folder that have one of the texts in them, as UTF-8 or UTF-16. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  const sought = texts.flatMap(text => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  return filesIn(folder).filter(path => {
    const bytes = readFileSync(path)
    return sought.some(text => bytes.includes(text))
  })
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
