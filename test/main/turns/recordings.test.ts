import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordingEnd } from '../../../app/conversation.ts'
import { WAV_HEADER_BYTES } from '../../../app/wav.ts'
import type { Library } from '../../../main/library/library.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { Recordings } from '../../../main/turns/recordings.ts'

const WINDOW = 'one window'
const BATCH_BYTES = 960

let folder: string
let library: Library
let recordings: Recordings
let news: { name: string; payload: unknown }[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-recordings-'))
  library = openLibrary(folder)
  news = []
  recordings = new Recordings({ library, announce: (name, payload) => news.push({ name, payload }) })
})

afterEach(async () => {
  library.close()
  await rm(folder, { recursive: true, force: true })
})

/** A batch of 20 ms whose every byte is `value`. */
function batch(value: number): Uint8Array {
  return new Uint8Array(BATCH_BYTES).fill(value)
}

function begin(windowId = WINDOW): string {
  const turnId = randomUUID()
  recordings.start({ turnId, conversationId: randomUUID(), microphone: 'Microphone' }, windowId)
  return turnId
}

/** The samples of a finished recording as the file holds them. */
async function samplesOf(turnId: string): Promise<Uint8Array> {
  const file = library.turn(turnId).recording?.file ?? 'none'
  return new Uint8Array((await readFile(join(folder, file))).subarray(WAV_HEADER_BYTES))
}

describe('a recording', () => {
  test('is announced as soon as it begins', () => {
    const turnId = begin()
    expect(news).toEqual([{ name: 'turnChanged', payload: { turn: library.turn(turnId) } }])
    expect(library.turn(turnId)).toMatchObject({ status: 'recording', microphone: 'Microphone', position: 1 })
  })

  test('holds its batches in order when it is sent', async () => {
    const turnId = begin()
    expect([1, 2, 3].map((value, i) => recordings.append(turnId, i, batch(value), WINDOW))).toEqual([960, 1920, 2880])
    const turn = recordings.finish(turnId, { kind: 'send' }, 0, WINDOW)
    expect(turn).toMatchObject({ status: 'sending', draftReason: null, recording: { durationMs: 60 } })
    expect(await samplesOf(turnId)).toEqual(new Uint8Array([...batch(1), ...batch(2), ...batch(3)]))
  })

  test('takes a batch that comes twice only once', async () => {
    const turnId = begin()
    recordings.append(turnId, 0, batch(1), WINDOW)
    expect(recordings.append(turnId, 0, batch(9), WINDOW)).toBe(960)
    recordings.finish(turnId, { kind: 'send' }, 0, WINDOW)
    expect(await samplesOf(turnId)).toEqual(batch(1))
  })

  test('refuses a gap, and goes on with the batch that was missing', async () => {
    const turnId = begin()
    recordings.append(turnId, 0, batch(1), WINDOW)
    expect(() => recordings.append(turnId, 2, batch(3), WINDOW)).toThrow('missing or out of order')
    recordings.append(turnId, 1, batch(2), WINDOW)
    recordings.finish(turnId, { kind: 'send' }, 0, WINDOW)
    expect(await samplesOf(turnId)).toEqual(new Uint8Array([...batch(1), ...batch(2)]))
  })

  test('refuses half a sample', () => {
    const turnId = begin()
    expect(() => recordings.append(turnId, 0, new Uint8Array(3), WINDOW)).toThrow('missing or out of order')
  })

  test('cannot begin twice, and the first goes on', () => {
    const turnId = begin()
    const { conversationId } = library.turn(turnId)
    expect(() => recordings.start({ turnId, conversationId, microphone: '' }, WINDOW)).toThrow()
    expect(recordings.append(turnId, 0, batch(1), WINDOW)).toBe(960)
  })

  test.for<{ end: RecordingEnd; becomes: object }>([
    { end: { kind: 'draft', reason: 'silent' }, becomes: { status: 'draft', draftReason: 'silent' } },
    { end: { kind: 'trash' }, becomes: { status: 'trashed', draftReason: 'discarded' } },
  ])('that ends as $end.kind keeps its sound', async ({ end, becomes }) => {
    const turnId = begin()
    recordings.append(turnId, 0, batch(1), WINDOW)
    expect(recordings.finish(turnId, end, 0, WINDOW)).toMatchObject({ ...becomes, recording: { durationMs: 20 } })
    expect(await samplesOf(turnId)).toEqual(batch(1))
  })

  test('that is discarded leaves nothing', () => {
    const turnId = begin()
    const { conversationId } = library.turn(turnId)
    recordings.append(turnId, 0, batch(1), WINDOW)
    expect(recordings.finish(turnId, { kind: 'drop' }, 0, WINDOW)).toBeNull()
    expect(() => library.turn(turnId)).toThrow(expect.objectContaining({ code: 'not_found' }))
    expect(news.at(-1)).toEqual({ name: 'turnDeleted', payload: { turnId, conversationId } })
  })

  test('without any sound leaves nothing, however it ends', () => {
    const turnId = begin()
    expect(recordings.finish(turnId, { kind: 'draft', reason: 'focus-lost' }, 0, WINDOW)).toBeNull()
    expect(library.drafts()).toEqual([])
  })

  test('notes what it lacks', () => {
    const turnId = begin()
    recordings.append(turnId, 0, batch(1), WINDOW)
    expect(recordings.finish(turnId, { kind: 'send' }, 5, WINDOW)?.missingMs).toBe(5)
  })

  test('that has ended takes no more', () => {
    const turnId = begin()
    recordings.append(turnId, 0, batch(1), WINDOW)
    recordings.finish(turnId, { kind: 'send' }, 0, WINDOW)
    expect(() => recordings.append(turnId, 1, batch(2), WINDOW)).toThrow(expect.objectContaining({ code: 'not_found' }))
  })

  test('that the disk does not finish has ended, and is a draft at the next start', async () => {
    const turnId = begin()
    recordings.append(turnId, 0, batch(1), WINDOW)
    const [part = ''] = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.part'))
    // A folder where the file is to be.
    const place = join(folder, part.replace(/\.part$/, ''))
    await mkdir(join(place, 'in the way'), { recursive: true })
    expect(() => recordings.finish(turnId, { kind: 'send' }, 0, WINDOW)).toThrow(
      expect.objectContaining({ code: 'disk_failed' }),
    )
    expect(recordings.isRecording).toBe(false)
    library.close()
    await rm(place, { recursive: true })
    library = openLibrary(folder)
    expect(library.drafts()).toMatchObject([{ id: turnId, recording: { durationMs: 20 } }])
  })

  test('whose conversation is deleted takes no more, and leaves no file', async () => {
    const turnId = begin()
    const { conversationId } = library.turn(turnId)
    recordings.append(turnId, 0, batch(1), WINDOW)
    recordings.forgetConversation(conversationId)
    library.deleteConversation(conversationId)
    expect(() => recordings.append(turnId, 1, batch(2), WINDOW)).toThrow(expect.objectContaining({ code: 'not_found' }))
    expect(await readdir(join(folder, 'conversations'))).toEqual([])
  })
})

describe('a window', () => {
  test('cannot touch another window’s recording', () => {
    const turnId = begin()
    expect(() => recordings.append(turnId, 0, batch(1), 'other')).toThrow('in another window')
    expect(() => recordings.finish(turnId, { kind: 'drop' }, 0, 'other')).toThrow('in another window')
  })

  test('that goes away leaves its recordings as drafts, and no other window’s', () => {
    const [mine, theirs] = [begin(), begin('other')]
    for (const [turnId, windowId] of [[mine, WINDOW] as const, [theirs, 'other'] as const]) {
      recordings.append(turnId, 0, batch(1), windowId)
    }
    recordings.windowClosed(WINDOW)
    expect(library.turn(mine)).toMatchObject({ status: 'draft', draftReason: 'window-closed' })
    expect(library.turn(theirs).status).toBe('recording')
  })

  test('that goes away before a sound was recorded leaves nothing', () => {
    begin()
    recordings.windowClosed(WINDOW)
    expect(library.listConversations()).toEqual([])
  })
})

test('when Parley ends, every recording is kept as a draft', () => {
  const turns = [begin(), begin('other')]
  recordings.append(turns[0] ?? '', 0, batch(1), WINDOW)
  recordings.append(turns[1] ?? '', 0, batch(1), 'other')
  recordings.close()
  expect(library.drafts().map(({ id, draftReason }) => ({ id, draftReason }))).toEqual(
    expect.arrayContaining(turns.map(id => ({ id, draftReason: 'window-closed' }))),
  )
})
