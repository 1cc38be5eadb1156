import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { heardWords } from '../../helpers/endpoint-transcriptions.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { TranscribingLibrary } from '../../helpers/transcribing-library.ts'

let here: TranscribingLibrary

beforeEach(async () => {
  here = await TranscribingLibrary.start()
})

afterEach(() => here.end())

describe('a restart', () => {
  test('goes on with what waited', async () => {
    const gate = here.server.transcriptions.hold()
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await gate.reached
    await here.close()
    here.open()
    gate.release()
    here.queue.wake()
    expect((await here.transcribed(turn)).transcript?.words).toBe(heardWords)
  })

  test('goes on with earlier recordings only if that was running', async () => {
    const [older, newer] = [here.earlierTurn(), here.earlierTurn()]
    const gate = here.server.transcriptions.hold()
    await here.queue.startBackfill()
    await gate.reached
    await here.close()
    here.open()
    gate.release()
    here.queue.wake()
    await Promise.all([here.transcribed(older), here.transcribed(newer)])

    const another = here.earlierTurn()
    await here.close()
    here.open()
    here.queue.wake()
    await here.queue.close()
    expect(here.library.turn(another.id).transcript).toBeNull()
  })
})

describe('earlier recordings', () => {
  test('are counted and measured', async () => {
    here.earlierTurn()
    here.earlierTurn()
    here.spokenTurn()
    expect(await here.queue.progress()).toEqual({ isRunning: false, done: 0, total: 2, leftMs: 400 })
  })

  test('are put into words, the newest first, and tell how far that is', async () => {
    const ids = [here.earlierTurn(), here.earlierTurn(), here.earlierTurn()].map(({ id }) => id)
    here.server.transcriptions.answerNext('words', 'bad audio')
    expect(await here.queue.startBackfill()).toEqual({ isRunning: true, done: 0, total: 3, leftMs: 600 })
    await vi.waitFor(() => expect(here.progress().at(-1)?.isRunning).toBe(false), PATIENCE)
    expect(here.progress()).toEqual([
      { isRunning: true, done: 1, total: 3, leftMs: 400 },
      { isRunning: true, done: 2, total: 3, leftMs: 200 },
      { isRunning: true, done: 3, total: 3, leftMs: 0 },
      { isRunning: false, done: 0, total: 1, leftMs: 200 },
    ])
    const changed = here.news.flatMap(([name, payload]) =>
      name === 'turnChanged' && 'turn' in payload ? [payload.turn] : [],
    )
    expect(changed.map(({ id, transcript }) => [ids.indexOf(id), transcript?.words])).toEqual([
      [2, heardWords],
      [1, undefined],
      [0, heardWords],
    ])
  })

  test('stay as they are once it is stopped', async () => {
    const [older, newer] = [here.earlierTurn(), here.earlierTurn()]
    const gate = here.server.transcriptions.hold()
    await here.queue.startBackfill()
    await gate.reached
    expect(here.queue.stopBackfill()).toEqual({ isRunning: false, done: 0, total: 2, leftMs: 400 })
    gate.release()
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await here.transcribed(turn)
    const untouched = [older, newer].map(({ id }) => here.library.turn(id).transcript)
    expect([untouched, here.server.transcriptions.requests.length]).toEqual([[null, null], 2])
  })

  test('come after what is said meanwhile', async () => {
    const [older, newer] = [here.earlierTurn(), here.earlierTurn()]
    const gate = here.server.transcriptions.hold()
    await here.queue.startBackfill()
    await gate.reached
    const turn = here.spokenTurn()
    here.turns.send(turn.id)
    await here.answered(turn)
    gate.release()
    await Promise.all([older, newer, turn].map(turn => here.transcribed(turn)))
    const inOrder = here.news.flatMap(([name, payload]) =>
      name === 'turnChanged' && 'turn' in payload && payload.turn.transcript ? [payload.turn.id] : [],
    )
    expect(inOrder).toEqual([newer.id, turn.id, older.id])
  })

  test('are left alone by an endpoint that cannot do it', async () => {
    const turn = here.earlierTurn()
    here.server.transcriptions.answerAlways('none')
    await here.queue.startBackfill()
    await vi.waitFor(() => expect(here.progress().at(-1)?.isRunning).toBe(false), PATIENCE)
    const { isBackfilling } = here.settings.transcription
    expect([
      isBackfilling,
      here.library.turn(turn.id).transcription,
      here.server.transcriptions.requests.length,
    ]).toEqual([false, null, 1])
  })
})
