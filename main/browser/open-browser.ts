import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that opens an address in the default browser, and its arguments. */
export interface Opener {
  command: string
  args: string[]
}

/** The system's opener, or null where there is none: a server without a display, a container. */
export function findOpener(
  url: string,
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
): Opener | null {
  if (platform === 'darwin') return { command: 'open', args: [url] }
  if (platform === 'win32') return { command: 'cmd', args: ['/c', 'start', '', url] }
  const hasDisplay = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
  const command = hasDisplay ? findProgram('xdg-open', environment.PATH ?? '') : null
  return command === null ? null : { command, args: [url] }
}

/** Opens an address in the default browser if there is one; whatever goes wrong is no reason to stop. */
export function openBrowser(url: string): void {
  const opener = findOpener(url, process.platform, process.env)
  if (!opener) return
  spawn(opener.command, opener.args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

function findProgram(name: string, path: string): string | null {
  for (const folder of path.split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // Not in this folder.
    }
  }
  return null
}
