import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Announce } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { totalOf } from '../../app/cost/spending.ts'
import { defaultSettings } from '../../app/settings.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Learned } from '../../main/profiles/learned.ts'
import type { Spending } from '../../main/spending/spending.ts'
import { Turns } from '../../main/turns.ts'
import { spokenTurnIn } from '../helpers/asked-turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { heardWords } from '../helpers/endpoint-transcriptions.ts'
import { knownReply, pcmOf } from '../helpers/known-reply.ts'
import { spendingBeside } from '../helpers/spending.ts'

/* A model that cannot hear, asked by way of words: through a real library, and a server whose three desks tests open and close. */

let folder: string
let library: Library
let server: EndpointServer
let turns: Turns
let spending: Spending
let endpoint: Endpoint
let news: Parameters<Announce>[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-cascade-'))
  library = openLibrary(folder)
  server = await startEndpointServer({ dialect: 'text-only' })
  server.transcriptions.answerAlways('words')
  server.speech.answerAlways('pcm')
  endpoint = endpointAt(server.baseUrl, { way: 'cascade', model: 'words-only', speechModel: 'reader' })
  news = []
  const announce: Announce = (name, payload) => news.push([name, structuredClone(payload)])
  const beside = spendingBeside(library)
  spending = beside.spending
  turns = new Turns({
    ...{ library, announce, endpoint: () => endpoint, settings: () => defaultSettings },
    learned: new Learned(folder),
    ...beside,
  })
})

afterEach(async () => {
  await turns.close()
  await server.close()
  library.close()
  await rm(folder, { recursive: true, force: true })
})

async function run(turn: Turn): Promise<Turn> {
  news = []
  turns.send(turn.id)
  await expect.poll(() => news.some(([name]) => name === 'replyEnded')).toBe(true)
  return library.turn(turn.id)
}

const messages = () => server.requests.at(-1)?.json.messages.filter(({ role }) => role !== 'system')
const keptRecording = (turn: Turn) => readFile(library.pathOf(turn.recording ?? expect.fail('no recording')))

test('a recording is put into words, its words are asked, and the answer is read aloud and kept', async () => {
  const turn = await run(spokenTurnIn(library))
  expect(server.arrivals).toEqual(['transcription', 'question', 'speech'])
  expect(messages()).toEqual([{ role: 'user', content: heardWords }])
  expect(server.requests[0]?.json).toMatchObject({ model: 'words-only', modalities: ['text'] })
  expect(server.requests[0]?.json.audio).toBeUndefined()
  const { json } = server.speech.requests[0] ?? {}
  expect(json).toEqual({ model: 'reader', voice: 'marin', input: knownReply.words, response_format: 'pcm' })
  expect(turn).toMatchObject({
    ...{ status: 'answered', failure: null, transcript: { words: heardWords, isEdited: false } },
    reply: { words: knownReply.words, isComplete: true, isVoiceLost: false, voiceFailure: null },
  })
  const sound = await readFile(library.pathOf(turn.reply?.sound ?? expect.fail('no sound')))
  expect(sound.subarray(WAV_HEADER_BYTES).equals(pcmOf(knownReply))).toBe(true)
  const heard = Buffer.concat(news.flatMap(([, payload]) => ('pcm' in payload ? [payload.pcm] : [])))
  expect(heard.equals(pcmOf(knownReply))).toBe(true)
})

test('what was said before goes along as words, and nothing is put into words twice', async () => {
  const first = await run(spokenTurnIn(library))
  await run(spokenTurnIn(library, first.conversationId))
  expect(messages()).toEqual([
    { role: 'user', content: heardWords },
    { role: 'assistant', content: knownReply.words },
    { role: 'user', content: heardWords },
  ])
  expect(server.transcriptions.requests).toHaveLength(2)
})

test('a typed question is asked at once, and answered aloud', async () => {
  const id = randomUUID()
  const question = { status: 'sending', text: 'Hello?', microphone: '', attachmentName: null } as const
  const turn = await run(library.createTurn({ id, conversationId: randomUUID(), ...question }))
  expect(server.arrivals).toEqual(['question', 'speech'])
  expect(turn.reply?.sound).not.toBeNull()
})

describe('what its steps cost', () => {
  const asked = { transcriptionModel: 'gpt-4o-mini-transcribe', speechModel: 'tts-1', model: 'gpt-audio-mini' }
  const monthOfSteps = () => spending.months[0]?.spent.filter(({ steps }) => steps > 0)
  /** The server counts nothing of an answer in words. */
  const answerUsd = (Math.ceil(heardWords.length / 4) * 0.6 + Math.ceil(knownReply.words.length / 4) * 2.4) / 1e6

  test('is that of the turn, the conversation and the month, by what the server counts and what tables know', async () => {
    endpoint = { ...endpoint, ...asked }
    server.transcriptions.answerAlways('words and tokens')
    const { transcript, reply, conversationId } = await run(spokenTurnIn(library))
    const heardUsd = (30 * 3 + 12 * 5) / 1e6
    const readUsd = (knownReply.words.length * 15) / 1e6
    expect(transcript?.cost?.usd).toBeCloseTo(heardUsd, 12)
    expect(reply?.cost?.usd).toBeCloseTo(answerUsd + readUsd, 12)
    expect(reply?.cost).toMatchObject({ isEstimate: true, source: 'table' })
    expect(library.costOf(conversationId)).toMatchObject({ replies: 1, steps: 1 })
    expect(library.costOf(conversationId).usd).toBeCloseTo(heardUsd + answerUsd + readUsd, 12)
    expect(totalOf(spending.months[0]).usd).toBeCloseTo(heardUsd + answerUsd + readUsd, 12)
    expect(monthOfSteps()).toMatchObject([
      { model: 'gpt-4o-mini-transcribe', replies: 0, steps: 1, tokens: { audioIn: 30, textOut: 12 } },
      { model: 'tts-1', replies: 0, steps: 1, unpricedReplies: 0 },
    ])
  })

  test('goes by minutes where a model is paid for by them, and by nothing that nobody knows', async () => {
    endpoint = { ...endpoint, ...asked, transcriptionModel: 'whisper-1', speechModel: 'our-own' }
    server.transcriptions.answerAlways('words and seconds')
    const { transcript, reply } = await run(spokenTurnIn(library))
    expect(transcript?.cost).toEqual({ usd: expect.closeTo(0.009, 12), isEstimate: true, source: 'table' })
    expect(reply?.cost?.usd).toBeCloseTo(answerUsd, 12)
    expect(monthOfSteps()).toMatchObject([{ model: 'whisper-1' }, { model: 'our-own', usd: 0, unpricedReplies: 1 }])
  })

  test('is what a proxy says it is', async () => {
    endpoint = { ...endpoint, ...asked }
    server.transcriptions.answerAlways('words and dollars')
    server.speech.answerAlways('pcm and dollars')
    const { transcript, reply } = await run(spokenTurnIn(library))
    expect(transcript?.cost).toEqual({ usd: 0.0042, isEstimate: false, source: 'server' })
    expect(reply?.cost?.usd).toBeCloseTo(answerUsd + 0.0017, 12)
  })

  test('is counted although there were no words to ask', async () => {
    endpoint = { ...endpoint, ...asked, transcriptionModel: 'whisper-1' }
    server.transcriptions.answerAlways('silence')
    await run(spokenTurnIn(library))
    expect(monthOfSteps()).toMatchObject([{ model: 'whisper-1', usd: (0.2 / 60) * 0.006, steps: 1 }])
  })
})

describe('a recording that is not put into words', () => {
  test.for([
    { answer: 'none', code: 'transcription_missing' },
    { answer: 'key refused', code: 'key_refused' },
    { answer: 'broken', code: 'server_failed' },
    { answer: 'silence', code: 'audio_refused' },
  ] as const)('is not asked, is kept, and says why ($answer)', async ({ answer, code }) => {
    server.transcriptions.answerAlways(answer)
    const before = spokenTurnIn(library)
    const turn = await run(before)
    expect(turn).toMatchObject({ status: 'failed', failure: { code }, reply: null, transcript: null })
    expect(turn.failure?.message).toMatch(
      answer === 'silence'
        ? /there are no words in it/
        : /^The recording was not put into words, so nothing was asked\./,
    )
    expect(server.arrivals).toEqual(['transcription'])
    expect(await keptRecording(turn)).toEqual(await keptRecording(before))
  })
})

test('words that were heard are kept when the answer fails, and are not heard again', async () => {
  server.answerNext('server broken')
  const failed = await run(spokenTurnIn(library))
  expect(failed).toMatchObject({ status: 'failed', transcript: { words: heardWords } })
  expect(failed.failure?.message).not.toContain('put into words')
  const answered = await run(failed)
  expect(answered.status).toBe('answered')
  expect(server.arrivals).toEqual(['transcription', 'question', 'question', 'speech'])
})

describe('an answer that is not read aloud', () => {
  test.for([
    { answer: 'none', code: 'speech_missing', said: /has no \/audio\/speech/ },
    { answer: 'events instead', code: 'endpoint_unreadable', said: /could not read/ },
    { answer: 'not implemented', code: 'speech_missing', said: /has no \/audio\/speech/ },
    { answer: 'voice refused', code: 'request_refused', said: /Supported values are/ },
  ] as const)('stays as words, and says why ($answer)', async ({ answer, code, said }) => {
    server.speech.answerAlways(answer)
    const turn = await run(spokenTurnIn(library))
    expect(turn).toMatchObject({ status: 'answered', failure: null, reply: { words: knownReply.words, sound: null } })
    expect(turn.reply?.voiceFailure?.code).toBe(code)
    expect(turn.reply?.voiceFailure?.message).toMatch(said)
  })

  test('to its end keeps what was read, and says why', async () => {
    server.speech.answerAlways('breaks off')
    const turn = await run(spokenTurnIn(library))
    expect(turn).toMatchObject({ status: 'answered', reply: { words: knownReply.words, sound: { durationMs: 200 } } })
    expect(turn.reply?.voiceFailure?.code).toBe('cut_off')
  })
})

test('a question that is taken back while its answer is read aloud keeps the words', async () => {
  server.speech.answerAlways('hang')
  const turn = spokenTurnIn(library)
  turns.send(turn.id)
  await expect.poll(() => server.arrivals.at(-1)).toBe('speech')
  turns.stop(turn.id, null)
  expect(library.turn(turn.id)).toMatchObject({ status: 'stopped', reply: { words: knownReply.words, sound: null } })
})
