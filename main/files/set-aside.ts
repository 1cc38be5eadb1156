import { existsSync, renameSync } from 'node:fs'
import { basename } from 'node:path'

/** Moves a file that cannot be understood to the first free of the names `<its name>.bad-<n>`, and returns that name. */
export function setAside(path: string): string {
  let n = 1
  while (existsSync(`${path}.bad-${n}`)) n++
  renameSync(path, `${path}.bad-${n}`)
  return basename(`${path}.bad-${n}`)
}
