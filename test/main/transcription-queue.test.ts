import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Announce, type BackfillProgress, events } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { samplesToPcm } from '../../app/pcm.ts'
import { parseQuery } from '../../app/search-query.ts'
import { changeSettings, defaultSettings, type Settings } from '../../app/settings.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { announceWithConversations } from '../../main/news.ts'
import { TranscriptionQueue } from '../../main/transcription-queue.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { heardWords } from '../helpers/endpoint-transcriptions.ts'
import { codedSamples } from '../helpers/known-reply.ts'
import { codeOf } from '../helpers/library-folder.ts'
import { PATIENCE } from '../helpers/patience.ts'

let folder: string
let server: EndpointServer
let settings: Settings
let library: Library
let turns: Turns
let queue: TranscriptionQueue
let waits: number[]
let news: Parameters<Announce>[]
let unavailable: (string | null)[]

/** Opens the library and everything that works on it, as Parley does when it starts. */
function open(): void {
  library = openLibrary(folder)
  const announce = announceWithConversations(library, (name, payload) => {
    v.parse(events[name], payload)
    news.push([name, structuredClone(payload)])
    queue.hear(name, payload)
  })
  const endpoint = () => endpointAt(server.baseUrl)
  turns = new Turns({
    ...{ library, announce, endpoint, settings: () => settings },
    transcription: turn => queue.standing(turn),
  })
  queue = new TranscriptionQueue({
    ...{ library, announce, endpoint, settings: () => settings },
    setBackfilling: isBackfilling => {
      settings = changeSettings(settings, { transcription: { isBackfilling } })
    },
    isBusy: () => turns.hasUnderWay,
    onAvailability: () => unavailable.push(queue.unavailable?.code ?? null),
    wait: async ms => {
      waits.push(ms)
    },
  })
}

async function close(): Promise<void> {
  await queue.close()
  await turns.close()
  library.close()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-transcriptions-'))
  server = await startEndpointServer()
  server.transcriptions.answerAlways('words')
  settings = changeSettings(defaultSettings, { transcription: { isOn: true } })
  waits = []
  news = []
  unavailable = []
  open()
})

afterEach(async () => {
  await close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

function spokenTurn(change: { conversationId?: string; pcm?: Uint8Array } = {}): Turn {
  const { conversationId = randomUUID(), pcm = samplesToPcm(codedSamples(4800)) } = change
  const id = randomUUID()
  const question = { conversationId, status: 'recording', text: '', microphone: 'Test', attachmentName: null } as const
  library.createTurn({ id, ...question })
  const file = library.createSoundFile(id, 'recording')
  file.append(pcm)
  file.finish()
  return library.turn(id)
}

/** A turn that was answered before anybody wanted words. */
function earlierTurn(): Turn {
  return library.changeTurn(spokenTurn().id, { status: 'answered' })
}

function typedTurn(): Turn {
  const question = { id: randomUUID(), conversationId: randomUUID(), text: 'Hello', microphone: '' }
  return library.createTurn({ ...question, status: 'sending', attachmentName: null })
}

async function answered({ id }: Turn): Promise<void> {
  await vi.waitFor(() => expect(library.turn(id).status).toBe('answered'), PATIENCE)
}

async function transcribed({ id }: Turn): Promise<Turn> {
  await vi.waitFor(() => expect(library.turn(id).transcript).not.toBeNull(), PATIENCE)
  return library.turn(id)
}

async function failed({ id }: Turn): Promise<string> {
  return vi.waitFor(() => {
    const { transcription } = library.turn(id)
    if (transcription?.name !== 'failed') throw new Error('it has not failed yet')
    return transcription.failure.code
  }, PATIENCE)
}

function progress(): BackfillProgress[] {
  return news.flatMap(([name, payload]) => (name === 'backfillProgressed' ? [payload as BackfillProgress] : []))
}

describe('a recording that was sent', () => {
  test('is put into words once its reply has ended, which are announced, title the conversation and are found', async () => {
    settings = changeSettings(settings, { transcription: { model: 'whisper-1' } })
    server.transcriptions.answerAlways('words with times')
    const turn = spokenTurn({ pcm: new Uint8Array(3 * 48_000) })
    turns.send(turn.id)
    const { transcript, conversationId } = await transcribed(turn)
    const [hit] = library.search(parseQuery('family'), { order: 'recency', before: null, limit: 1 }).hits
    expect([server.arrivals, transcript?.words, library.conversation(conversationId)?.title]).toEqual([
      ['question', 'transcription'],
      heardWords,
      heardWords,
    ])
    expect(hit).toMatchObject({ turnId: turn.id, parts: [{ side: 'recording', atMs: 1800 }] })
    expect(news.at(-2)).toEqual(['turnChanged', { turn: library.turn(turn.id) }])
  })

  test('waits from the moment it is sent, and no longer when its words are there', async () => {
    const turn = spokenTurn()
    turns.send(turn.id)
    const waiting = library.turn(turn.id).transcription
    await transcribed(turn)
    expect([waiting, library.turn(turn.id).transcription]).toEqual([{ name: 'waiting' }, null])
  })

  test.each([
    ['failed', 'server broken'],
    ['stopped', 'hang'],
  ] as const)('is put into words too when its reply %s', async (status, answer) => {
    server.answerNext(answer)
    const turn = spokenTurn()
    turns.send(turn.id)
    await vi.waitFor(() => expect(server.requests).toHaveLength(1), PATIENCE)
    if (status === 'stopped') turns.stop(turn.id, null)
    expect((await transcribed(turn)).status).toBe(status)
  })

  test('is left alone when it is a draft, or was only typed', async () => {
    const draft = library.changeTurn(spokenTurn().id, { status: 'draft', draftReason: 'silent' })
    const typed = typedTurn()
    turns.send(typed.id)
    await answered(typed)
    const spoken = spokenTurn()
    turns.send(spoken.id)
    await transcribed(spoken)
    expect([server.transcriptions.requests.length, library.turn(draft.id).transcript]).toEqual([1, null])
  })

  test('is not heard again when its question is sent again', async () => {
    server.answerNext('server broken')
    const turn = spokenTurn()
    turns.send(turn.id)
    await transcribed(turn)
    turns.send(turn.id)
    await answered(turn)
    expect(server.arrivals).toEqual(['question', 'transcription', 'question'])
  })

  test('keeps the words that the user wrote while it was being heard', async () => {
    const gate = server.transcriptions.hold()
    const turn = spokenTurn()
    turns.send(turn.id)
    await gate.reached
    const mine = { words: 'Mine', alignment: [], isEdited: true, model: '' }
    library.changeTurn(turn.id, { transcript: mine, transcription: null })
    gate.release()
    const next = spokenTurn()
    turns.send(next.id)
    await transcribed(next)
    expect(library.turn(turn.id).transcript).toEqual(mine)
  })

  test('may be deleted while it is being heard', async () => {
    const gate = server.transcriptions.hold()
    const turn = spokenTurn()
    turns.send(turn.id)
    await gate.reached
    library.deleteTurn(turn.id)
    queue.hear('turnDeleted', { turnId: turn.id, conversationId: turn.conversationId })
    const next = spokenTurn()
    turns.send(next.id)
    expect((await transcribed(next)).transcript?.words).toBe(heardWords)
  })
})

describe('a reply', () => {
  test('is not held up by words that are awaited', async () => {
    const gate = server.transcriptions.hold()
    const [first, second] = [spokenTurn(), spokenTurn()]
    turns.send(first.id)
    await gate.reached
    turns.send(second.id)
    await answered(second)
    expect([server.arrivals, library.turn(first.id).transcript]).toEqual([
      ['question', 'transcription', 'question'],
      null,
    ])
    gate.release()
    await Promise.all([transcribed(first), transcribed(second)])
    expect(server.arrivals).toEqual(['question', 'transcription', 'question', 'transcription'])
  })

  test('comes first while it is awaited', async () => {
    const gate = server.hold('headers')
    const [first, second] = [spokenTurn(), spokenTurn()]
    turns.send(first.id)
    await gate.reached
    turns.send(second.id)
    await answered(second)
    const meanwhile = [...server.arrivals]
    gate.release()
    await Promise.all([transcribed(first), transcribed(second)])
    expect([meanwhile, server.arrivals]).toEqual([
      ['question', 'question'],
      ['question', 'question', 'transcription', 'transcription'],
    ])
  })

  test('gets the line to itself: a recording that is still being sent for its words is sent again later', async () => {
    const gate = server.transcriptions.holdUpload()
    const long = spokenTurn({ pcm: new Uint8Array(16_000_000) })
    turns.send(long.id)
    await gate.reached
    const next = spokenTurn()
    turns.send(next.id)
    await answered(next)
    gate.release()
    await Promise.all([transcribed(long), transcribed(next)])
    expect(server.transcriptions.requests.map(({ file }) => file.bytes.byteLength > 1_000_000)).toEqual([true, false])
    expect([server.arrivals, waits]).toEqual([
      ['question', 'transcription', 'question', 'transcription', 'transcription'],
      [],
    ])
  })
})

describe('while it is switched off', () => {
  beforeEach(() => {
    settings = changeSettings(settings, { transcription: { isOn: false } })
  })

  test('nothing is ever asked for', async () => {
    const turn = spokenTurn()
    turns.send(turn.id)
    await answered(turn)
    queue.wake()
    queue.reconsider()
    await close()
    open()
    queue.wake()
    await expect(queue.startBackfill()).rejects.toMatchObject({ code: 'bad_input' })
    const code = codeOf(() => queue.retry(turn.id))
    await queue.close()
    const { transcription } = library.turn(turn.id)
    expect([server.arrivals, transcription, code]).toEqual([['question'], null, 'bad_input'])
  })

  test('nothing waits any more', async () => {
    settings = changeSettings(settings, { transcription: { isOn: true } })
    const gate = server.transcriptions.hold()
    const [first, second] = [spokenTurn(), spokenTurn()]
    turns.send(first.id)
    await gate.reached
    turns.send(second.id)
    await answered(second)
    settings = changeSettings(settings, { transcription: { isOn: false } })
    queue.reconsider()
    await vi.waitFor(() => expect(library.waitingTranscriptions()).toEqual([]), PATIENCE)
    expect([library.turn(first.id).transcript, library.turn(second.id).transcription]).toEqual([null, null])
  })
})

describe('what fails', () => {
  test('for a while is tried again, longer and longer, then given up with a sentence', async () => {
    server.transcriptions.answerAlways('broken')
    const turn = spokenTurn()
    turns.send(turn.id)
    expect([await failed(turn), waits]).toEqual(['server_failed', [2000, 5000, 15_000, 60_000]])
  })

  test('for a while is put into words when it is over', async () => {
    server.transcriptions.answerNext('broken', 'slow down', 'broken')
    const turn = spokenTurn()
    turns.send(turn.id)
    await transcribed(turn)
    expect(waits).toEqual([2000, 7000, 15_000])
  })

  test('because of the recording is not tried again, until the user wants it', async () => {
    server.transcriptions.answerNext('bad audio')
    const turn = spokenTurn()
    turns.send(turn.id)
    expect([await failed(turn), waits, server.transcriptions.requests.length]).toEqual(['request_refused', [], 1])
    queue.retry(turn.id)
    await transcribed(turn)
    expect(library.turn(turn.id).transcription).toBeNull()
  })

  test('because the file is gone is told', async () => {
    const turn = earlierTurn()
    await rm(library.pathOf(turn.recording ?? expect.fail('it has a recording')))
    queue.retry(turn.id)
    expect(await failed(turn)).toBe('not_found')
  })
})

describe('an endpoint that has no transcriptions', () => {
  test.each(['none', 'not allowed', 'not implemented'] as const)(
    '(%s) is asked once, until something changes',
    async answer => {
      server.transcriptions.answerAlways(answer)
      const [first, second] = [spokenTurn(), spokenTurn()]
      turns.send(first.id)
      await vi.waitFor(() => expect(unavailable).toEqual(['transcription_missing']), PATIENCE)
      turns.send(second.id)
      await answered(second)
      expect([library.turn(first.id).transcription, library.turn(second.id).transcription]).toEqual([null, null])
      expect(server.arrivals).toEqual(['question', 'transcription', 'question'])

      server.transcriptions.answerAlways('words')
      queue.reconsider()
      const third = spokenTurn()
      turns.send(third.id)
      await transcribed(third)
      expect(unavailable).toEqual(['transcription_missing', null])
    },
  )

  test.each([
    ['model unknown', 'model_unknown'],
    ['key refused', 'key_refused'],
    ['no credit', 'quota_used_up'],
  ] as const)('as it is set up (%s) is told on the recording too', async (answer, code) => {
    server.transcriptions.answerAlways(answer)
    const turn = spokenTurn()
    turns.send(turn.id)
    expect([await failed(turn), unavailable, queue.unavailable?.code]).toEqual([code, [code], code])
  })
})

describe('a library that cannot be written to', () => {
  test('is not asked words for again and again', async () => {
    const gate = server.transcriptions.hold()
    const turn = spokenTurn()
    turns.send(turn.id)
    await gate.reached
    await close()
    const database = new DatabaseSync(join(folder, 'library.db'))
    database.exec('PRAGMA user_version = 1000')
    database.close()
    open()
    gate.release()
    queue.wake()
    await vi.waitFor(() => expect(unavailable).toEqual(['library_newer']), PATIENCE)
    queue.wake()
    await queue.close()
    expect(server.transcriptions.requests).toHaveLength(2)
  })
})

describe('a restart', () => {
  test('goes on with what waited', async () => {
    const gate = server.transcriptions.hold()
    const turn = spokenTurn()
    turns.send(turn.id)
    await gate.reached
    await close()
    open()
    gate.release()
    queue.wake()
    expect((await transcribed(turn)).transcript?.words).toBe(heardWords)
  })

  test('goes on with earlier recordings only if that was running', async () => {
    const [older, newer] = [earlierTurn(), earlierTurn()]
    const gate = server.transcriptions.hold()
    await queue.startBackfill()
    await gate.reached
    await close()
    open()
    gate.release()
    queue.wake()
    await Promise.all([transcribed(older), transcribed(newer)])

    const another = earlierTurn()
    await close()
    open()
    queue.wake()
    await queue.close()
    expect(library.turn(another.id).transcript).toBeNull()
  })
})

describe('earlier recordings', () => {
  test('are counted and measured', async () => {
    earlierTurn()
    earlierTurn()
    spokenTurn()
    expect(await queue.progress()).toEqual({ isRunning: false, done: 0, total: 2, leftMs: 400 })
  })

  test('are put into words, the newest first, and tell how far that is', async () => {
    const ids = [earlierTurn(), earlierTurn(), earlierTurn()].map(({ id }) => id)
    server.transcriptions.answerNext('words', 'bad audio')
    expect(await queue.startBackfill()).toEqual({ isRunning: true, done: 0, total: 3, leftMs: 600 })
    await vi.waitFor(() => expect(progress().at(-1)?.isRunning).toBe(false), PATIENCE)
    expect(progress()).toEqual([
      { isRunning: true, done: 1, total: 3, leftMs: 400 },
      { isRunning: true, done: 2, total: 3, leftMs: 200 },
      { isRunning: true, done: 3, total: 3, leftMs: 0 },
      { isRunning: false, done: 0, total: 1, leftMs: 200 },
    ])
    const changed = news.flatMap(([name, payload]) =>
      name === 'turnChanged' && 'turn' in payload ? [payload.turn] : [],
    )
    expect(changed.map(({ id, transcript }) => [ids.indexOf(id), transcript?.words])).toEqual([
      [2, heardWords],
      [1, undefined],
      [0, heardWords],
    ])
  })

  test('stay as they are once it is stopped', async () => {
    const [older, newer] = [earlierTurn(), earlierTurn()]
    const gate = server.transcriptions.hold()
    await queue.startBackfill()
    await gate.reached
    expect(queue.stopBackfill()).toEqual({ isRunning: false, done: 0, total: 2, leftMs: 400 })
    gate.release()
    const turn = spokenTurn()
    turns.send(turn.id)
    await transcribed(turn)
    const untouched = [older, newer].map(({ id }) => library.turn(id).transcript)
    expect([untouched, server.transcriptions.requests.length]).toEqual([[null, null], 2])
  })

  test('come after what is said meanwhile', async () => {
    const [older, newer] = [earlierTurn(), earlierTurn()]
    const gate = server.transcriptions.hold()
    await queue.startBackfill()
    await gate.reached
    const turn = spokenTurn()
    turns.send(turn.id)
    await answered(turn)
    gate.release()
    await Promise.all([older, newer, turn].map(transcribed))
    const inOrder = news.flatMap(([name, payload]) =>
      name === 'turnChanged' && 'turn' in payload && payload.turn.transcript ? [payload.turn.id] : [],
    )
    expect(inOrder).toEqual([newer.id, turn.id, older.id])
  })

  test('are left alone by an endpoint that cannot do it', async () => {
    const turn = earlierTurn()
    server.transcriptions.answerAlways('none')
    await queue.startBackfill()
    await vi.waitFor(() => expect(progress().at(-1)?.isRunning).toBe(false), PATIENCE)
    const { isBackfilling } = settings.transcription
    expect([isBackfilling, library.turn(turn.id).transcription, server.transcriptions.requests.length]).toEqual([
      false,
      null,
      1,
    ])
  })
})
