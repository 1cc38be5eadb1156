import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { decode, encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws'
import { socketBridge } from '../../../renderer/wires/socket-bridge.ts'

let server: WebSocketServer
let place: { protocol: string; host: string; hash: string }

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/wire' })
  await once(server, 'listening')
  place = { protocol: 'http:', host: `127.0.0.1:${(server.address() as AddressInfo).port}`, hash: '#a-token' }
})

afterEach(async () => {
  for (const client of server.clients) client.terminate()
  await new Promise(resolve => server.close(resolve))
})

/** The server's end of the next connection, and every frame that comes over it. */
async function nextWindow(): Promise<{ socket: ServerSocket; frames: unknown[]; frame(n: number): Promise<unknown> }> {
  const [socket] = (await once(server, 'connection')) as [ServerSocket]
  const frames: unknown[] = []
  socket.binaryType = 'arraybuffer'
  socket.on('message', data => frames.push(decode(data as ArrayBuffer)))
  const frame = async (n: number) => {
    await expect.poll(() => frames.length).toBeGreaterThan(n)
    return frames[n]
  }
  return { socket, frames, frame }
}

test('the token of the address goes first, then what was asked before the connection stood', async () => {
  const coming = nextWindow()
  const bridge = socketBridge(place, { onLost: () => undefined })
  void bridge.request('getStatus', {})
  const window = await coming
  await window.frame(1)
  expect(window.frames).toEqual([{ token: 'a-token' }, [1, 'getStatus', {}]])
})

test('answers find the request they belong to, in any order, bytes included', async () => {
  const coming = nextWindow()
  const bridge = socketBridge(place, { onLost: () => undefined })
  const [first, second] = [bridge.request('one', {}), bridge.request('two', { pcm: new Uint8Array([1, 2]) })]
  const window = await coming
  expect(await window.frame(2)).toEqual([2, 'two', { pcm: new Uint8Array([1, 2]) }])
  window.socket.send(encode([2, { ok: true, value: 'second' }]))
  window.socket.send(encode([1, { ok: true, value: 'first' }]))
  expect(await Promise.all([first, second])).toEqual([
    { ok: true, value: 'first' },
    { ok: true, value: 'second' },
  ])
})

test('events are heard until nobody listens any more', async () => {
  const coming = nextWindow()
  const bridge = socketBridge(place, { onLost: () => undefined })
  const heard: unknown[] = []
  const stop = bridge.listen((name, payload) => heard.push([name, payload]))
  const { socket } = await coming
  socket.send(encode(['turnDeleted', { turnId: 'a' }]))
  await expect.poll(() => heard).toEqual([['turnDeleted', { turnId: 'a' }]])
  stop()
  socket.send(encode(['turnDeleted', { turnId: 'b' }]))
  const asked = bridge.request('getStatus', {})
  socket.send(encode([1, { ok: true, value: null }]))
  await asked
  expect(heard).toHaveLength(1)
})

test('a lost connection is told once, and answers everything that was or will be asked', async () => {
  const coming = nextWindow()
  let timesLost = 0
  const bridge = socketBridge(place, { onLost: () => timesLost++ })
  const asked = bridge.request('getStatus', {})
  const { socket, frame } = await coming
  await frame(1)
  socket.terminate()
  expect(await asked).toMatchObject({ ok: false, failure: { code: 'connection_lost' } })
  expect(await bridge.request('getSettings', {})).toMatchObject({ ok: false, failure: { code: 'connection_lost' } })
  expect(timesLost).toBe(1)
})
