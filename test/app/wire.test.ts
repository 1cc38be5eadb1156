import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type Api, type EventName, type RequestName, requests } from '../../app/contract.ts'
import { AppError, type Failure, failWith, toFailure } from '../../app/errors.ts'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import { defaultSettings } from '../../app/settings.ts'
import { type Answer, type Bridge, bridge, connect, type MainTransport, serve } from '../../app/wire.ts'

const ids = { turnId: randomUUID(), conversationId: randomUUID() }

/** A transport that clones what it carries, as Electron IPC does. */
class MemoryTransport implements MainTransport<string>, Bridge {
  readonly sender: string
  #answer: (sender: string, name: string, input: unknown) => Promise<Answer> = () =>
    Promise.reject(new Error('unserved'))
  readonly #hearing = new Set<(name: string, payload: unknown) => void>()

  constructor(sender: string) {
    this.sender = sender
  }

  onRequest(answer: (sender: string, name: string, input: unknown) => Promise<Answer>): void {
    this.#answer = answer
  }

  send(name: string, payload: unknown): void {
    for (const hear of this.#hearing) hear(name, structuredClone(payload))
  }

  async request(name: string, input: unknown): Promise<Answer> {
    return structuredClone(await this.#answer(this.sender, name, structuredClone(input)))
  }

  listen(hear: (name: string, payload: unknown) => void): () => void {
    this.#hearing.add(hear)
    return () => this.#hearing.delete(hear)
  }
}

/** Main and a window over one transport. The api notes every call and answers what `answers` says. */
function wired(answers: Partial<Api> = {}, sender = 'window-1') {
  const calls: unknown[] = []
  const api = Object.fromEntries(
    Object.keys(requests).map(name => [
      name,
      async (input: unknown, windowId: string) => {
        calls.push([name, input, windowId])
        const answer = answers[name as RequestName] as ((input: unknown, windowId: string) => unknown) | undefined
        return answer?.(input, windowId)
      },
    ]),
  ) as unknown as Api
  const transport = new MemoryTransport(sender)
  const announce = serve(transport, api, sender => (sender === 'stranger' ? null : sender))
  return { calls, transport, announce, ...connect(bridge(transport)) }
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(error instanceof AppError)) throw new Error(`not an AppError: ${error}`)
  return toFailure(error)
}

describe('a request', () => {
  test('reaches main with its input and its window, and brings back the answer', async () => {
    const { main, calls } = wired({ getSettings: async () => defaultSettings })
    expect([await main.getSettings({}), calls]).toEqual([defaultSettings, [['getSettings', {}, 'window-1']]])
  })

  test('carries sound as bytes', async () => {
    const { main, calls } = wired({ appendRecording: async ({ pcm }) => ({ bytes: pcm.byteLength }) })
    const pcm = Uint8Array.of(1, 2, 3, 4)
    expect(await main.appendRecording({ turnId: ids.turnId, sequence: 0, pcm })).toEqual({ bytes: 4 })
    expect(calls).toEqual([['appendRecording', { turnId: ids.turnId, sequence: 0, pcm }, 'window-1']])
  })

  test('loses what the contract does not know before it reaches main', async () => {
    const { transport, calls } = wired()
    await transport.request('joinTurn', { turnId: ids.turnId, path: '/etc/passwd' })
    expect(calls).toEqual([['joinTurn', { turnId: ids.turnId }, 'window-1']])
  })

  test('of any name in the contract is known to main, and of no other', async () => {
    const { main } = wired()
    const call = async (name: string) => {
      const failure = await failureOf(main[name as RequestName](7 as never))
      return /no request of that name/.test(failure.message) ? 'unknown' : 'known'
    }
    const found = await Promise.all([...Object.keys(requests), 'toString', 'readKey'].map(call))
    expect(found).toEqual([...Object.keys(requests).map(() => 'known'), 'unknown', 'unknown'])
  })
})

describe('what never reaches main', () => {
  const tooLong = new Uint8Array(MESSAGE_BYTES_LIMIT + 1)
  test.each<[string, string, unknown, string]>([
    ['no input', 'joinTurn', undefined, '“joinTurn” was called with a wrong input'],
    ['an id that is none', 'joinTurn', { turnId: '../../etc' }, '“joinTurn” was called with a wrong turnId'],
    ['a missing part', 'startRecording', ids, '“startRecording” was called with a wrong microphone'],
    [
      'a number for bytes',
      'appendRecording',
      { turnId: ids.turnId, sequence: 0, pcm: 5 },
      '“appendRecording” was called with a wrong pcm',
    ],
    [
      'too many bytes',
      'appendRecording',
      { turnId: ids.turnId, sequence: 0, pcm: tooLong },
      '“appendRecording” was called with a wrong pcm',
    ],
    [
      'an end that does not exist',
      'finishRecording',
      { turnId: ids.turnId, end: { kind: 'shred' }, missingMs: 0 },
      '“finishRecording” was called with a wrong end.kind',
    ],
    [
      'a setting out of range',
      'changeSettings',
      { talk: { tailMs: -1 } },
      '“changeSettings” was called with a wrong talk.tailMs',
    ],
  ])('%s', async (_, name, input, what) => {
    const { transport, calls } = wired()
    const message = `Parley did not understand that request: ${what}.`
    expect([await transport.request(name, input), calls]).toMatchObject([
      { ok: false, failure: { code: 'bad_input', message } },
      [],
    ])
  })

  test.each<[string, unknown]>([
    ['a name the contract does not have', 'readFile'],
    ['a name every object has', 'constructor'],
    ['the prototype', '__proto__'],
    ['a list that reads like a name', ['getSettings']],
    ['nothing', undefined],
  ])('%s', async (_, name) => {
    const { transport, calls } = wired()
    const failure = {
      code: 'bad_input',
      message: 'Parley did not understand that request: there is no request of that name.',
    }
    const asked = [await transport.request(name as string, {}), await bridge(transport).request(name as string, {})]
    expect([asked, calls]).toMatchObject([
      [
        { ok: false, failure },
        { ok: false, failure },
      ],
      [],
    ])
  })

  test('a sender that is not trusted', async () => {
    const { main, calls } = wired({}, 'stranger')
    expect([await failureOf(main.getSettings({})), calls]).toMatchObject([
      { code: 'bad_input', message: 'Parley did not understand that request: it came from somewhere else.' },
      [],
    ])
  })

  test('a value is never repeated in the failure', async () => {
    const { transport } = wired()
    const key = `sk-test-${randomUUID()}`
    const inputs = [key, { key: [key] }, { key: { key } }, { [key]: key }, { key: key.repeat(200) }, { turnId: key }]
    const answers: Answer[] = []
    for (const name of [...Object.keys(requests), key]) {
      for (const input of inputs) answers.push(await transport.request(name, input))
    }
    expect(answers.filter(answer => !answer.ok).length).toBeGreaterThan(100)
    expect(JSON.stringify(answers)).not.toContain(key)
  })
})

describe('a failure', () => {
  test('keeps its code, its sentence and what that is made of', async () => {
    const { main } = wired({ sendTurn: () => Promise.reject(failWith('not_found', { what: 'turn' })) })
    expect(await failureOf(main.sendTurn({ turnId: ids.turnId }))).toEqual({
      code: 'not_found',
      message: 'This turn is not in the library any more.',
      values: { what: 'turn' },
    })
  })

  test('that nobody meant is internal, without its stack', async () => {
    const { main } = wired({
      sendTurn: () => {
        throw new RangeError('out of range')
      },
    })
    expect(await failureOf(main.sendTurn({ turnId: ids.turnId }))).toEqual({
      code: 'internal',
      message: 'Something went wrong inside Parley: out of range. What you said is kept.',
      values: { what: { name: 'said', said: 'out of range' } },
    })
  })
})

describe('an event', () => {
  const ended = { turnId: ids.turnId }

  test('reaches everyone who listens for it, and nobody else', () => {
    const { announce, listen } = wired()
    const heard: unknown[] = []
    listen('replyEnded', payload => heard.push(['first', payload]))
    listen('replyEnded', payload => heard.push(['second', payload]))
    listen('turnDeleted', payload => heard.push(['other', payload]))
    announce('replyEnded', ended)
    expect(heard).toEqual([
      ['first', ended],
      ['second', ended],
    ])
  })

  test('is not heard any more by who stopped listening', () => {
    const { announce, listen } = wired()
    const heard: unknown[] = []
    const stop = listen('replyEnded', payload => heard.push(payload))
    announce('replyEnded', ended)
    stop()
    announce('replyEnded', ended)
    expect(heard).toEqual([ended])
  })

  test.each(['secretsRead', 'toString', '__proto__'])(
    'the contract does not have, such as %s, is not passed on',
    name => {
      const { transport } = wired()
      const heard: unknown[] = []
      bridge(transport).listen(name => heard.push(name))
      transport.send(name, {})
      transport.send('replyEnded' satisfies EventName, ended)
      expect(heard).toEqual(['replyEnded'])
    },
  )
})

test('no request that answers about a key has room for the key', () => {
  const answers = [requests.setKey, requests.clearKey].map(({ output }) => v.parse(output, { key: 'secret' }))
  expect(answers).toEqual([{}, {}])
})
