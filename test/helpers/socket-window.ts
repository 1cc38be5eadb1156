import { once } from 'node:events'
import { decode, encode } from '@msgpack/msgpack'
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Calls, Listen } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { type Answer, type Bridge, connect } from '../../app/wire.ts'
import { PATIENCE } from './patience.ts'

/** A window of the browser host without a page: its own end of the socket, and everything that came out of it. */
export interface SocketWindow {
  main: Calls
  listen: Listen
  socket: WebSocket
  /** Every frame received so far. */
  frames: Uint8Array[]
  /** The code the socket was closed with. */
  closed: Promise<number>
  /** Every event so far, in order. */
  events: { name: string; payload: unknown }[]
  /** A turn once it has that status, from the news. */
  turnOnce(turnId: string, status: Turn['status']): Promise<Turn>
  close(): Promise<void>
}

/**
 * Opens a window on a host's address as a browser would.
 * @param options.hello what is sent first, instead of the token of the address; null sends nothing
 * @throws when the host refuses the connection, with its answer in the message
 */
export async function openSocketWindow(
  url: string,
  options: { hello?: unknown; origin?: string; host?: string } = {},
): Promise<SocketWindow> {
  const { host, hash, origin } = new URL(url)
  const socket = new WebSocket(`ws://${host}/wire`, {
    headers: { Host: options.host ?? host, ...(options.origin === '' ? {} : { Origin: options.origin ?? origin }) },
    perMessageDeflate: false,
  })
  socket.binaryType = 'arraybuffer'
  const frames: Uint8Array[] = []
  const events: SocketWindow['events'] = []
  const waiting = new Map<number, (answer: Answer) => void>()
  const hearers = new Set<(name: string, payload: unknown) => void>()
  const closed = new Promise<number>(resolve => socket.once('close', resolve))
  socket.on('message', (data: ArrayBuffer) => {
    frames.push(new Uint8Array(data))
    const [key, value] = decode(data) as [number, Answer] | [string, unknown]
    if (typeof key === 'number') waiting.get(key)?.(value as Answer)
    else {
      events.push({ name: key, payload: value })
      for (const hear of hearers) hear(key, value)
    }
  })
  await once(socket, 'open')
  if (options.hello !== null) socket.send(encode(options.hello ?? { token: hash.slice(1) }))

  let lastId = 0
  const bridge: Bridge = {
    request: (name, input) => {
      const id = ++lastId
      socket.send(encode([id, name, input]))
      return new Promise(resolve => waiting.set(id, resolve))
    },
    listen: hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
  const close = async () => {
    socket.close()
    await closed
  }
  const turnOnce = (turnId: string, status: Turn['status']) =>
    vi.waitFor(() => {
      const turns = events.flatMap(({ name, payload }) =>
        name === 'turnChanged' ? [(payload as { turn: Turn }).turn] : [],
      )
      const turn = turns.findLast(({ id }) => id === turnId)
      if (turn?.status !== status) throw new Error(`the turn is ${turn?.status}`)
      return turn
    }, PATIENCE)
  return { ...connect(bridge), socket, frames, events, closed, turnOnce, close }
}
