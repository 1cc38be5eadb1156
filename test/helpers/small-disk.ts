import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Prints one line of JSON; see `disk-script.ts`. */
const script = fileURLToPath(new URL('./disk-script.ts', import.meta.url))

/** No file may grow beyond 1 MiB (in units of 512 bytes, POSIX `ulimit`): works everywhere and for everyone. */
const LIMITED = 'ulimit -f 2048 && shift && exec "$@"'

/**
 * A program and its arguments that run the command they are given with a real file system of 3 MB at `folder` (tmpfs in a mount
 * namespace, as root or in a user namespace), which is gone with the process.
 * @param first a shell command to begin with; the folder is its "$1"
 */
export function throughSmallDisk(folder: string, first = ':'): string[] {
  const namespace = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-U', '-r', '-m']
  const shell = `mount -t tmpfs -o size=3m parley "$1" && { ${first}; shift; exec "$@"; }`
  return [...namespace, 'sh', '-c', shell, 'sh', folder]
}

/**
 * What a scenario found on a disk of 3 MB, or with files of at most 1 MB. Throws what the system said.
 * @param path of the script that is told the scenario and the folder, and prints what it found as JSON
 * @param options what else the script is told
 */
export async function onSmallDisk(
  kind: 'mounted' | 'limited',
  scenario: string,
  path = script,
  options: readonly string[] = [],
): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-disk-'))
  const through = kind === 'mounted' ? throughSmallDisk(folder) : ['sh', '-c', LIMITED, 'sh', folder]
  const [command = '', ...args] = [...through, process.execPath, path, scenario, folder, ...options]
  try {
    const { stdout } = await run(command, args)
    return JSON.parse(stdout)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Why this system lets nobody mount a small disk, or null when it does. */
export async function whyNoSmallDisk(): Promise<string | null> {
  if (process.platform !== 'linux') return `a small disk can be mounted on Linux only, not on ${process.platform}`
  try {
    await onSmallDisk('mounted', 'nothing')
    return null
  } catch (error) {
    return `a small disk cannot be mounted here: ${error instanceof Error ? error.message : error}`
  }
}
