import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordingEnd } from '../../../app/conversation.ts'
import { PCM_BYTES_PER_SECOND } from '../../../app/pcm.ts'
import { defaultSettings } from '../../../app/settings.ts'
import { WAV_HEADER_BYTES } from '../../../app/wav.ts'
import { asMp3 } from '../../../main/endpoint/request/mp3-upload.ts'
import { AskedTurns } from '../../helpers/asked-turns.ts'
import { endpointAt } from '../../helpers/asking.ts'
import { receptions, recordingIn, UploadServer } from '../../helpers/upload-server.ts'

/** A second of sound, of which no two places are alike. */
const pcm = randomBytes(PCM_BYTES_PER_SECOND)
const tooShort = pcm.subarray(0, PCM_BYTES_PER_SECOND / 4)

let here: AskedTurns
let server: UploadServer
beforeEach(async () => {
  here = await AskedTurns.open()
  server = await new UploadServer().listen()
  answerWith(server)
})
afterEach(async () => {
  await here.close()
  await server.close()
})

function answerWith({ baseUrl }: UploadServer, change: Parameters<typeof endpointAt>[1] = {}): void {
  const endpoint = endpointAt(baseUrl, change)
  here.endpoint = () => endpoint
}

/** Waits until something has come of what is being spoken. */
async function heardBy({ arrivals }: UploadServer = server): Promise<void> {
  await expect.poll(() => arrivals.at(-1)?.body.length ?? 0).toBeGreaterThan(0)
}

function last({ questions }: UploadServer = server) {
  const question = questions.at(-1)
  if (!question) throw new Error('nothing was asked')
  return question
}

test('a recording goes out while it is made, and to the byte as it lies on the disk', async () => {
  const turnId = here.beginToSpeak()
  const sequence = here.say(turnId, pcm)
  await heardBy()
  here.say(turnId, pcm.subarray(0, 5760), sequence)
  here.endSpeaking(turnId)
  const turn = await here.outcome(here.library.turn(turnId))
  expect(turn).toMatchObject({ status: 'answered', reply: { words: 'Heard.', times: { sentMs: expect.any(Number) } } })
  expect(last().isChunked).toBe(true)
  expect(server.arrivals).toHaveLength(1)
  if (!turn.recording) throw new Error('nothing was kept')
  const file = await readFile(here.library.pathOf(turn.recording))
  expect(recordingIn(last()).pcm.equals(file.subarray(WAV_HEADER_BYTES))).toBe(true)
  expect(file.readUInt32LE(40)).toBe(file.byteLength - WAV_HEADER_BYTES)
  expect(here.learned.of(here.endpoint())?.uploads).toMatchObject({ wav: 'taken', mp3: null })
})

describe('a disk that does not let a recording be closed', () => {
  /** Puts something where the file of a recording is to be; returns what takes it away. */
  async function obstruct(turnId: string): Promise<() => Promise<void>> {
    const parts = (await readdir(here.folder, { recursive: true })).filter(name => name.endsWith('-you.wav.part'))
    expect(parts).toHaveLength(1)
    const obstacle = join(here.folder, parts[0]?.replace(/\.part$/, '') ?? '')
    await mkdir(join(obstacle, turnId), { recursive: true })
    return () => rm(obstacle, { recursive: true })
  }

  const told = () => here.news.flatMap(([name, payload]) => (name === 'recordingBroken' ? [payload] : []))

  test('keeps no reply from coming to what was sent already, says so, and may be tried again', async () => {
    const turnId = here.beginToSpeak()
    here.say(turnId, pcm)
    await heardBy()
    const makeRoom = await obstruct(turnId)
    here.endSpeaking(turnId)
    const answered = { status: 'answered', failure: null, reply: { words: 'Heard.' } }
    expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ ...answered, recording: null })
    expect(told()).toMatchObject([{ turnId, failure: { code: 'disk_failed' } }])
    expect(recordingIn(last()).pcm.equals(pcm)).toBe(true)

    await makeRoom()
    here.recordings.closeLeft()
    const { recording, ...rest } = here.library.turn(turnId)
    if (!recording) throw new Error('nothing was kept')
    expect(rest).toMatchObject(answered)
    expect((await readFile(here.library.pathOf(recording))).subarray(WAV_HEADER_BYTES).equals(pcm)).toBe(true)
  })

  test('keeps no whole from being sent from memory to a server that did not take the beginning', async () => {
    server.reception = receptions['refuses it when it is whole']
    const turnId = here.beginToSpeak()
    here.say(turnId, pcm)
    await heardBy()
    await obstruct(turnId)
    here.endSpeaking(turnId)
    expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ status: 'answered', recording: null })
    expect(recordingIn(last()).pcm.equals(pcm)).toBe(true)
  })
})

test('a server that breaks off once it has all of it is sent it once more, and the turn says that both may cost', async () => {
  server.reception = receptions['resets it when it is whole']
  const turnId = here.beginToSpeak()
  here.say(turnId, pcm)
  await heardBy()
  here.endSpeaking(turnId)
  const turn = await here.outcome(here.library.turn(turnId))
  expect(turn).toMatchObject({ status: 'answered', unanswered: 1 })
  expect(server.questions).toHaveLength(2)
  // Who asks once more themselves knows what that costs.
  expect(await here.run(turn)).toMatchObject({ status: 'answered', unanswered: 0 })
})

test('one that refuses it has not worked on it', async () => {
  server.reception = receptions['refuses it when it is whole']
  const turnId = here.beginToSpeak()
  here.say(turnId, pcm)
  await heardBy()
  here.endSpeaking(turnId)
  expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ status: 'answered', unanswered: 0 })
})

test('goes after what was said before it', async () => {
  const conversationId = randomUUID()
  await here.run(here.typedTurn('Hello', conversationId))
  const turnId = here.beginToSpeak(conversationId)
  here.say(turnId, pcm)
  here.endSpeaking(turnId)
  await here.outcome(here.library.turn(turnId))
  expect(last().isChunked).toBe(true)
  const roles = JSON.parse(last().body).messages.map(({ role }: { role: string }) => role)
  expect(roles).toEqual(['system', 'user', 'assistant', 'user'])
})

test('nothing is begun for a tap', async () => {
  const turnId = here.beginToSpeak()
  here.say(turnId, tooShort)
  here.endSpeaking(turnId)
  await here.outcome(here.library.turn(turnId))
  expect(server.arrivals.map(({ isChunked }) => isChunked)).toEqual([false])
})

describe('what is not sent is no request', () => {
  const ends: RecordingEnd[] = [{ kind: 'drop' }, { kind: 'trash' }, { kind: 'draft', reason: 'silent' }]
  for (const end of ends) {
    test(`when it ends with ${end.kind}`, async () => {
      const turnId = here.beginToSpeak()
      here.say(turnId, pcm)
      await heardBy()
      here.endSpeaking(turnId, end)
      await here.run(here.typedTurn('Hello'))
      expect(server.questions.map(({ isChunked }) => isChunked)).toEqual([false])
    })
  }

  test('when its window is closed, and when its conversation is deleted', async () => {
    for (const end of ['window', 'conversation'] as const) {
      const conversationId = randomUUID()
      const turnId = here.beginToSpeak(conversationId)
      here.say(turnId, pcm)
      await heardBy()
      if (end === 'window') here.recordings.close()
      else here.recordings.forgetConversation(conversationId)
      here.early.forget(turnId)
    }
    await here.run(here.typedTurn('Hello'))
    expect(server.questions.map(({ isChunked }) => isChunked)).toEqual([false])
  })
})

describe('what the user changes meanwhile', () => {
  test('sends nothing more to who is not asked any more, and the whole to who is', async () => {
    const other = await new UploadServer().listen()
    const turnId = here.beginToSpeak()
    const sequence = here.say(turnId, pcm)
    await heardBy()
    answerWith(other)
    here.early.reconsider()
    here.say(turnId, pcm, sequence)
    here.endSpeaking(turnId)
    expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ status: 'answered' })
    expect(last(other).isChunked).toBe(false)
    expect(recordingIn(last(other)).pcm.byteLength).toBe(2 * pcm.byteLength)
    expect(server.questions).toEqual([])
    await other.close()
  })

  test('takes nothing back that is whole, and does not keep what changes it from being changed', async () => {
    const turnId = here.beginToSpeak()
    here.say(turnId, pcm)
    here.recordings.finish(turnId, { kind: 'send' }, 0, 'one window')
    const before = here.endpoint
    here.endpoint = () => {
      throw new Error('the settings cannot be read')
    }
    here.early.reconsider()
    here.endpoint = before
    here.turns.send(turnId)
    expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ status: 'answered' })
    expect(server.arrivals.map(({ isChunked }) => isChunked)).toEqual([true])
  })

  test('counts when it comes with the end', async () => {
    const turnId = here.beginToSpeak()
    here.say(turnId, pcm)
    await heardBy()
    answerWith(server, { instructions: 'Be somebody else.' })
    here.endSpeaking(turnId)
    await here.outcome(here.library.turn(turnId))
    expect(server.questions.map(({ isChunked }) => isChunked)).toEqual([false])
    expect(last().body).toContain('Be somebody else.')
  })

  test('of what was said before is asked with it', async () => {
    const conversationId = randomUUID()
    const earlier = here.typedTurn('Forget me', conversationId)
    const turnId = here.beginToSpeak(conversationId)
    here.say(turnId, pcm)
    await expect.poll(() => server.arrivals[0]?.body).toContain('Forget me')
    here.library.changeTurn(earlier.id, { status: 'trashed' })
    here.endSpeaking(turnId)
    await here.outcome(here.library.turn(turnId))
    expect(server.questions.map(({ isChunked }) => isChunked)).toEqual([false])
    expect(last().body).not.toContain('Forget me')
  })
})

describe('nothing goes out before it is whole', () => {
  const changes: [why: string, change: Parameters<typeof endpointAt>[1]][] = [
    ['to a model that cannot hear', { abilities: { hears: 'no', speaks: 'known' } }],
    ['by way of words', { way: 'cascade' }],
    ['where the profile wants it so', { upload: 'whole' }],
  ]
  for (const [why, change] of changes) {
    test(why, () => {
      answerWith(server, change)
      expect(here.turns.outlook.questionOfSpoken(here.beginToSpeak())).toBeNull()
    })
  }

  test('once the limit of the month is reached', () => {
    here.settings = { ...defaultSettings, monthlyStopUsd: 0 }
    expect(here.turns.outlook.questionOfSpoken(here.beginToSpeak())).toBeNull()
  })

  test('to a server that was found not to take it', async () => {
    server.reception = receptions['wants the length']
    for (const _ of [1, 2]) {
      const turnId = here.beginToSpeak()
      here.say(turnId, pcm)
      here.endSpeaking(turnId)
      expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ status: 'answered' })
    }
    expect(server.arrivals.map(({ isChunked }) => isChunked)).toEqual([true, false, false])
    expect(here.learned.of(here.endpoint())?.uploads.wav).toBe('length-required')
  })

  test('but as MP3, where that may help', async () => {
    server.reception = receptions['takes 20 kB']
    for (const _ of [1, 2]) {
      const turnId = here.beginToSpeak()
      here.say(turnId, pcm)
      await expect.poll(() => server.arrivals.length).toBeGreaterThan(0)
      here.endSpeaking(turnId)
      expect(await here.outcome(here.library.turn(turnId))).toMatchObject({ status: 'answered' })
    }
    expect(server.arrivals.map(({ isChunked }) => isChunked)).toEqual([true, false, true])
    expect(recordingIn(last()).format).toBe('mp3')
    expect(here.learned.of(here.endpoint())?.uploads).toMatchObject({ wav: 'too-large', mp3: 'taken' })
  })

  const limits: [why: string, limit: () => void][] = [
    [
      'when it is longer than the user wants',
      () => {
        here.settings = { ...defaultSettings, talk: { ...defaultSettings.talk, sentEarlyMs: 1500 } }
      },
    ],
    [
      'when it is longer than one that was cut off',
      () => here.learned.learn(here.endpoint(), { upload: { format: 'wav', came: 'taken', longestMs: 1500 } }),
    ],
  ]
  test.for(limits)('%s', async ([, limit]) => {
    limit()
    const turnId = here.beginToSpeak()
    const sequence = here.say(turnId, pcm)
    await heardBy()
    here.say(turnId, pcm, sequence)
    here.endSpeaking(turnId)
    await here.outcome(here.library.turn(turnId))
    expect(server.questions.map(({ isChunked }) => isChunked)).toEqual([false])
    expect(recordingIn(last()).pcm.equals(Buffer.concat([pcm, pcm]))).toBe(true)
  })
})

describe('what goes out as MP3 is encoded while it is made', () => {
  for (const [why, sentEarlyMs] of [
    ['when nothing goes out before it is whole', 0],
    ['when it got longer than what does', 1500],
  ] as const) {
    test(why, async () => {
      answerWith(server, { upload: 'mp3-small' })
      here.settings = { ...defaultSettings, talk: { ...defaultSettings.talk, sentEarlyMs } }
      const turnId = here.beginToSpeak()
      here.say(turnId, pcm, here.say(turnId, pcm))
      here.early.ending(turnId, true)
      await expect.poll(() => here.early.encodedOf(turnId)?.isWhole).toBe(true)
      const encoded = here.early.encodedOf(turnId)?.gathered() ?? expect.fail('it was not encoded')
      here.endSpeaking(turnId)
      const { recording } = await here.outcome(here.library.turn(turnId))
      expect(last().isChunked).toBe(false)
      expect(last().body).toContain(Buffer.from(encoded).toString('base64'))
      const file = here.library.pathOf(recording ?? expect.fail('nothing was kept'))
      expect((await asMp3(file, 32)).equals(encoded)).toBe(true)
    })
  }

  test('and not where it goes as WAV', () => {
    here.settings = { ...defaultSettings, talk: { ...defaultSettings.talk, sentEarlyMs: 0 } }
    const turnId = here.beginToSpeak()
    here.say(turnId, pcm)
    here.early.ending(turnId, true)
    expect(here.early.encodedOf(turnId)).toBeNull()
  })
})
