import { existsSync, renameSync } from 'node:fs'
import { basename } from 'node:path'

/** What a file is called that is kept beside the one in its place: `bad` could not be understood, `damaged` is part of a library. */
export type SetAsideAs = 'bad' | 'damaged'

/** Moves a file to the first free of the names `<its name>.<as>-<n>`, and returns that name. Throws errors of the file system. */
export function setAside(path: string, as: SetAsideAs = 'bad'): string {
  const kept = freeBeside(path, as)
  renameSync(path, kept)
  return basename(kept)
}

/** The first free path of those that `setAside` gives. */
export function freeBeside(path: string, as: SetAsideAs): string {
  let n = 1
  while (existsSync(`${path}.${as}-${n}`)) n++
  return `${path}.${as}-${n}`
}
