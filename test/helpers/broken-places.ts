import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { closedPort } from './own-port.ts'
import { selfSigned } from './self-signed.ts'

/** An address at which nothing can be asked. */
export interface BrokenPlace {
  baseUrl: string
  close(): Promise<void>
}

/** Ways in which a connection fails before anything is answered. */
export const brokenPlaces = {
  'nothing at that port': async () => ({
    baseUrl: `http://127.0.0.1:${await closedPort()}/v1`,
    close: async () => undefined,
  }),
  'unknown name': async () => ({ baseUrl: 'http://parley-test.invalid/v1', close: async () => undefined }),
  'untrusted certificate': () => secure(createSecureServer(selfSigned())),
  'reset during the handshake': () =>
    secure(createServer(socket => socket.once('data', () => socket.resetAndDestroy()))),
  'no https there': () =>
    secure(createServer(socket => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')))),
  'closed before the answer': async () => {
    const { port, close } = await listen(createServer(socket => socket.once('data', () => socket.destroy())))
    return { baseUrl: `http://127.0.0.1:${port}/v1`, close }
  },
  'silence during the handshake': () => secure(createServer()),
} satisfies Record<string, () => Promise<BrokenPlace>>

/** Name of a way in which a connection fails. */
export type BrokenPlaceName = keyof typeof brokenPlaces

async function secure(server: Server): Promise<BrokenPlace> {
  const { port, close } = await listen(server)
  return { baseUrl: `https://127.0.0.1:${port}/v1`, close }
}

async function listen(server: Server): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  return { port: (server.address() as AddressInfo).port, close }
}
