import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { type Answer, bridge } from '../../../app/wire.ts'
import { type MainIpc, mainEnd, type Receiver, type WindowIpc, windowEnd } from '../../../main/desktop/ipc-transport.ts'

const electronsEvent = { sender: 'ipcRenderer itself' }

/** A channel between two processes: what crosses it is cloned, and what is listened to comes with an event object. */
function pair() {
  const channels = new Map<string, (sender: string, name: string, input: unknown) => Promise<Answer>>()
  const news = new EventEmitter()
  const main: MainIpc<string> = { handle: (channel, answer) => channels.set(channel, answer) }
  const window: WindowIpc = {
    invoke: async (channel, name, input) => {
      const answer = channels.get(channel)
      if (!answer) throw new Error(`No handler registered for '${channel}'`)
      return structuredClone(await answer('window 1', name, structuredClone(input)))
    },
    on: (channel, hear) => news.on(channel, hear),
    off: (channel, hear) => news.off(channel, hear),
  }
  const receiver: Receiver = {
    send: (channel, name, payload) => news.emit(channel, electronsEvent, name, structuredClone(payload)),
  }
  return { main, window, receiver, news }
}

describe('a request', () => {
  test('reaches main with its sender, its name and its bytes, and comes back answered', async () => {
    const { main, window, receiver } = pair()
    const asked: unknown[] = []
    mainEnd(main, () => [['window 1', receiver]]).onRequest(async (...request) => {
      asked.push(request)
      return { ok: true, value: { bytes: 4 } }
    })
    const answer = await windowEnd(window).request('appendRecording', { pcm: new Uint8Array([1, 2, 3, 4]) })
    expect({ asked, answer }).toEqual({
      asked: [['window 1', 'appendRecording', { pcm: new Uint8Array([1, 2, 3, 4]) }]],
      answer: { ok: true, value: { bytes: 4 } },
    })
  })
})

describe('an event', () => {
  test('reaches every open window', () => {
    const windows = [pair(), pair()]
    const heard: unknown[] = []
    for (const { window } of windows) windowEnd(window).listen((...event) => heard.push(event))
    mainEnd(pair().main, () => windows.map(({ receiver }, n) => [`window ${n + 1}`, receiver])).send('replyEnded', {
      turnId: 'a',
    })
    expect(heard).toEqual([
      ['replyEnded', { turnId: 'a' }],
      ['replyEnded', { turnId: 'a' }],
    ])
  })

  test('that is for one window reaches no other', () => {
    const windows = [pair(), pair()]
    const heard: unknown[] = []
    for (const [n, { window }] of windows.entries()) windowEnd(window).listen(name => heard.push([n + 1, name]))
    const transport = mainEnd(pair().main, () => windows.map(({ receiver }, n) => [`window ${n + 1}`, receiver]))
    transport.send('replyEnded', { turnId: 'a' }, 'window 2')
    expect(heard).toEqual([[2, 'replyEnded']])
  })

  test('comes without Electron’s event object', () => {
    const { main, window, receiver } = pair()
    const heard: unknown[] = []
    windowEnd(window).listen((...event) => heard.push(...event))
    mainEnd(main, () => [['window 1', receiver]]).send('turnDeleted', {})
    expect(heard).not.toContain(electronsEvent)
  })

  test('is not heard any more after listening has ended, which returns nothing of Electron', () => {
    const { window, news } = pair()
    const stop = windowEnd(window).listen(() => undefined)
    const returned: unknown = stop()
    expect({ returned, listeners: news.listenerCount('event') }).toEqual({ returned: undefined, listeners: 0 })
  })
})

test('what the preload exposes are two functions and nothing of Electron', () => {
  const exposed = bridge(windowEnd(pair().window))
  expect(Object.entries(exposed).map(([name, value]) => [name, typeof value])).toEqual([
    ['request', 'function'],
    ['listen', 'function'],
  ])
})
