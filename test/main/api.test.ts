import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NEWEST_TURNS } from '../../app/limits.ts'
import { readWavLayout } from '../../app/wav.ts'
import type { BrowserHost } from '../../main/browser/host-server.ts'
import { fixture } from '../helpers/app.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { answerAt } from '../helpers/own-profile.ts'
import { startPagelessHost } from '../helpers/pageless-host.ts'
import { openSocketWindow, type SocketWindow } from '../helpers/socket-window.ts'
import { tone, wavOf } from '../helpers/wav-files.ts'

let folder: string
let host: BrowserHost
let window: SocketWindow
let server: EndpointServer

beforeAll(async () => {
  server = await startEndpointServer()
})

afterAll(() => server.close())

async function startHost(environment: Record<string, string> = {}): Promise<void> {
  host = await startPagelessHost(folder, environment)
  window = await openSocketWindow(host.url)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-api-'))
  await startHost()
})

afterEach(async () => {
  await window.close()
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

/** Has a server answer that takes no time, in place of the practice partner, who speaks. */
async function answerAtOnce(): Promise<void> {
  await answerAt(window.main, server.baseUrl)
}

/** Hands a file to main as the window does, in pieces. */
async function attach(name: string, bytes: Uint8Array, pieceBytes = 256 * 1024): Promise<string> {
  const attachmentId = randomUUID()
  for (let offset = 0; offset < bytes.byteLength; offset += pieceBytes) {
    const piece = new Uint8Array(bytes.subarray(offset, offset + pieceBytes))
    await window.main.appendAttachment({ attachmentId, name, offset, bytes: piece })
  }
  return attachmentId
}

async function speech(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(fixture(name)))
}

/** Speaks golden-retriever.wav in batches of 20 ms. */
async function speak(conversationId: string): Promise<string> {
  const turnId = randomUUID()
  const wav = await speech('golden-retriever.wav')
  const { dataOffset = 44 } = readWavLayout(wav) ?? {}
  await window.main.startRecording({ turnId, conversationId, microphone: 'Microphone' })
  for (let sequence = 0, at = dataOffset; at < wav.byteLength; sequence++, at += 960) {
    await window.main.appendRecording({ turnId, sequence, pcm: wav.slice(at, Math.min(at + 960, wav.byteLength)) })
  }
  return turnId
}

describe('a first start', () => {
  test('is connected to the practice partner and says so', async () => {
    expect(await window.main.getStatus({})).toMatchObject({
      host: 'browser',
      version: '1.2.3',
      dataFolder: folder,
      endpoint: { kind: 'practice', name: 'Practice partner', keySource: 'no key', failure: null },
      profiles: [{ id: 'practice', key: { present: false, lastFour: '', kept: null } }],
      notices: [],
    })
  })
})

describe('a spoken question', () => {
  test('is answered by the practice partner, heard and kept', async () => {
    const conversationId = randomUUID()
    const turnId = await speak(conversationId)
    const sent = await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
    expect(sent).toMatchObject({ id: turnId, status: 'sending', recording: { format: 'wav' } })

    const answered = await window.turnOnce(turnId, 'answered')
    expect(answered.reply).toMatchObject({ isComplete: true, words: expect.stringMatching(/\w/) })
    const heard = window.events.filter(({ name }) => name === 'replySoundAdded').map(({ payload }) => payload)
    const pcm = Buffer.concat((heard as { pcm: Uint8Array }[]).map(({ pcm }) => pcm))
    const { bytes } = await window.main.readSound({ turnId, side: 'reply', offset: 44 })
    expect(pcm.subarray(0, bytes.byteLength).equals(bytes)).toBe(true)
    expect(await window.main.openConversation({ conversationId })).toMatchObject({ turns: [answered], total: 1 })
    expect(await window.main.listConversations({ before: null, limit: 50 })).toMatchObject([
      { id: conversationId, turnCount: 1, draftCount: 0 },
    ])
  })

  test('that was kept as a draft can be sent later', async () => {
    await answerAtOnce()
    const turnId = await speak(randomUUID())
    await window.main.finishRecording({ turnId, end: { kind: 'draft', reason: 'focus-lost' }, missingMs: 0 })
    expect(await window.main.listDrafts({})).toMatchObject([{ id: turnId, draftReason: 'focus-lost' }])
    await window.main.sendTurn({ turnId })
    await window.turnOnce(turnId, 'answered')
    expect(await window.main.listDrafts({})).toEqual([])
  })

  test('that was put in the trash comes back as it was', async () => {
    await answerAtOnce()
    const conversationId = randomUUID()
    const turnId = await speak(conversationId)
    await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
    const answered = await window.turnOnce(turnId, 'answered')
    await window.main.trashTurn({ turnId, kind: 'deleted' })
    expect(await window.main.listConversations({ before: null, limit: 50 })).toEqual([])
    expect(await window.main.restoreTurn({ turnId })).toEqual(answered)
    expect(await window.main.openConversation({ conversationId })).toMatchObject({ turns: [answered], total: 1 })
  })

  test('that is on its way cannot be sent twice', async () => {
    await answerAtOnce()
    const turnId = await speak(randomUUID())
    await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
    await expect(window.main.sendTurn({ turnId })).rejects.toMatchObject({ code: 'bad_input' })
    await window.turnOnce(turnId, 'answered')
  })

  test('goes with its conversation when that is deleted, while its reply is still coming', async () => {
    const conversationId = randomUUID()
    const turnId = await speak(conversationId)
    await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
    await window.main.deleteConversations({ conversationIds: [conversationId] })
    expect(await window.main.listConversations({ before: null, limit: 50 })).toEqual([])
    expect(window.events.map(({ name }) => name)).toContain('conversationDeleted')
    const files = await readdir(folder, { recursive: true })
    expect(files.filter(file => /\.(wav|part)$/.test(file))).toEqual([])
  })
})

test('a conversation opens with its newest turns, and the earlier ones are asked for', async () => {
  await answerAtOnce()
  const conversationId = randomUUID()
  const asked = Array.from({ length: NEWEST_TURNS + 2 }, () => randomUUID())
  for (const turnId of asked) {
    await window.main.askTyped({ turnId, conversationId, text: 'Is it a good dog?', attachmentId: null })
    await window.turnOnce(turnId, 'answered')
  }
  const { turns, total } = await window.main.openConversation({ conversationId })
  const earlier = await window.main.listTurns({ conversationId, before: turns[0]?.position ?? 0, limit: 250 })
  expect([turns.length, total]).toEqual([NEWEST_TURNS, NEWEST_TURNS + 2])
  expect([...earlier, ...turns].map(({ id }) => id)).toEqual(asked)
})

test('a conversation goes on from one of its turns in a new one, which is announced', async () => {
  await answerAtOnce()
  const conversationId = randomUUID()
  const turnIds = [randomUUID(), randomUUID()]
  for (const [n, turnId] of turnIds.entries()) {
    await window.main.askTyped({ turnId, conversationId, text: `Question ${n}`, attachmentId: null })
    await window.turnOnce(turnId, 'answered')
  }
  const copy = await window.main.duplicateConversation({ conversationId, throughTurnId: turnIds[0] ?? '' })
  expect(copy).toMatchObject({ title: 'Question 0 (continued)', turnCount: 1 })
  expect(window.events).toContainEqual({ name: 'conversationChanged', payload: { conversation: copy } })
  expect((await window.main.openConversation({ conversationId: copy.id })).turns).toMatchObject([
    { text: 'Question 0' },
  ])
})

test('a question that is asked again is a new turn with the same bytes, and the old one keeps its answer', async () => {
  await answerAtOnce()
  const conversationId = randomUUID()
  const [turnId, newTurnId] = [await speak(conversationId), randomUUID()]
  await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 12 })
  const answered = await window.turnOnce(turnId, 'answered')
  await window.main.askAgain({ turnId, newTurnId })
  const again = await window.turnOnce(newTurnId, 'answered')
  const [first, second] = await Promise.all(
    [turnId, newTurnId].map(id => window.main.readSound({ turnId: id, side: 'recording', offset: 0 })),
  )
  expect(second?.bytes).toEqual(first?.bytes)
  expect(again).toMatchObject({ position: 2, microphone: answered.microphone, missingMs: answered.missingMs })
  expect((await window.main.openConversation({ conversationId })).turns).toEqual([answered, again])
})

describe('a typed question', () => {
  test('is answered', async () => {
    await answerAtOnce()
    const turnId = randomUUID()
    const turn = { turnId, conversationId: randomUUID(), text: 'Is it a good dog?', attachmentId: null }
    expect(await window.main.askTyped(turn)).toMatchObject({ status: 'sending', text: 'Is it a good dog?' })
    expect((await window.turnOnce(turnId, 'answered')).reply).toMatchObject({ isComplete: true })
  })

  test('without words or a file is refused and leaves nothing', async () => {
    const asked = window.main.askTyped({
      turnId: randomUUID(),
      conversationId: randomUUID(),
      text: ' ',
      attachmentId: null,
    })
    await expect(asked).rejects.toMatchObject({ code: 'bad_input' })
    expect(await window.main.listConversations({ before: null, limit: 50 })).toEqual([])
  })

  test('takes an attached 48 kHz stereo WAV along', async () => {
    await answerAtOnce()
    const name = 'what-is-in-this-recording-48k-stereo.wav'
    const attachmentId = await attach(name, await speech(name))
    const attachment = await window.main.finishAttachment({ attachmentId })
    expect(attachment).toMatchObject({ id: attachmentId, name, sound: { format: 'wav' } })
    const turnId = randomUUID()
    await window.main.askTyped({ turnId, conversationId: randomUUID(), text: 'What is this?', attachmentId })
    expect(await window.turnOnce(turnId, 'answered')).toMatchObject({
      attachmentName: name,
      recording: { format: 'wav', durationMs: attachment.sound.durationMs },
    })
  })
})

describe('an attachment', () => {
  test('that is no sound is refused in words and forgotten', async () => {
    const attachmentId = await attach('notes.wav', new TextEncoder().encode('These are notes.'))
    const message = expect.stringContaining('notes.wav')
    await expect(window.main.finishAttachment({ attachmentId })).rejects.toMatchObject({ message })
    await expect(window.main.finishAttachment({ attachmentId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is converted while a recording goes on being acknowledged', async () => {
    const sound = tone(440, { seconds: 10, sampleRateHz: 48_000 })
    const attachmentId = await attach('long.wav', wavOf([sound], { sampleRateHz: 48_000 }))
    const turnId = randomUUID()
    await window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
    const attached = window.main.finishAttachment({ attachmentId })
    for (let sequence = 0; sequence < 3; sequence++) {
      await window.main.appendRecording({ turnId, sequence, pcm: new Uint8Array(960) })
    }
    expect((await attached).sound).toMatchObject({ durationMs: 10_000 })
    const kept = await window.main.finishRecording({ turnId, end: { kind: 'draft', reason: 'silent' }, missingMs: 0 })
    expect(kept?.recording).toMatchObject({ durationMs: 60 })
  })

  test('whose pieces come out of order is refused', async () => {
    const attachmentId = await attach('a.wav', new Uint8Array(10))
    const piece = { attachmentId, name: 'a.wav', offset: 11, bytes: new Uint8Array(1) }
    await expect(window.main.appendAttachment(piece)).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('belongs to the window that attached it', async () => {
    const attachmentId = await attach('golden-retriever.wav', await speech('golden-retriever.wav'))
    const other = await openSocketWindow(host.url)
    await expect(other.main.finishAttachment({ attachmentId })).rejects.toMatchObject({ code: 'not_found' })
    await other.close()
  })

  test('that was dropped cannot be sent', async () => {
    const attachmentId = await attach('golden-retriever.wav', await speech('golden-retriever.wav'))
    await window.main.finishAttachment({ attachmentId })
    await window.main.dropAttachment({ attachmentId })
    const asked = { turnId: randomUUID(), conversationId: randomUUID(), text: '', attachmentId }
    await expect(window.main.askTyped(asked)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('the sounds of a library whose index was lost are drawn again once a conversation is opened', async () => {
  await answerAtOnce()
  const conversationId = randomUUID()
  const turnId = await speak(conversationId)
  await window.main.finishRecording({ turnId, end: { kind: 'draft', reason: 'focus-lost' }, missingMs: 0 })
  const drawn = (await window.turnOnce(turnId, 'draft')).recording
  await window.close()
  await host.close()
  for (const name of await readdir(folder)) if (name.startsWith('library.db')) await rm(join(folder, name))
  await startHost()
  const { turns } = await window.main.openConversation({ conversationId })
  expect([turns[0]?.recording?.peaks, (await window.turnOnce(turnId, 'draft')).recording]).toEqual([[], drawn])
})
