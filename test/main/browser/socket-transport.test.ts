import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MESSAGE_BYTES_LIMIT } from '../../../app/limits.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { CLOSED_BAD_MESSAGE, CLOSED_WRONG_TOKEN, FRAME_BYTES_LIMIT } from '../../../main/browser/socket-transport.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

let folder: string
let host: BrowserHost

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-socket-'))
  host = await startPagelessHost(folder)
})

afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

/** Begins a recording with one batch and returns its turn. */
async function record(window: SocketWindow, pcm: Uint8Array<ArrayBuffer>): Promise<string> {
  const turnId = randomUUID()
  await window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
  await window.main.appendRecording({ turnId, sequence: 0, pcm })
  return turnId
}

describe('a window', () => {
  test.for([
    { what: 'a wrong token', hello: { token: 'a'.repeat(43) } },
    { what: 'a token of another length', hello: { token: 'a' } },
    { what: 'no token', hello: {} },
    { what: 'a request before the token', hello: [1, 'getStatus', {}] },
  ])('that shows $what is sent away without a byte', async ({ hello }) => {
    const window = await openSocketWindow(host.url, { hello })
    window.socket.send(encode([1, 'getStatus', {}]))
    expect({ code: await window.closed, frames: window.frames }).toEqual({ code: CLOSED_WRONG_TOKEN, frames: [] })
  })

  test('that speaks text instead of the token is sent away without a byte', async () => {
    const window = await openSocketWindow(host.url, { hello: null })
    window.socket.send(JSON.stringify({ token: new URL(host.url).hash.slice(1) }))
    expect({ code: await window.closed, frames: window.frames }).toEqual({ code: CLOSED_WRONG_TOKEN, frames: [] })
  })

  test.for([
    { what: 'something that is not MessagePack', frame: new Uint8Array([0xc1]) },
    { what: 'something that is not a request', frame: encode({ getStatus: {} }) },
    { what: 'a request without a number', frame: encode(['1', 'getStatus', {}]) },
  ])('that sends $what is sent away', async ({ frame }) => {
    const window = await openSocketWindow(host.url)
    window.socket.send(frame)
    expect(await window.closed).toBe(CLOSED_BAD_MESSAGE)
  })

  test('that sends too large a frame is sent away, and others stay', async () => {
    const other = await openSocketWindow(host.url)
    const window = await openSocketWindow(host.url)
    window.socket.send(new Uint8Array(FRAME_BYTES_LIMIT + 1))
    // That it was too large may be lost where the connection ends while the rest of it is still being sent.
    expect([1009, 1006]).toContain(await window.closed)
    expect(await other.main.getStatus({})).toMatchObject({ version: '1.2.3' })
    await other.close()
  })

  test('may send the largest payload of the contract, and gets bytes back as bytes', async () => {
    const window = await openSocketWindow(host.url)
    const pcm = new Uint8Array(MESSAGE_BYTES_LIMIT).map((_, i) => i % 251)
    const turnId = await record(window, pcm)
    await window.main.finishRecording({ turnId, end: { kind: 'draft', reason: 'focus-lost' }, missingMs: 0 })

    const first = await window.main.readSound({ turnId, side: 'recording', offset: 0 })
    const rest = await window.main.readSound({ turnId, side: 'recording', offset: MESSAGE_BYTES_LIMIT })
    const file = Buffer.concat([first.bytes, rest.bytes])
    expect(first.bytes).toBeInstanceOf(Uint8Array)
    expect(file.subarray(44).equals(pcm)).toBe(true)
    await window.close()
  })

  test('that never takes what it asks for is sent away', async () => {
    const window = await openSocketWindow(host.url)
    const turnId = await record(window, new Uint8Array(MESSAGE_BYTES_LIMIT))
    await window.main.finishRecording({ turnId, end: { kind: 'draft', reason: 'focus-lost' }, missingMs: 0 })
    const watching = await openSocketWindow(host.url)

    window.socket.pause()
    let asked = 0
    let code: number | null = null
    window.socket.once('close', closedWith => {
      code = closedWith
    })
    // Who asks on finds the connection ended, without taking anything of it.
    const ask = () => {
      for (let n = 0; n < 40; n++) {
        window.socket.send(encode([1000 + asked++, 'readSound', { turnId, side: 'recording', offset: 0 }]))
      }
      return code
    }
    await expect.poll(ask).toBe(1006)
    expect(window.frames.length).toBeLessThan(asked)
    // The host is still there for others.
    expect(await watching.main.getStatus({})).toMatchObject({ version: '1.2.3' })
    await watching.close()
  })
})

describe('two windows', () => {
  test('both hear what happens in one of them', async () => {
    const [one, other] = await Promise.all([openSocketWindow(host.url), openSocketWindow(host.url)])
    await other.main.getStatus({})
    const settings = await one.main.changeSettings({ volume: 0.5 })
    await expect.poll(() => other.events).toEqual([{ name: 'settingsChanged', payload: { settings } }])
    expect(one.events).toEqual(other.events)
    await Promise.all([one.close(), other.close()])
  })

  test('record at the same time without mixing their sound', async () => {
    const [one, other] = await Promise.all([openSocketWindow(host.url), openSocketWindow(host.url)])
    const [oneTurn, otherTurn] = await Promise.all([
      record(one, new Uint8Array(4800).fill(1)),
      record(other, new Uint8Array(9600).fill(2)),
    ])
    const append = other.main.appendRecording({ turnId: oneTurn, sequence: 1, pcm: new Uint8Array(2) })
    await expect(append).rejects.toMatchObject({ code: 'bad_input' })

    const end = { kind: 'draft', reason: 'focus-lost' } as const
    await one.main.finishRecording({ turnId: oneTurn, end, missingMs: 0 })
    await other.main.finishRecording({ turnId: otherTurn, end, missingMs: 0 })
    const oneFile = await one.main.readSound({ turnId: oneTurn, side: 'recording', offset: 44 })
    const otherFile = await one.main.readSound({ turnId: otherTurn, side: 'recording', offset: 44 })
    expect([oneFile.bytes, otherFile.bytes]).toEqual([new Uint8Array(4800).fill(1), new Uint8Array(9600).fill(2)])
    await Promise.all([one.close(), other.close()])
  })

  test('that goes away leaves its recording as a draft, and the other is told', async () => {
    const [one, other] = await Promise.all([openSocketWindow(host.url), openSocketWindow(host.url)])
    const turnId = await record(one, new Uint8Array(4800))
    await one.close()
    const draft = { id: turnId, status: 'draft', draftReason: 'window-closed', recording: { durationMs: 100 } }
    await expect
      .poll(() => other.events)
      .toContainEqual({
        name: 'turnChanged',
        payload: { turn: expect.objectContaining({ id: turnId, status: 'draft' }) },
      })
    expect(await other.main.listDrafts({})).toMatchObject([draft])
    await other.close()
  })
})
