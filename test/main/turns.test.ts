import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Announce, events } from '../../app/contract.ts'
import type { Turn, TurnStatus } from '../../app/conversation.ts'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import { pcmToSamples, samplesToPcm } from '../../app/pcm.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { AskTimeouts } from '../../main/endpoint/ask.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import { Learned } from '../../main/learned.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import { begunReply } from '../helpers/endpoint-faults.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { codedSamples, knownReply, pcmOf } from '../helpers/known-reply.ts'
import { correlate } from '../helpers/sound.ts'
import { spendingBeside } from '../helpers/spending.ts'

let folder: string
let library: Library
let server: EndpointServer
let turns: Turns
let news: Parameters<Announce>[]
let endpoint: () => Endpoint
let settings: Settings
let timeouts: Partial<AskTimeouts>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-turns-'))
  library = openLibrary(folder)
  server = await startEndpointServer()
  const fixed = endpointAt(server.baseUrl, { instructions: 'Be brief.' })
  endpoint = () => fixed
  settings = defaultSettings
  news = []
  const announce: Announce = (name, payload) => {
    v.parse(events[name], payload)
    news.push([name, structuredClone(payload)])
  }
  timeouts = { stallMs: 1500 }
  turns = new Turns({
    learned: new Learned(folder),
    ...{ library, announce, endpoint: () => endpoint(), settings: () => settings, timeouts },
    ...spendingBeside(library),
  })
})

afterEach(async () => {
  await turns.close()
  await server.close()
  library.close()
  await rm(folder, { recursive: true, force: true })
})

/** A turn whose recording holds these samples, ready to be sent. */
function spokenTurn(conversationId: string = randomUUID(), samples: Int16Array = codedSamples(4800)): Turn {
  const id = randomUUID()
  const question = { conversationId, status: 'recording', text: '', microphone: 'Test', attachmentName: null } as const
  library.createTurn({ id, ...question })
  const file = library.createSoundFile(id, 'recording')
  file.append(samplesToPcm(samples))
  file.finish()
  return library.turn(id)
}

function typedTurn(text: string, conversationId: string = randomUUID()): Turn {
  const id = randomUUID()
  return library.createTurn({ id, conversationId, status: 'sending', text, microphone: '', attachmentName: null })
}

async function outcome({ id }: Turn): Promise<Turn> {
  await expect.poll(() => hasEnded(id)).toBe(true)
  return library.turn(id)
}

function hasEnded(turnId: string): boolean {
  const last = news.filter(([, payload]) => 'turnId' in payload && payload.turnId === turnId).at(-1)
  return last?.[0] === 'replyEnded'
}

async function run(turn: Turn): Promise<Turn> {
  news = []
  turns.send(turn.id)
  return outcome(turn)
}

function announcedSound(): Buffer {
  return Buffer.concat(news.flatMap(([, payload]) => ('pcm' in payload ? [payload.pcm] : [])))
}

function announcedWords(): string {
  return news.map(([, payload]) => ('words' in payload ? payload.words : '')).join('')
}

function announcedStatuses(): TurnStatus[] {
  return news.flatMap(([, payload]) => ('turn' in payload ? [payload.turn.status] : []))
}

async function replyPcm(turn: Turn): Promise<Buffer> {
  const sound = turn.reply?.sound
  if (!sound) throw new Error('the reply has no sound')
  return (await readFile(library.pathOf(sound))).subarray(WAV_HEADER_BYTES)
}

describe('a spoken turn', () => {
  test('is sent as it lies on the disk, answered, announced and kept to the last sample', async () => {
    const turn = await run(spokenTurn())

    expect(server.lastRecording()).toEqual(codedSamples(4800))
    expect(announcedStatuses()).toEqual(['sending', 'replying', 'answered'])
    expect(announcedWords()).toBe(knownReply.words)
    expect(announcedSound().equals(pcmOf(knownReply))).toBe(true)
    expect((await replyPcm(turn)).equals(pcmOf(knownReply))).toBe(true)
    expect(turn).toMatchObject({
      status: 'answered',
      failure: null,
      reply: {
        words: knownReply.words,
        isComplete: true,
        heardMs: null,
        audioId: expect.stringMatching(/^audio_/),
        endpoint: server.baseUrl,
        voice: 'marin',
        usage: { promptTokens: 17, completionTokens: 59, promptAudioTokens: 10, completionAudioTokens: 40 },
        sound: { durationMs: 1500, format: 'wav' },
      },
    })
    const { sentMs, headersMs, firstWordsMs, firstSoundMs, endMs } = turn.reply?.times ?? {}
    const times = [sentMs, headersMs, firstWordsMs, firstSoundMs, endMs]
    expect(times).toEqual(times.toSorted((a, b) => Number(a) - Number(b)))
    expect(times.every(Number.isInteger)).toBe(true)
  })

  test('is announced in pieces that a message can carry, each at its place', async () => {
    server.reply = { words: 'Long.', samples: codedSamples(MESSAGE_BYTES_LIMIT + 7) }
    server.answerNext('one-event')
    await run(spokenTurn())
    const pieces = news.flatMap(([, payload]) => ('pcm' in payload ? [payload] : []))
    expect(pieces.map(({ offset, pcm }) => [offset, pcm.byteLength])).toEqual([
      [0, MESSAGE_BYTES_LIMIT],
      [MESSAGE_BYTES_LIMIT, MESSAGE_BYTES_LIMIT],
      [MESSAGE_BYTES_LIMIT * 2, 14],
    ])
  })

  test('is on the disk by the time it is announced', async () => {
    const gate = server.hold('end')
    const turn = spokenTurn()
    turns.send(turn.id)
    await expect.poll(() => announcedSound().byteLength).toBe(pcmOf(knownReply).byteLength)
    const part = join(folder, (turn.recording?.file ?? '').replace('-you.wav', '-reply.wav.part'))
    expect((await readFile(part)).subarray(WAV_HEADER_BYTES).equals(pcmOf(knownReply))).toBe(true)
    gate.release()
    await outcome(turn)
  })

  test('says no more after replyEnded', async () => {
    await run(spokenTurn())
    expect(news.at(-1)?.[0]).toBe('replyEnded')
    expect(news.filter(([name]) => name === 'replyEnded')).toHaveLength(1)
  })
})

test('a reply in words alone has no sound, and tells whether the wish for it was lost', async () => {
  server.answerNext('text-only')
  const lost = await run(typedTurn('Hello'))
  expect(lost).toMatchObject({ status: 'answered', reply: { words: knownReply.words, sound: null, isVoiceLost: true } })
  const heard = await run(typedTurn('And with sound?'))
  expect(heard).toMatchObject({ status: 'answered', reply: { isVoiceLost: false } })
})

for (const [dialect, tones] of [
  ['mp3-in-one-event', false],
  ['mp3-in-pieces', false],
  ['flac-in-pieces', false],
  ['opus-in-pieces', true],
] as const) {
  test(`a reply of ${dialect} is decoded, announced and kept like any other`, async () => {
    server.answerNext(dialect)
    const turn = await run(typedTurn('Hello'))
    expect(turn).toMatchObject({ status: 'answered', reply: { isComplete: true, sound: { format: 'wav' } } })
    const kept = pcmToSamples(await replyPcm(turn))
    expect(announcedSound().equals(Buffer.from(samplesToPcm(kept)))).toBe(true)
    if (tones) expect(kept.length).toBe(24_000)
    else expect(correlate(knownReply.samples.subarray(0, 24_000), kept).likeness).toBeGreaterThan(0.9)
    if (dialect === 'flac-in-pieces') expect(kept).toEqual(knownReply.samples)
  })
}

test('what a server refused is not asked for again, and what it showed is known after a restart', async () => {
  server.answerAlways('no-streaming')
  await run(typedTurn('Hello'))
  await run(typedTurn('And again'))
  expect(server.requests.map(({ json }) => json.stream ?? false)).toEqual([true, false, false])
  expect(new Learned(folder).of(endpoint())).toMatchObject({ streams: false, speaks: true })
})

test('sound that cannot be played is said in words', async () => {
  server.answerNext('mp3-without-sound')
  expect(await run(typedTurn('Hello'))).toMatchObject({ status: 'failed', failure: { code: 'format_refused' } })
})

test('an endpoint that cannot be used fails the turn, and nothing is sent', async () => {
  endpoint = () => endpointAt(server.baseUrl, { key: 'sk two words' })
  expect(await run(spokenTurn())).toMatchObject({ status: 'failed', failure: { code: 'key_malformed' } })
  expect(server.requests).toHaveLength(0)
})

test('a question of nothing is not sent', () => {
  const turn = typedTurn(' ')
  expect(() => turns.send(turn.id)).toThrow(/nothing to send/)
})

describe('a conversation of two turns', () => {
  const content = (index: number) => server.requests[index]?.json.messages

  test('names the voice of the first by its id', async () => {
    const conversationId = randomUUID()
    const first = await run(spokenTurn(conversationId))
    await run(typedTurn('And cats?', conversationId))
    expect(content(1)).toMatchObject([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'input_audio' }] },
      { role: 'assistant', audio: { id: first.reply?.audioId } },
      { role: 'user', content: 'And cats?' },
    ])
  })

  test('says its words to another endpoint, which does not know the id', async () => {
    const conversationId = randomUUID()
    const other = await startEndpointServer()
    await run(spokenTurn(conversationId))
    const mine = endpoint()
    endpoint = () => endpointAt(other.baseUrl)
    await run(typedTurn('And cats?', conversationId))
    await other.close()
    expect(other.requests[0]?.json.messages[2]).toEqual({ role: 'assistant', content: knownReply.words })
    expect(other.requests[0]?.headers.authorization).not.toContain(mine.key)
  })

  test('says its words when the server has forgotten the id', async () => {
    const conversationId = randomUUID()
    await run(spokenTurn(conversationId))
    server.answerAlways('stale-audio-id')
    const turn = await run(typedTurn('And cats?', conversationId))
    expect(turn.status).toBe('answered')
    expect(content(2)?.[2]).toEqual({ role: 'assistant', content: knownReply.words })
  })

  test('sends a question without an answer along with the next', async () => {
    const conversationId = randomUUID()
    const gate = server.hold('headers')
    const first = spokenTurn(conversationId, codedSamples(480))
    turns.send(first.id)
    await gate.reached
    turns.join(first.id)
    await run(typedTurn('I mean dogs.', conversationId))
    expect(library.turn(first.id)).toMatchObject({ status: 'joined', reply: null, failure: null })
    expect(await server.requests[0]?.ended).toBe('gone')
    expect(content(1)?.slice(1)).toMatchObject([
      { role: 'user', content: [{ type: 'input_audio' }, { type: 'text', text: 'I mean dogs.' }] },
    ])
    expect(server.lastRecording()).toEqual(codedSamples(480))
  })

  test('does without a recording whose file is gone', async () => {
    const conversationId = randomUUID()
    const first = await run(spokenTurn(conversationId))
    if (first.recording) await rm(library.pathOf(first.recording))
    expect((await run(typedTurn('And cats?', conversationId))).status).toBe('answered')
  })
})

describe('sending again', () => {
  test('sends identical bytes, and the new reply takes the place of the old', async () => {
    server.answerNext('truncated')
    const failed = await run(spokenTurn())
    expect(failed).toMatchObject({ status: 'failed', failure: { code: 'cut_off' } })
    const answered = await run(failed)
    expect(server.requests[1]?.body.equals(server.requests[0]?.body ?? Buffer.alloc(0))).toBe(true)
    expect(answered).toMatchObject({ status: 'answered', failure: null, reply: { words: knownReply.words } })
    expect((await replyPcm(answered)).equals(pcmOf(knownReply))).toBe(true)
  })

  test('follows when a server has never answered, which is not waited for without end', async () => {
    server.answerNext('hang')
    timeouts.headersMs = 300
    const failed = await run(spokenTurn())
    expect(failed).toMatchObject({ status: 'failed', reply: null, failure: { code: 'timed_out' } })
    expect(failed.failure?.message).toMatch(
      /^127\.0\.0\.1:\d+ did not answer within 0\.3 seconds\. Retrying asks the same/,
    )
    timeouts.headersMs = 60_000
    expect((await run(failed)).status).toBe('answered')
    expect(server.requests[1]?.body.equals(server.requests[0]?.body ?? Buffer.alloc(0))).toBe(true)
  })

  test('says that a recording is gone', async () => {
    const turn = spokenTurn()
    if (turn.recording) await rm(library.pathOf(turn.recording))
    expect(await run(turn)).toMatchObject({ status: 'failed', failure: { code: 'not_found' } })
  })

  test('is one request, however often it is asked for while it is under way', async () => {
    const gate = server.hold('headers')
    const turn = spokenTurn()
    turns.send(turn.id)
    turns.send(turn.id)
    await gate.reached
    gate.release()
    await outcome(turn)
    expect(server.requests).toHaveLength(1)
  })
})

for (const fault of ['reset', 'stall', 'truncated', 'error in the middle'] as const) {
  test(`a reply that breaks off is kept as far as it came (${fault})`, async () => {
    const begun = begunReply(knownReply)
    const gate = server.hold('break')
    server.answerNext(fault)
    const asked = spokenTurn()
    turns.send(asked.id)
    await expect
      .poll(() => [announcedWords(), announcedSound().byteLength])
      .toEqual([begun.words, begun.pcm.byteLength])
    gate.release()
    const turn = await outcome(asked)
    expect(turn).toMatchObject({ status: 'failed', reply: { words: begun.words, isComplete: false } })
    expect((await replyPcm(turn)).equals(begun.pcm)).toBe(true)
  })
}

describe('stopping', () => {
  test('keeps what came, where it was heard to, and nothing is announced any more', async () => {
    const gate = server.hold('sound')
    const asked = spokenTurn()
    turns.send(asked.id)
    await gate.reached
    await expect.poll(() => announcedSound().byteLength).toBeGreaterThan(0)
    turns.stop(asked.id, 50)
    const announced = news.length
    const sound = announcedSound()
    gate.release()
    expect(await server.requests[0]?.ended).toBe('gone')
    const turn = library.turn(asked.id)
    expect(turn).toMatchObject({ status: 'stopped', failure: null, reply: { isComplete: false, heardMs: 50 } })
    expect((await replyPcm(turn)).equals(sound)).toBe(true)
    expect(news.slice(announced)).toEqual([])
  })

  test('before an answer leaves a turn that can be sent again', async () => {
    const gate = server.hold('headers')
    const asked = spokenTurn()
    turns.send(asked.id)
    await gate.reached
    turns.stop(asked.id, null)
    expect(library.turn(asked.id)).toMatchObject({ status: 'stopped', reply: null })
    gate.release()
    expect((await run(asked)).status).toBe('answered')
  })

  test('after the answer only notes where it was heard to', async () => {
    const answered = await run(spokenTurn())
    turns.stop(answered.id, 700)
    expect(library.turn(answered.id)).toEqual({ ...answered, reply: { ...answered.reply, heardMs: 700 } })
  })

  test('all at once keeps every reply as far as it came', async () => {
    const gate = server.hold('sound')
    const asked = spokenTurn()
    turns.send(asked.id)
    await gate.reached
    await expect.poll(() => announcedSound().byteLength).toBeGreaterThan(0)
    await turns.close()
    expect(library.turn(asked.id).status).toBe('stopped')
    expect(library.turn(asked.id).reply?.sound?.bytes).toBeGreaterThan(WAV_HEADER_BYTES)
  })
})

test('the key is in nothing that is announced or kept, even when the server repeats it', async () => {
  const conversationId = randomUUID()
  for (const fault of ['key echoed', 'litellm expired key', 'key refused', 'openai'] as const) {
    server.answerNext(fault)
    await run(spokenTurn(conversationId))
    expect(JSON.stringify(news)).not.toContain(endpoint().key)
  }
  // A library that is opened again has written all of it.
  library.close()
  library = openLibrary(folder)
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect((await readFile(join(file.parentPath, file.name))).includes(endpoint().key ?? '')).toBe(false)
  }
})

test('a turn that is deleted while it is answered ends quietly', async () => {
  const gate = server.hold('sound')
  const asked = spokenTurn()
  turns.send(asked.id)
  await gate.reached
  library.deleteTurn(asked.id)
  gate.release()
  await expect.poll(() => hasEnded(asked.id)).toBe(true)
})

describe('the id of a voice', () => {
  async function askedAfter(change: Partial<Endpoint>, before: Partial<Endpoint> = {}) {
    const usual = endpoint()
    const conversationId = randomUUID()
    endpoint = () => ({ ...usual, ...before })
    await run(typedTurn('Hello', conversationId))
    endpoint = () => ({ ...usual, ...before, ...change })
    await run(typedTurn('And?', conversationId))
    return server.requests.at(-1)?.json.messages.find(({ role }) => role === 'assistant')
  }

  test('goes back to the account it came from', async () => {
    expect(await askedAfter({ voice: 'cedar', model: 'gpt-audio' })).toEqual({
      ...{ role: 'assistant', audio: { id: expect.stringMatching(/^audio_/) } },
    })
  })

  for (const [to, change] of [
    ['another profile', { profileId: 'another' }],
    ['another header', { headers: { 'x-account': 'another' } }],
    ['another key', { key: 'test-another-key' }],
    ['no key', { key: null }],
  ] as const) {
    test(`never goes to ${to}: the words go instead`, async () => {
      expect(await askedAfter(change)).toEqual({ role: 'assistant', content: knownReply.words })
    })
  }

  test('never goes to another address, nor does the key that was for the first', async () => {
    const other = await startEndpointServer()
    try {
      const conversationId = randomUUID()
      const [first, second] = [endpoint(), endpointAt(other.baseUrl)]
      await run(typedTurn('Hello', conversationId))
      endpoint = () => second
      await run(typedTurn('And?', conversationId))
      endpoint = () => first
      await run(typedTurn('And then?', conversationId))
      const idsOf = ({ requests }: EndpointServer) =>
        requests.map(({ json }) => JSON.stringify(json).match(/audio_[\w-]+/g))
      const [id] = idsOf(server).flatMap(ids => ids ?? [])
      expect(idsOf(other)).toEqual([null])
      expect(idsOf(server)).toEqual([null, [id]])
      expect([JSON.stringify(other.requests).includes(String(first.key)), id]).toEqual([false, expect.any(String)])
      expect(JSON.stringify(server.requests)).not.toContain(String(second.key))
    } finally {
      await other.close()
    }
  })
})
