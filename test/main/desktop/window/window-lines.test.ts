import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failWith, toFailure } from '../../../../app/errors.ts'
import type { Answer, MainTransport } from '../../../../app/wire.ts'
import {
  type LineIpc,
  type MainLineIpc,
  type PageWindow,
  passLines,
  WindowLines,
} from '../../../../main/desktop/window/window-lines.ts'

/** A window's message event, as its page and its preload see it. */
interface PageMessage {
  source: unknown
  data: unknown
  ports: unknown[]
}

/** A desktop window: page, preload and the way to main; ports are Node's, which Electron's are made after. */
class DesktopWindow {
  readonly id: string
  readonly events: [name: string, payload: unknown][] = []
  readonly page = new EventEmitter()
  readonly #news = new EventEmitter()

  constructor(id: string, open: (line: unknown, give: (port: unknown) => void) => void) {
    this.id = id
    const ipc: LineIpc = {
      send: (channel, line) => open(line, port => this.#news.emit(channel, { ports: [port] }, line)),
      on: (channel, hear) => this.#news.on(channel, hear),
    }
    const page: PageWindow = {
      location: { origin: 'app://bundle' },
      addEventListener: (name, hear) => void this.page.on(name, hear),
      postMessage: (data, _origin, ports) => void this.page.emit('message', { source: page, data, ports }),
    }
    this.source = page
    passLines(ipc, page)
  }

  readonly source: unknown

  /** Asks for a line as the page does; the port, or null when none comes. */
  openLine(line: string, source: unknown = this.source): MessagePort | null {
    let port: MessagePort | null = null
    const hear = ({ data, ports }: PageMessage) => {
      const { soundLineOpened } = data as { soundLineOpened?: string }
      if (soundLineOpened === line) port = ports[0] as MessagePort
    }
    this.page.on('message', hear)
    this.page.emit('message', { source, data: { openSoundLine: line }, ports: [] })
    this.page.off('message', hear)
    if (port) ports.push(port)
    return port
  }
}

const ports: MessagePort[] = []
const asked: [sender: string, name: string, input: unknown][] = []
let lines: WindowLines<string>
let transport: MainTransport<string>
let windows: Map<string, DesktopWindow>
let request: (sender: string, name: string, input: unknown) => Promise<Answer>

beforeEach(() => {
  asked.length = 0
  windows = new Map()
  const tell = (id: string, name: string, payload: unknown) => void windows.get(id)?.events.push([name, payload])
  lines = new WindowLines(sender => (windows.has(sender) ? sender : null), tell)
  transport = lines.over({
    onRequest: answer => {
      request = answer
    },
    send: (name, payload, windowId) => {
      for (const id of windows.keys()) {
        const page = { send: (_channel: string, name: string, payload: unknown) => tell(id, name, payload) }
        if (windowId === undefined || windowId === id) lines.receiver(id, page).send('event', name, payload)
      }
    },
  })
  transport.onRequest(async (sender, name, input) => {
    asked.push([sender, name, input])
    return { ok: true, value: {} }
  })
  const opens: ((sender: string, line: unknown, give: (port: unknown) => void) => void)[] = []
  const ipc: MainLineIpc<string> = { on: (_channel, open) => opens.push(open) }
  lines.serve(ipc, () => {
    const channel = new MessageChannel()
    ports.push(channel.port1)
    // Electron's ports hand over an event, Node's the message itself.
    const port1 = {
      postMessage: (message: unknown) => channel.port1.postMessage(message),
      on: (name: 'message' | 'close', hear: (event: { data: unknown }) => void) =>
        channel.port1.on(name, (data: unknown) => hear({ data })),
      start: () => channel.port1.start(),
    }
    return { port1, port2: channel.port2 }
  })
  for (const id of ['one', 'two']) {
    windows.set(id, new DesktopWindow(id, (line, give) => opens[0]?.(id, line, give)))
  }
})

afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

const turnId = 'turn'

describe('a desktop window with sound lines', () => {
  test('has its samples written before its recording ends', async () => {
    const capture = windows.get('one')?.openLine('capture')
    await request('one', 'startRecording', { turnId })
    const finished = request('one', 'finishRecording', { turnId, end: { kind: 'send' }, missingMs: 0, samples: 2 })
    capture?.postMessage({ turnId, pcm: new Uint8Array([1, 2, 3, 4]) })
    await finished
    expect(asked.map(([sender, name]) => [sender, name])).toEqual([
      ['one', 'startRecording'],
      ['one', 'appendRecording'],
      ['one', 'finishRecording'],
    ])
    expect(asked[1]?.[2]).toEqual({ turnId, sequence: 0, pcm: new Uint8Array([1, 2, 3, 4]) })
  })

  test('hears replies along its line, and another window as before', async () => {
    const playback = windows.get('one')?.openLine('playback')
    const heard = new Promise(resolve => playback?.once('message', resolve))
    const sound = { turnId, offset: 0, pcm: new Uint8Array(4), startMs: 0 }
    transport.send('replySoundAdded', sound)
    expect(await heard).toEqual({ kind: 'push', ...sound })
    expect(windows.get('one')?.events.map(([name]) => name)).toEqual(['replySoundGrew'])
    expect(windows.get('two')?.events).toEqual([['replySoundAdded', sound]])
  })

  test('that closed its end hears replies and ends recordings as one without', async () => {
    const window = windows.get('one')
    window?.openLine('capture')?.close()
    window?.openLine('playback')?.close()
    const sound = { turnId, offset: 0, pcm: new Uint8Array(4), startMs: 0 }
    await expect
      .poll(() => {
        transport.send('replySoundAdded', sound, 'one')
        return window?.events.at(-1)
      })
      .toEqual(['replySoundAdded', sound])
    const end = { turnId, end: { kind: 'send' }, missingMs: 0, samples: 2 }
    await request('one', 'finishRecording', end)
    expect(asked).toEqual([['one', 'finishRecording', end]])
  })

  test('whose page crashed is not told of the recording that broke off with it', async () => {
    const capture = windows.get('one')?.openLine('capture')
    const appended = Promise.withResolvers<(answer: Answer) => void>()
    transport.onRequest(async (_sender, name) =>
      name === 'appendRecording' ? new Promise(appended.resolve) : { ok: true, value: {} },
    )
    await request('one', 'startRecording', { turnId })
    capture?.postMessage({ turnId, pcm: new Uint8Array(4) })
    const refuse = await appended.promise
    lines.windowGone('one')
    refuse({ ok: false, failure: toFailure(failWith('connection_lost')) })
    await new Promise(resolve => setTimeout(resolve))
    expect(windows.get('one')?.events).toEqual([])
  })

  test('that was reloaded begins without', () => {
    windows.get('one')?.openLine('playback')
    lines.windowGone('one')
    transport.send('replyEnded', { turnId }, 'one')
    transport.send('replySoundAdded', { turnId, offset: 0, pcm: new Uint8Array(4), startMs: 0 }, 'one')
    expect(windows.get('one')?.events.map(([name]) => name)).toEqual(['replyEnded', 'replySoundAdded'])
  })
})

test.each([
  ['a line of another name', 'camera', undefined],
  ['a message of another window', 'capture', 'a frame'],
])('no port is given for %s', (_what, line, source) => {
  const window = windows.get('one')
  expect(source === undefined ? window?.openLine(line) : window?.openLine(line, source)).toBe(null)
})

test('no port is given to a sender that is not trusted', () => {
  const window = windows.get('one')
  windows.delete('one')
  expect(window?.openLine('capture')).toBe(null)
})
