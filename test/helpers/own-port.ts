import { createServer, type Server } from 'node:net'

/**
 * Systems hand out ports from 32,768 on (IANA's range from 49,152, or Linux's own), also for outgoing connections. A port below that, once
 * closed, stays closed until somebody asks for it by number.
 */
const FIRST = 20_000
/** The size of each test process's own range of ports. */
const PORTS = 2000

const first = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % 6) * PORTS
let next = process.pid

/**
 * Lets a server of this computer listen at a port that nobody else is given, so that nothing answers there once it is closed, and it can be
 * opened again. Returns the port.
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

/** Lets a server of this computer listen at exactly this port. */
export function listenAt(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** A port at which nobody listens, now or later. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await listenAtOwnPort(server)
  await new Promise(resolve => server.close(resolve))
  return port
}
