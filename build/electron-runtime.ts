import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundles.ts'

// Electron's own module is never imported, because outside Electron it starts a download.
const electronFolder = join(root, 'node_modules', 'electron')

/** How long Electron's download server may take to answer at all. */
const REACHED_WITHIN_MS = 4000
/** How long the download may take: over 100 MB. */
const FETCHED_WITHIN_MS = 5 * 60 * 1000

/** Path of Electron's executable, or null when its runtime is not installed. */
export function findElectron(environment: Record<string, string | undefined>): string | null {
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH
  const pathFile = join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const path = join(override ?? join(electronFolder, 'dist'), readFileSync(pathFile, 'utf8'))
  return existsSync(path) ? path : null
}

/**
 * Why no desktop window can be shown here, whatever is installed; null when one can.
 * @param userId of the process, 0 for root; undefined on Windows
 */
export function missingDisplay(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
  userId: number | undefined,
): string | null {
  if (platform !== 'linux') return null
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display'
  return userId === 0 ? 'Electron’s sandbox does not run as root' : null
}

/**
 * Whether a desktop process that ended could never run here: libraries are missing (127, the loader's exit code), or it was ended by a
 * signal that nobody sent, as Chromium is where it may not make its sandbox.
 */
export function couldNotRun(code: number | null, wasSignalled: boolean): boolean {
  return code === 127 || (code === null && !wasSignalled)
}

/**
 * Downloads Electron's runtime with its own installer, unless the download server does not answer.
 * @returns the path of its executable, or null when it could not be downloaded
 */
export async function fetchElectron(environment: Record<string, string | undefined>): Promise<string | null> {
  const mirror = environment.ELECTRON_MIRROR ?? environment.npm_config_electron_mirror ?? 'https://github.com'
  const isReached = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(REACHED_WITHIN_MS) }).then(
    () => true,
    () => false,
  )
  if (!isReached) return null
  console.log('Fetching Electron’s runtime, once (over 100 MB) …')
  const installer = spawn(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: 'ignore',
    timeout: FETCHED_WITHIN_MS,
  })
  const code = await new Promise(resolve => installer.once('error', resolve).once('exit', resolve))
  return code === 0 ? findElectron(environment) : null
}
