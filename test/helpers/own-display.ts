import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

/** An X server that no other program of this machine uses. */
export interface OwnDisplay {
  /** `DISPLAY` of programs on it. */
  name: string
  /** Presses or releases keys, by xdotool's names. */
  move(way: 'keydown' | 'keyup', ...keys: string[]): Promise<void>
  close(): Promise<void>
}

/** Why there can be no display here, for the name of a skipped test; null when there can. */
export function displayMissing(): string | null {
  if (process.platform !== 'linux') return 'no X server'
  for (const [program, asked] of [
    ['Xvfb', '-help'],
    ['xdotool', '--version'],
  ] as const) {
    try {
      execFileSync(program, [asked], { stdio: 'ignore' })
    } catch {
      return `no ${program}: Debian has it in its package ${program.toLowerCase()}`
    }
  }
  return null
}

/** Presses or releases keys on a display, by xdotool's names. */
export async function moveKeys(display: string, way: 'keydown' | 'keyup', ...keys: string[]): Promise<void> {
  await promisify(execFile)('xdotool', [way, ...keys], { env: { ...process.env, DISPLAY: display } })
}

/** Starts an X server of its own, with a display number that is free. */
export async function startDisplay(): Promise<OwnDisplay> {
  const args = ['-displayfd', '1', '-screen', '0', '320x240x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const [printed] = await once(server.stdout, 'data')
  const name = `:${String(printed).trim()}`
  return {
    name,
    move: (way, ...keys) => moveKeys(name, way, ...keys),
    close: async () => {
      const ended = once(server, 'exit')
      server.kill()
      await ended
    },
  }
}
