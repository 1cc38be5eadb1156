import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseQuery } from '../../../app/search/search-query.ts'
import { changeSettings } from '../../../app/settings.ts'
import { heardWords } from '../../helpers/endpoint-transcriptions.ts'
import { codeOf } from '../../helpers/library-folder.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { TranscribingLibrary } from '../../helpers/transcribing-library.ts'

let here: TranscribingLibrary

beforeEach(async () => {
  here = await TranscribingLibrary.start()
})

afterEach(() => here.end())

describe('a recording that was sent', () => {
  test('is put into words once its reply has ended, which are announced, title the conversation and are found', async () => {
    here.transcriptionModel = 'whisper-1'
    here.server.transcriptions.answerAlways('words with times')
    const turn = here.spokenTurn({ pcm: new Uint8Array(3 * 48_000) })
    here.turns.send(turn.id)
    const { transcript, conversationId } = await here.transcribed(turn)
    const [hit] = here.library.search(parseQuery('family'), { order: 'recency', before: null, limit: 1 }).hits
    expect([here.server.arrivals, transcript?.words, here.library.conversation(conversationId)?.title]).toEqual([
      ['question', 'transcription'],
      heardWords,
      heardWords,
    ])
    expect(hit).toMatchObject({ turnId: turn.id, parts: [{ side: 'recording', atMs: 1800 }] })
    expect(here.news.at(-2)).toEqual(['turnChanged', { turn: here.library.turn(turn.id) }])
  })

  test('waits from the moment it is sent, and no longer when its words are there', async () => {
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    const waiting = here.library.turn(turn.id).transcription
    await here.transcribed(turn)
    expect([waiting, here.library.turn(turn.id).transcription]).toEqual([{ name: 'waiting' }, null])
  })

  test.each([
    ['failed', 'server broken'],
    ['stopped', 'hang'],
  ] as const)('is put into words too when its reply %s', async (status, answer) => {
    here.server.answerNext(answer)
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await vi.waitFor(() => expect(here.server.requests).toHaveLength(1), PATIENCE)
    if (status === 'stopped') here.turns.stop(turn.id, null)
    expect((await here.transcribed(turn)).status).toBe(status)
  })

  test('is left alone when it is a draft, or was only typed', async () => {
    const draft = here.library.changeTurn(here.spokenTurn().id, { status: 'draft', draftReason: 'silent' })
    const typed = here.typedTurn()
    here.turns.send(typed.id)
    await here.answered(typed)
    const spoken = here.spokenTurn()
    here.turns.send(spoken.id)
    await here.transcribed(spoken)
    expect([here.server.transcriptions.requests.length, here.library.turn(draft.id).transcript]).toEqual([1, null])
  })

  test('is not heard again when its question is sent again', async () => {
    here.server.answerNext('server broken')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await here.transcribed(turn)
    here.turns.send(turn.id)
    await here.answered(turn)
    expect(here.server.arrivals).toEqual(['question', 'transcription', 'question'])
  })

  test('keeps the words that the user wrote while it was being heard', async () => {
    const gate = here.server.transcriptions.hold()
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await gate.reached
    const mine = { words: 'Mine', alignment: [], isEdited: true, model: '', cost: null }
    here.library.changeTurn(turn.id, { transcript: mine, transcription: null })
    gate.release()
    const next = here.spokenTurn()
    here.turns.send(next.id)
    await here.transcribed(next)
    expect(here.library.turn(turn.id).transcript).toEqual(mine)
  })

  test('may be deleted while it is being heard', async () => {
    const gate = here.server.transcriptions.hold()
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await gate.reached
    here.library.deleteTurn(turn.id)
    here.queue.hear('turnDeleted', { turnId: turn.id, conversationId: turn.conversationId })
    const next = here.spokenTurn()
    here.turns.send(next.id)
    expect((await here.transcribed(next)).transcript?.words).toBe(heardWords)
  })
})

describe('a reply', () => {
  test('is not held up by words that are awaited', async () => {
    const gate = here.server.transcriptions.hold()
    const [first, second] = [here.spokenTurn(), here.spokenTurn()]
    here.turns.send(first.id)
    await gate.reached
    here.turns.send(second.id)
    await here.answered(second)
    expect([here.server.arrivals, here.library.turn(first.id).transcript]).toEqual([
      ['question', 'transcription', 'question'],
      null,
    ])
    gate.release()
    await Promise.all([here.transcribed(first), here.transcribed(second)])
    expect(here.server.arrivals).toEqual(['question', 'transcription', 'question', 'transcription'])
  })

  test('comes first while it is awaited', async () => {
    const gate = here.server.hold('headers')
    const [first, second] = [here.spokenTurn(), here.spokenTurn()]
    here.turns.send(first.id)
    await gate.reached
    here.turns.send(second.id)
    await here.answered(second)
    const meanwhile = [...here.server.arrivals]
    gate.release()
    await Promise.all([here.transcribed(first), here.transcribed(second)])
    expect([meanwhile, here.server.arrivals]).toEqual([
      ['question', 'question'],
      ['question', 'question', 'transcription', 'transcription'],
    ])
  })

  test('gets the line to itself: a recording that is still being sent for its words is sent again later', async () => {
    const gate = here.server.transcriptions.holdUpload()
    const long = here.spokenTurn({ pcm: new Uint8Array(16_000_000) })
    here.turns.send(long.id)
    await gate.reached
    const next = here.spokenTurn()
    here.turns.send(next.id)
    await here.answered(next)
    gate.release()
    await Promise.all([here.transcribed(long), here.transcribed(next)])
    expect(here.server.transcriptions.requests.map(({ file }) => file.bytes.byteLength > 1_000_000)).toEqual([
      true,
      false,
    ])
    expect([here.server.arrivals, here.waits]).toEqual([
      ['question', 'transcription', 'question', 'transcription', 'transcription'],
      [],
    ])
  })
})

describe('while it is switched off', () => {
  beforeEach(() => {
    here.settings = changeSettings(here.settings, { transcription: { isOn: false } })
  })

  test('nothing is ever asked for', async () => {
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await here.answered(turn)
    here.queue.wake()
    here.queue.reconsider()
    await here.close()
    here.open()
    here.queue.wake()
    await expect(here.queue.startBackfill()).rejects.toMatchObject({ code: 'bad_input' })
    const code = codeOf(() => here.queue.retry(turn.id))
    await here.queue.close()
    const { transcription } = here.library.turn(turn.id)
    expect([here.server.arrivals, transcription, code]).toEqual([['question'], null, 'bad_input'])
  })

  test('nothing waits any more', async () => {
    here.settings = changeSettings(here.settings, { transcription: { isOn: true } })
    const gate = here.server.transcriptions.hold()
    const [first, second] = [here.spokenTurn(), here.spokenTurn()]
    here.turns.send(first.id)
    await gate.reached
    here.turns.send(second.id)
    await here.answered(second)
    here.settings = changeSettings(here.settings, { transcription: { isOn: false } })
    here.queue.reconsider()
    await vi.waitFor(() => expect(here.library.waitingTranscriptions()).toEqual([]), PATIENCE)
    expect([here.library.turn(first.id).transcript, here.library.turn(second.id).transcription]).toEqual([null, null])
  })
})

describe('what fails', () => {
  test('for a while is tried again, longer and longer, then given up with a sentence', async () => {
    here.server.transcriptions.answerAlways('broken')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    expect([await here.failed(turn), here.waits]).toEqual(['server_failed', [2000, 5000, 15_000, 60_000]])
  })

  test('for a while is put into words when it is over', async () => {
    here.server.transcriptions.answerNext('broken', 'slow down', 'broken')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await here.transcribed(turn)
    expect(here.waits).toEqual([2000, 7000, 15_000])
  })

  test('because of the recording is not tried again, until the user wants it', async () => {
    here.server.transcriptions.answerNext('bad audio')
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    expect([await here.failed(turn), here.waits, here.server.transcriptions.requests.length]).toEqual([
      'request_refused',
      [],
      1,
    ])
    here.queue.retry(turn.id)
    await here.transcribed(turn)
    expect(here.library.turn(turn.id).transcription).toBeNull()
  })

  test('because the file is gone is told', async () => {
    const turn = here.earlierTurn()
    await rm(here.library.pathOf(turn.recording ?? expect.fail('it has a recording')))
    here.queue.retry(turn.id)
    expect(await here.failed(turn)).toBe('not_found')
  })
})

describe('an endpoint that has no transcriptions', () => {
  test.each(['none', 'not allowed', 'not implemented'] as const)(
    '(%s) is asked once, until something changes',
    async answer => {
      here.server.transcriptions.answerAlways(answer)
      const [first, second] = [here.spokenTurn(), here.spokenTurn()]
      here.turns.send(first.id)
      await vi.waitFor(() => expect(here.unavailable).toEqual(['transcription_missing']), PATIENCE)
      here.turns.send(second.id)
      await here.answered(second)
      expect([here.library.turn(first.id).transcription, here.library.turn(second.id).transcription]).toEqual([
        null,
        null,
      ])
      expect(here.server.arrivals).toEqual(['question', 'transcription', 'question'])

      here.server.transcriptions.answerAlways('words')
      here.queue.reconsider()
      const third = here.spokenTurn()
      here.turns.send(third.id)
      await here.transcribed(third)
      expect(here.unavailable).toEqual(['transcription_missing', null])
    },
  )

  test.each([
    ['model unknown', 'model_unknown'],
    ['key refused', 'key_refused'],
    ['no credit', 'quota_used_up'],
  ] as const)('as it is set up (%s) is told on the recording too', async (answer, code) => {
    here.server.transcriptions.answerAlways(answer)
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    expect([await here.failed(turn), here.unavailable, here.queue.unavailable?.code]).toEqual([code, [code], code])
  })
})

describe('a library that cannot be written to', () => {
  test('is not asked words for again and again', async () => {
    const gate = here.server.transcriptions.hold()
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await gate.reached
    await here.close()
    const database = new DatabaseSync(join(here.folder, 'library.db'))
    database.exec('PRAGMA user_version = 1000')
    database.close()
    here.open()
    gate.release()
    here.queue.wake()
    await vi.waitFor(() => expect(here.unavailable).toEqual(['library_newer']), PATIENCE)
    here.queue.wake()
    await here.queue.close()
    expect(here.server.transcriptions.requests).toHaveLength(2)
  })
})
