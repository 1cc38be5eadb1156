import { statSync } from 'node:fs'

/** Tells one writing of a file from another, for what several processes write; empty while there is none. Throws what the file system throws. */
export function fileStamp(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : ''
}
