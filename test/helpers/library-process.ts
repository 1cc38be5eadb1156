import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { Ended } from './ask-process.ts'

const entry = join(import.meta.dirname, '..', '..', 'main', 'command-line', 'library.ts')

/** Runs `library` as a process of its own, to its end. */
export function runLibrary(...args: string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [entry, ...args], (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode, stdout, stderr })
    })
  })
}
