import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A message bus that no other program of this machine uses. */
export interface PrivateBus {
  address: string
  close(): Promise<void>
}

/** Why there can be no private bus here, for the name of a skipped test; null when there can. */
export function busMissing(): string | null {
  try {
    execFileSync('dbus-daemon', ['--version'], { stdio: 'ignore' })
    return null
  } catch {
    return 'no dbus-daemon: Debian has it in its package dbus'
  }
}

/** Starts a dbus-daemon of its own. */
export async function startPrivateBus(): Promise<PrivateBus> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bus-'))
  const config = join(folder, 'bus.conf')
  await writeFile(
    config,
    `<busconfig><type>session</type><listen>unix:dir=${folder}</listen><auth>EXTERNAL</auth>
     <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`,
  )
  const daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [printed] = await once(daemon.stdout, 'data')
  return {
    address: String(printed).trim(),
    close: async () => {
      const ended = once(daemon, 'exit')
      daemon.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
