import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import { pcmToSamples, samplesToPcm } from '../../app/pcm.ts'
import { noTimes } from '../../app/turns/turn-times.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { AskedTurns } from '../helpers/asked-turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import { encodedAs } from '../helpers/encoded-reply.ts'
import { soundlessMp3 } from '../helpers/endpoint-dialects.ts'
import { head } from '../helpers/endpoint-events.ts'
import { begunReply } from '../helpers/endpoint-faults.ts'
import { codedSamples, knownReply, pcmOf } from '../helpers/known-reply.ts'
import { correlate } from '../helpers/sound.ts'

let here: AskedTurns

beforeEach(async () => {
  here = await AskedTurns.open()
})

afterEach(() => here.close())

describe('a spoken turn', () => {
  test('is sent as it lies on the disk, answered, announced and kept to the last sample', async () => {
    const turn = await here.run(here.spokenTurn())

    expect(here.server.lastRecording()).toEqual(codedSamples(4800))
    expect(here.announcedStatuses()).toEqual(['sending', 'replying', 'answered'])
    expect(here.announcedWords()).toBe(knownReply.words)
    expect(here.announcedSound().equals(pcmOf(knownReply))).toBe(true)
    expect((await here.replyPcm(turn)).equals(pcmOf(knownReply))).toBe(true)
    expect(turn).toMatchObject({
      status: 'answered',
      failure: null,
      reply: {
        words: knownReply.words,
        isComplete: true,
        heardMs: null,
        audioId: expect.stringMatching(/^audio_/),
        endpoint: here.server.baseUrl,
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
    here.server.reply = { words: 'Long.', samples: codedSamples(MESSAGE_BYTES_LIMIT + 7) }
    here.server.answerNext('one-event')
    await here.run(here.spokenTurn())
    const pieces = here.news.flatMap(([, payload]) => ('pcm' in payload ? [payload] : []))
    expect(pieces.map(({ offset, pcm }) => [offset, pcm.byteLength])).toEqual([
      [0, MESSAGE_BYTES_LIMIT],
      [MESSAGE_BYTES_LIMIT, MESSAGE_BYTES_LIMIT],
      [MESSAGE_BYTES_LIMIT * 2, 14],
    ])
  })

  test('is on the disk by the time it is announced', async () => {
    const gate = here.server.hold('end')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await expect.poll(() => here.announcedSound().byteLength).toBe(pcmOf(knownReply).byteLength)
    const part = join(here.folder, (turn.recording?.file ?? '').replace('-you.wav', '-reply.wav.part'))
    expect((await readFile(part)).subarray(WAV_HEADER_BYTES).equals(pcmOf(knownReply))).toBe(true)
    gate.release()
    await here.outcome(turn)
  })

  test('is in the library as far as it has said, while nothing more comes', async () => {
    const gate = here.server.hold('sound')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await expect.poll(() => here.announcedWords()).not.toBe('')
    await expect.poll(() => here.library.turn(turn.id).reply?.words).toBe(here.announcedWords())
    gate.release()
    await here.outcome(turn)
  })

  test('says no more after replyEnded', async () => {
    await here.run(here.spokenTurn())
    expect(here.news.at(-1)?.[0]).toBe('replyEnded')
    expect(here.news.filter(([name]) => name === 'replyEnded')).toHaveLength(1)
  })
})

test('when a reply was heard is kept, whether it still arrives or not, once', async () => {
  const gate = here.server.hold('end')
  const arriving = here.spokenTurn()
  here.turns.send(arriving.id)
  await expect.poll(() => here.announcedSound().byteLength).toBeGreaterThan(0)
  const { beganAt } = here.library.turn(arriving.id).reply?.times ?? {}
  here.turns.noteSounded(arriving.id, Number(beganAt) + 400)
  here.turns.noteSounded(arriving.id, Number(beganAt) + 500)
  gate.release()
  expect((await here.outcome(arriving)).reply?.times.soundedMs).toBe(400)

  const { id, reply } = await here.run(here.spokenTurn())
  here.turns.noteSounded(id, Number(reply?.times.beganAt) + 700)
  here.turns.noteSounded(id, Number(reply?.times.beganAt) + 800)
  expect(here.library.turn(id).reply?.times).toEqual({ ...reply?.times, soundedMs: 700 })
})

test('when a question was spoken counts for its first sending alone', async () => {
  const talked = { pressedAt: 1000, firstSampleAt: 1040, releasedAt: 3000 }
  const turn = here.spokenTurn()
  here.library.changeTurn(turn.id, { status: 'sending', talked })
  here.server.answerNext('server broken')
  expect(await here.run(turn)).toMatchObject({ status: 'failed', talked })
  expect(await here.run(turn)).toMatchObject({ status: 'answered', talked: null })
})

test('when the steps of a request happened that failed is kept until the question is asked again, and survives the index', async () => {
  const turn = here.spokenTurn()
  here.server.answerNext('server broken')
  const { attempt } = await here.run(turn)
  expect(attempt).toEqual({
    profileId: here.endpoint().profileId,
    times: { ...noTimes, beganAt: expect.any(Number), sentMs: expect.any(Number), endMs: expect.any(Number) },
  })
  const timed = { ...attempt, talked: null, hasFailed: true }
  expect(here.library.newestTimes(9)).toEqual([timed])

  here.library.close()
  for (const name of await readdir(here.folder)) {
    if (name.startsWith('library.db')) await rm(join(here.folder, name))
  }
  here.library = openLibrary(here.folder)
  expect(here.library.newestTimes(9)).toEqual([timed])
})

test('a question that is answered, or fails in the middle of its reply, has the times of its reply alone', async () => {
  const turn = here.spokenTurn()
  here.server.answerNext('server broken')
  await here.run(turn)
  expect(await here.run(turn)).toMatchObject({ status: 'answered', attempt: null })
  expect(here.library.newestTimes(9)).toMatchObject([{ hasFailed: false }])
  // What came before it broke off has times of its own.
  here.server.answerNext('error in the middle')
  expect(await here.run(turn)).toMatchObject({
    status: 'failed',
    attempt: null,
    reply: { times: { firstSoundMs: expect.any(Number) } },
  })
  expect(here.library.newestTimes(9)).toMatchObject([{ hasFailed: true }])
})

test('a reply in words alone has no sound, and tells whether the wish for it was lost', async () => {
  here.server.answerNext('text-only')
  const lost = await here.run(here.typedTurn('Hello'))
  expect(lost).toMatchObject({ status: 'answered', reply: { words: knownReply.words, sound: null, isVoiceLost: true } })
  const heard = await here.run(here.typedTurn('And with sound?'))
  expect(heard).toMatchObject({ status: 'answered', reply: { isVoiceLost: false } })
})

for (const [dialect, tones] of [
  ['mp3-in-one-event', false],
  ['mp3-in-pieces', false],
  ['flac-in-pieces', false],
  ['opus-in-pieces', true],
] as const) {
  test(`a reply of ${dialect} is decoded, announced and kept like any other`, async () => {
    here.server.answerNext(dialect)
    const turn = await here.run(here.typedTurn('Hello'))
    expect(turn).toMatchObject({ status: 'answered', reply: { isComplete: true, sound: { format: 'wav' } } })
    const kept = pcmToSamples(await here.replyPcm(turn))
    expect(here.announcedSound().equals(Buffer.from(samplesToPcm(kept)))).toBe(true)
    if (tones) expect(kept.length).toBe(24_000)
    else expect(correlate(knownReply.samples.subarray(0, 24_000), kept).likeness).toBeGreaterThan(0.9)
    if (dialect === 'flac-in-pieces') expect(kept).toEqual(knownReply.samples)
  })
}

test('what a server refused is not asked for again, and what it showed is known after a restart', async () => {
  here.server.answerAlways('no-streaming')
  await here.run(here.typedTurn('Hello'))
  await here.run(here.typedTurn('And again'))
  expect(here.server.requests.map(({ json }) => json.stream ?? false)).toEqual([true, false, false])
  expect(new Learned(here.folder).of(here.endpoint())).toMatchObject({ streams: false, speaks: true })
})

describe('sound that nothing here decodes', () => {
  test.each([
    ['aac-in-one-event', 'aac', () => encodedAs('aac', knownReply)],
    ['mp3-without-sound', 'bin', async () => soundlessMp3],
  ] as const)('is kept as it came, with the words and what was counted (%s)', async (dialect, format, made) => {
    here.server.answerNext(dialect)
    const turn = await here.run(here.typedTurn('Hello'))
    expect(turn).toMatchObject({
      ...{ status: 'answered', failure: null },
      reply: { isComplete: true, voiceFailure: { code: 'sound_undecoded' }, sound: { format, durationMs: 0 } },
    })
    expect(here.announcedSound()).toHaveLength(0)
    expect(await readFile(here.library.pathOf(turn.reply?.sound ?? expect.fail('no sound')))).toEqual(await made())
  })

  test('is kept as far as it came when it breaks off', async () => {
    const whole = await encodedAs('aac', knownReply)
    here.server.answerNext(async ({ response }) => {
      const audio = { data: whole.subarray(0, 500).toString('base64') }
      const chunk = { ...head(), choices: [{ index: 0, delta: { audio } }] }
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(chunk)}\n\n`)
    })
    const turn = await here.run(here.typedTurn('Hello'))
    expect(turn).toMatchObject({ status: 'failed', reply: { isComplete: false, sound: { format: 'aac' } } })
    const kept = await readFile(here.library.pathOf(turn.reply?.sound ?? expect.fail('no sound')))
    expect([kept.byteLength, whole.subarray(0, kept.byteLength).equals(kept)]).toEqual([500, true])
  })
})

test('an endpoint that cannot be used fails the turn, and nothing is sent', async () => {
  here.endpoint = () => endpointAt(here.server.baseUrl, { key: 'sk two words' })
  expect(await here.run(here.spokenTurn())).toMatchObject({ status: 'failed', failure: { code: 'key_malformed' } })
  expect(here.server.requests).toHaveLength(0)
})

test('a question of nothing is not sent', () => {
  const turn = here.typedTurn(' ')
  expect(() => here.turns.send(turn.id)).toThrow(/nothing to send/)
})

describe('sending again', () => {
  test('sends identical bytes, and the new reply takes the place of the old', async () => {
    here.server.answerNext('truncated')
    const failed = await here.run(here.spokenTurn())
    expect(failed).toMatchObject({ status: 'failed', failure: { code: 'cut_off' } })
    const answered = await here.run(failed)
    expect(here.server.requests[1]?.body.equals(here.server.requests[0]?.body ?? Buffer.alloc(0))).toBe(true)
    expect(answered).toMatchObject({ status: 'answered', failure: null, reply: { words: knownReply.words } })
    expect((await here.replyPcm(answered)).equals(pcmOf(knownReply))).toBe(true)
  })

  test('follows when a server has never answered, which is not waited for without end', async () => {
    here.server.answerNext('hang')
    here.timeouts.headersMs = 300
    const failed = await here.run(here.spokenTurn())
    expect(failed).toMatchObject({ status: 'failed', reply: null, failure: { code: 'timed_out' } })
    expect(failed.failure?.message).toMatch(
      /^127\.0\.0\.1:\d+ did not answer within 0\.3 seconds\. Retrying asks the same/,
    )
    here.timeouts.headersMs = 60_000
    expect((await here.run(failed)).status).toBe('answered')
    expect(here.server.requests[1]?.body.equals(here.server.requests[0]?.body ?? Buffer.alloc(0))).toBe(true)
  })

  test('says that a recording is gone', async () => {
    const turn = here.spokenTurn()
    if (turn.recording) await rm(here.library.pathOf(turn.recording))
    expect(await here.run(turn)).toMatchObject({ status: 'failed', failure: { code: 'not_found' } })
  })

  test('is one request, however often it is asked for while it is under way', async () => {
    const gate = here.server.hold('headers')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    here.turns.send(turn.id)
    await gate.reached
    gate.release()
    await here.outcome(turn)
    expect(here.server.requests).toHaveLength(1)
  })
})

for (const fault of ['reset', 'stall', 'truncated', 'error in the middle'] as const) {
  test(`a reply that breaks off is kept as far as it came (${fault})`, async () => {
    const begun = begunReply(knownReply)
    const gate = here.server.hold('break')
    here.server.answerNext(fault)
    if (fault === 'stall') here.timeouts.stallMs = 2500
    const asked = here.spokenTurn()
    here.turns.send(asked.id)
    await expect
      .poll(() => [here.announcedWords(), here.announcedSound().byteLength])
      .toEqual([begun.words, begun.pcm.byteLength])
    gate.release()
    const turn = await here.outcome(asked)
    expect(turn).toMatchObject({ status: 'failed', reply: { words: begun.words, isComplete: false } })
    expect((await here.replyPcm(turn)).equals(begun.pcm)).toBe(true)
  })
}

describe('stopping', () => {
  test('keeps what came, where it was heard to, and nothing is announced any more', async () => {
    const gate = here.server.hold('sound')
    const asked = here.spokenTurn()
    here.turns.send(asked.id)
    await gate.reached
    await expect.poll(() => here.announcedSound().byteLength).toBeGreaterThan(0)
    here.turns.stop(asked.id, 50)
    const announced = here.news.length
    const sound = here.announcedSound()
    gate.release()
    expect(await here.server.requests[0]?.ended).toBe('gone')
    const turn = here.library.turn(asked.id)
    expect(turn).toMatchObject({ status: 'stopped', failure: null, reply: { isComplete: false, heardMs: 50 } })
    expect((await here.replyPcm(turn)).equals(sound)).toBe(true)
    expect(here.news.slice(announced)).toEqual([])
  })

  test('before an answer leaves a turn that can be sent again', async () => {
    const gate = here.server.hold('headers')
    const asked = here.spokenTurn()
    here.turns.send(asked.id)
    await gate.reached
    here.turns.stop(asked.id, null)
    expect(here.library.turn(asked.id)).toMatchObject({ status: 'stopped', reply: null })
    gate.release()
    expect((await here.run(asked)).status).toBe('answered')
  })

  test('after the answer only notes where it was heard to', async () => {
    const answered = await here.run(here.spokenTurn())
    here.turns.stop(answered.id, 700)
    expect(here.library.turn(answered.id)).toEqual({ ...answered, reply: { ...answered.reply, heardMs: 700 } })
  })

  test('all at once keeps every reply as far as it came', async () => {
    const gate = here.server.hold('sound')
    const asked = here.spokenTurn()
    here.turns.send(asked.id)
    await gate.reached
    await expect.poll(() => here.announcedSound().byteLength).toBeGreaterThan(0)
    await here.turns.close()
    expect(here.library.turn(asked.id).status).toBe('stopped')
    expect(here.library.turn(asked.id).reply?.sound?.bytes).toBeGreaterThan(WAV_HEADER_BYTES)
  })
})

test('the key is in nothing that is announced or kept, even when the server repeats it', async () => {
  const conversationId = randomUUID()
  for (const fault of ['key echoed', 'litellm expired key', 'key refused', 'openai'] as const) {
    here.server.answerNext(fault)
    await here.run(here.spokenTurn(conversationId))
    expect(JSON.stringify(here.news)).not.toContain(here.endpoint().key)
  }
  // A library that is opened again has written all of it.
  here.library.close()
  here.library = openLibrary(here.folder)
  for (const file of await readdir(here.folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect((await readFile(join(file.parentPath, file.name))).includes(here.endpoint().key ?? '')).toBe(false)
  }
})

test('a turn that is deleted while it is answered ends quietly', async () => {
  const gate = here.server.hold('sound')
  const asked = here.spokenTurn()
  here.turns.send(asked.id)
  await gate.reached
  here.library.deleteTurn(asked.id)
  gate.release()
  await expect.poll(() => here.hasEnded(asked.id)).toBe(true)
})
