import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A line between a client and a server. */
export interface Line {
  /** Upwards. */
  bitsPerSecond: number
  roundTripMs: number
}

/** The line of a home: 5 Mbit/s up, 40 ms to the server and back. */
export const homeLine: Line = { bitsPerSecond: 5_000_000, roundTripMs: 40 }

/** How long so many bytes take to be put on a line, and to come to its other end, in milliseconds. */
export function leastMs(bytes: number, { bitsPerSecond, roundTripMs }: Line): number {
  return (bytes * 8000) / bitsPerSecond + roundTripMs / 2
}

/** A relay that is running. */
export interface Relay {
  port: number
  close(): Promise<void>
}

/** Starts a relay to a port on loopback, in a process of its own, so that its work is nobody else's. */
export async function startRelay(toPort: number, { bitsPerSecond, roundTripMs }: Line): Promise<Relay> {
  const script = join(import.meta.dirname, 'processes', 'relay.ts')
  const child = fork(script, [toPort, bitsPerSecond, roundTripMs].map(String))
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    close: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
