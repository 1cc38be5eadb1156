import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckName, checkNames } from '../../../app/profiles/check-names.ts'
import { summaryOf } from '../../../app/profiles/checkup-report.ts'
import type { Lesson } from '../../../app/profiles/knowledge.ts'
import { checkRows } from '../../../main/doctor/checks.ts'
import type { Shown } from '../../../main/doctor/checkup.ts'
import type { Endpoint } from '../../../main/endpoint/endpoint.ts'
import { startPractice } from '../../../main/practice/practice.ts'
import { endpointAt } from '../../helpers/asking.ts'
import type { DialectName } from '../../helpers/endpoint-dialects.ts'
import type { FaultName } from '../../helpers/endpoint-faults.ts'
import { examineAt, findings, said } from '../../helpers/examined.ts'
import { knownReply } from '../../helpers/known-reply.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { holds, newOddKey } from '../../helpers/secret-search.ts'
import { selfSigned } from '../../helpers/self-signed.ts'

/* What a checkup says of every way servers speak and fail. */

const server = await ownServer()

const key = newOddKey()

/** Looks through the server with a key, which is in nothing that is said of it. */
async function look(change: Partial<Endpoint> = {}, options: Parameters<typeof examineAt>[2] = {}): Promise<Shown> {
  const shown = await examineAt(server.baseUrl, { key, ...change }, options)
  expect(holds(Buffer.from(JSON.stringify(shown)), key)).toBe(false)
  return shown
}

/** Nothing was found of what comes after a check that failed. */
const endedAt = (name: CheckName): Partial<Record<CheckName, string>> => {
  const order: CheckName[] = checkNames.filter(each => each !== 'transcription')
  const at = order.indexOf(name)
  return Object.fromEntries([[name, 'failed'], ...order.slice(at + 1).map(each => [each, 'skipped'])])
}

const uncounted = { hears: 'warning', usage: 'warning' }
const silent = { hears: 'warning', speaks: 'failed', usage: 'warning', audioIds: 'skipped' }
const encoded = { hears: 'warning', transcript: 'warning', usage: 'warning', audioIds: 'skipped' }

const byDialect: Record<DialectName, Partial<Record<CheckName, string>>> = {
  openai: {},
  litellm: {},
  roleless: {},
  openrouter: {},
  speaches: uncounted,
  'no-done': {},
  'expiry-only-end': uncounted,
  'odd-bytes': {},
  'padding-per-chunk': {},
  'split-letters': {},
  'one-event': {},
  'sound-before-words': uncounted,
  'words-twice': uncounted,
  'wav-in-stream': uncounted,
  omni: {},
  'omni-wav-each': {},
  'omni-unmarked': {},
  dashscope: {},
  'base64-url-safe': {},
  'base64-unpadded': {},
  'base64-padding-inside': {},
  'base64-in-lines': {},
  'base64-cut-anywhere': {},
  'base64-as-data-url': {},
  'returns-only': {},
  'no-space-after-colon': {},
  'named-events': {},
  'byte-order-mark': {},
  'events-that-claim-to-be-json': {},
  'json-that-claims-to-be-events': { streams: 'warning' },
  'stream-despite-whole': {},
  gzip: {},
  deflate: {},
  'deflate-bare': {},
  brotli: {},
  zstd: {},
  'content-in-parts': uncounted,
  'sound-with-and-after-finish': uncounted,
  'usage-that-is-none': uncounted,
  'many-small-chunks': {},
  'json-despite-stream': { streams: 'warning' },
  'two-choices': { streams: 'warning' },
  'no-streaming': { streams: 'warning', uploads: 'skipped' },
  'stale-audio-id': { audioIds: 'warning' },
  'stale-audio-id-litellm': { audioIds: 'warning' },
  'stale-audio-id-speaches': { ...uncounted, audioIds: 'warning' },
  'sound-lost': silent,
  'no-sound': { ...silent, uploads: 'skipped' },
  'no-sound-litellm': { ...silent, uploads: 'skipped' },
  'no-sound-openrouter': { ...silent, uploads: 'skipped' },
  'text-only': silent,
  'text-only-json': { ...silent, streams: 'warning' },
  refusal: silent,
  'mp3-in-one-event': encoded,
  'mp3-in-pieces': encoded,
  'flac-in-pieces': encoded,
  'opus-in-pieces': encoded,
  'aac-in-one-event': { ...silent, transcript: 'skipped' },
  'mp3-without-sound': { ...silent, transcript: 'skipped' },
  'stopped-by-length': uncounted,
}

describe('a server that speaks', () => {
  test.for(Object.entries(byDialect))('%s', async ([dialect, expected]) => {
    server.answerAlways(dialect as DialectName)
    expect(findings(await look())).toEqual(expected)
  })
})

const byFault: Partial<Record<FaultName, CheckName>> = {
  'key refused': 'key',
  'key echoed': 'key',
  'no credit': 'key',
  'litellm expired key': 'key',
  'litellm expired key, newer': 'key',
  'litellm budget': 'key',
  'litellm unknown key': 'key',
  'litellm refused upstream': 'key',
  'model unknown': 'model',
  'model retired': 'model',
  'litellm unknown model': 'model',
  'litellm model denied': 'model',
  'litellm no deployment': 'model',
  'web page': 'answers',
  redirect: 'answers',
  'wrong path': 'answers',
  'not json': 'answers',
  'nothing at all': 'answers',
  'slow down': 'answers',
  'server broken': 'answers',
  'closed before the answer': 'answers',
  hang: 'answers',
  'head and silence': 'answers',
}

describe('a server that fails', () => {
  test.for(Object.entries(byFault))('%s: %s', async ([fault, name]) => {
    server.answerAlways(fault as FaultName)
    // Only who never answers is given up.
    const shown = await look(/hang|silence/.test(fault) ? { timeoutS: 3 } : {})
    expect(findings(shown)).toEqual(endedAt(name))
    expect(summaryOf(shown)).toContain(said(shown, name).trim())
  })

  test('in the middle of a reply has been heard as far as it came, and does not say that anything is kept', async () => {
    server.answerAlways('truncated')
    const shown = await look()
    expect(findings(shown)).toEqual({
      hears: 'warning',
      streams: 'failed',
      transcript: 'skipped',
      usage: 'skipped',
      audioIds: 'skipped',
    })
    expect(said(shown, 'streams').trim()).toBe('The connection broke before the reply was complete.')
  })

  test('because of the voice has said nothing of whether it hears', async () => {
    server.answerAlways('voice refused')
    expect(findings(await look())).toEqual({ ...endedAt('speaks'), hears: 'skipped', uploads: 'skipped' })
  })
})

describe('a model without ears', () => {
  // What may be about the way it was sent is sent once more.
  test.for<[FaultName, number]>([
    ['bad audio', 2],
    ['llama.cpp without projector', 1],
    ['azure old api version', 1],
  ])('%s', async ([fault, times]) => {
    server.answerNext(...Array(times).fill(fault))
    const shown = await look()
    expect(findings(shown)).toEqual({ hears: 'failed', uploads: 'skipped' })
    expect(server.requests).toHaveLength(times + 2)
  })

  test('that does not speak either fails at both', async () => {
    server.answerAlways('model without audio')
    expect(findings(await look())).toEqual({ ...endedAt('speaks'), hears: 'failed', uploads: 'skipped' })
  })
})

describe('a recording that is sent as if it were spoken', () => {
  test('is taken, as WAV or as the profile wishes', async () => {
    expect(said(await look(), 'uploads').trim()).toBe('A recording was taken while it was sent, as WAV.')
    expect(said(await look({ upload: 'mp3' }), 'uploads').trim()).toBe(
      'A recording was taken while it was sent, as MP3.',
    )
    expect(server.requests.map(({ headers }) => headers['transfer-encoding'])).toEqual([
      'chunked',
      undefined,
      'chunked',
      undefined,
    ])
  })

  test('is sent once more as a whole where it is refused, and what that showed is learned', async () => {
    const lessons: Lesson[] = []
    server.answerNext('bad audio')
    const shown = await look({}, { onLesson: lesson => lessons.push(lesson) })
    expect(findings(shown)).toEqual({ uploads: 'warning' })
    expect(said(shown, 'uploads')).toContain('it refused what it then took as a whole. Nothing has to be done')
    expect(lessons[0]).toEqual({ upload: { format: 'wav', came: 'refused' } })
  })

  test('is not tried where the profile wants whole ones', async () => {
    expect(findings(await look({ upload: 'whole' }))).toEqual({ uploads: 'skipped' })
    expect(server.requests[0]?.headers['transfer-encoding']).toBeUndefined()
  })
})

test('silence is no voice', async () => {
  server.reply = { ...knownReply, samples: new Int16Array(24_000) }
  try {
    expect(findings(await look())).toEqual({ speaks: 'failed' })
  } finally {
    server.reply = knownReply
  }
})

test('what repeats the recording has heard it', async () => {
  server.reply = { ...knownReply, words: 'Less than five seconds.' }
  try {
    expect(said(await look(), 'hears').trim()).toBe('It repeated what the recording says.')
  } finally {
    server.reply = knownReply
  }
})

test('the recording goes as the profile sends recordings', async () => {
  await look({ upload: 'mp3' })
  const [first] = server.requests
  const parts = first?.json.messages.at(-1)?.content
  expect(Array.isArray(parts) && parts.at(-1)?.input_audio?.format).toBe('mp3')
})

test('the second question names the first answer by its id', async () => {
  await look()
  expect(server.requests).toHaveLength(2)
  expect(server.requests[1]?.json.messages.map(({ role, audio }) => [role, audio !== undefined])).toEqual([
    ['system', false],
    ['user', false],
    ['assistant', true],
    ['user', false],
  ])
})

test.for<Partial<Endpoint>>([{ streaming: 'off' }, { format: 'mp3' }])(
  'what is only wished for whole is not found wanting: %o',
  async change => {
    expect(findings(await look(change))).toEqual({ streams: 'skipped' })
  },
)

describe('recordings are put into words', () => {
  const stateOf = ({ checks }: Shown) => checks.find(({ name }) => name === 'transcription')?.state

  test('where that is wanted', async () => {
    server.transcriptions.answerAlways('words')
    expect(stateOf(await look({}, { wantsTranscription: true }))).toBe('good')
    expect(server.transcriptions.requests).toHaveLength(1)
  })

  test('unless the server cannot, which is a failure of nothing else', async () => {
    const shown = await look({}, { wantsTranscription: true })
    expect([stateOf(shown), findings(shown)]).toEqual(['failed', {}])
  })

  test('and nowhere else', async () => {
    expect(stateOf(await look())).toBe('skipped')
    expect(server.transcriptions.requests).toHaveLength(0)
  })
})

describe('a connection', () => {
  let untrusted: Server

  beforeAll(async () => {
    untrusted = createServer(selfSigned(), (_, response) => response.end())
    await new Promise<void>(resolve => untrusted.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => untrusted.close())

  test('that nobody takes fails at the first check', async () => {
    const shown = await look({ baseUrl: 'http://127.0.0.1:9/v1' })
    expect(findings(shown)).toEqual({ reachable: 'failed', ...endedAt('answers'), answers: 'skipped' })
    expect(said(shown, 'reachable')).toContain('nothing answers at that port')
  })

  test('to a name that is none says so', async () => {
    expect(said(await look({ baseUrl: 'http://nobody.invalid/v1' }), 'reachable')).toContain('could not be looked up')
  })

  test('whose certificate nobody trusts is reached and not encrypted, and gets no question', async () => {
    const { port } = untrusted.address() as AddressInfo
    const shown = await look({ baseUrl: `https://127.0.0.1:${port}/v1` })
    expect(shown.checks.slice(0, 3).map(({ name, state }) => [name, state])).toEqual([
      ['reachable', 'good'],
      ['encrypted', 'failed'],
      ['answers', 'skipped'],
    ])
  })

  test('that does not leave this computer need not be encrypted', async () => {
    const { checks } = await look({ baseUrl: server.baseUrl.replace('127.0.0.1', '0.0.0.0') })
    expect([checks[1]?.state, checks[1]?.says]).toEqual(['skipped', [{ name: 'stays_here' }]])
  })

  test('that could be read on the way is remarked on', () => {
    const connected = { connectMs: 3, encryptMs: null, proxy: null, protocol: '', failure: null }
    const endpoint = endpointAt('http://proxy.example:4000/v1')
    const findings = {
      endpoint,
      connected,
      spoken: null,
      typed: null,
      followUp: null,
      transcription: null,
      models: null,
    }
    const row = checkRows.find(({ name }) => name === 'encrypted')
    expect(row?.judge(findings)).toMatchObject({
      state: 'warning',
      says: [{ name: 'unencrypted', host: 'proxy.example:4000' }],
    })
  })
})

test('the practice partner passes', async () => {
  const practice = await startPractice({ speed: Infinity })
  try {
    expect(findings(await look({ kind: 'practice', baseUrl: practice.baseUrl, key: null }))).toEqual({})
  } finally {
    await practice.close()
  }
})

describe('while it runs', () => {
  test('each check waits, is being checked, and is found good, in order', async () => {
    const seen: string[][] = []
    await look({}, { onProgress: ({ checks }) => seen.push(checks.map(({ state }) => state)) })
    expect(seen.map(states => states.indexOf('running'))).toEqual([0, 2, 11])
    expect(seen[1]?.slice(-2)).toEqual(['waiting', 'skipped'])
  })

  test('it can be stopped, and then leaves the server alone', async () => {
    const controller = new AbortController()
    const gate = server.hold('headers')
    const looked = look({}, { signal: controller.signal })
    await gate.reached
    controller.abort()
    const shown = await looked
    expect(await server.requests[0]?.ended).toBe('gone')
    expect([shown.state, said(shown, 'answers').trim()]).toEqual(['stopped', 'Not tried: the check was stopped.'])
    expect(shown.checks[0]?.state).toBe('good')
    gate.release()
  })

  test('nothing is asked once nothing more may be spent', async () => {
    const shown = await look({}, { whyNotSpend: () => ({ name: 'not_tried_limit', limitUsd: 2 }) })
    expect(server.requests).toHaveLength(0)
    expect([shown.checks[0]?.state, summaryOf(shown)]).toEqual([
      'good',
      'Not tried: this month’s limit of $2.00 is reached.',
    ])
  })
})
