import { createServer, type Server } from 'node:net'

/**
 * Systems give ports from 32,768 on to whoever asks for any (IANA's, from 49,152 on, or Linux's own range), also for connections that go
 * out. Below, a port that was closed stays closed until it is asked for by its number.
 */
const FIRST = 20_000
/** For each of the processes that run tests at the same time. */
const PORTS = 2000

const first = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % 6) * PORTS
let next = process.pid

/**
 * Lets a server of this computer listen at a port that nobody else is given, so that nothing answers there once it is closed, and it can be
 * had again. Returns the port.
 */
export async function listenAtOwnPort(server: Server): Promise<number> {
  const port = first + (next++ % PORTS)
  try {
    await listenAt(server, port)
    return port
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return listenAtOwnPort(server)
  }
}

/** Lets a server of this computer listen at this very port. */
export function listenAt(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** A port nobody listens at, nor will. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await listenAtOwnPort(server)
  await new Promise(resolve => server.close(resolve))
  return port
}
