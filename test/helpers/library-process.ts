import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { Ended } from './ask-process.ts'

/** `library` as it is built, which starts in half the time that its sources take. */
export const builtLibrary = join(import.meta.dirname, '..', '..', 'out', 'main', 'library.js')

/** Runs the built `library` (`npm run build` first) as a process of its own, to its end. */
export function runLibrary(...args: string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [builtLibrary, ...args], (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode, stdout, stderr })
    })
  })
}
