import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { samplesToPcm } from '../../../app/pcm.ts'
import { WAV_HEADER_BYTES } from '../../../app/wav.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { filesWith, folderContents } from '../../helpers/folder-contents.ts'
import { codedSamples, knownReply } from '../../helpers/known-reply.ts'
import { answerAt } from '../../helpers/own-profile.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'
import { tone, wavOf } from '../../helpers/wav-files.ts'

const REPLY = 'Nobody but you shall ever read this answer.'
const QUESTION = 'What is the secret of Fermat?'

let folder: string
let server: EndpointServer
let host: BrowserHost
let window: SocketWindow

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-private-'))
  server = await startEndpointServer()
  host = await startPagelessHost(folder)
  window = await openSocketWindow(host.url)
  await answerAt(window.main, server.baseUrl)
  await window.main.changeSettings({ transcription: { isOn: true } })
})

afterEach(async () => {
  await window.close()
  await host.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function openPrivate(): Promise<string> {
  server.reply = { words: REPLY, samples: knownReply.samples }
  const conversationId = randomUUID()
  await window.main.openPrivateConversation({ conversationId })
  return conversationId
}

async function speak(conversationId: string): Promise<string> {
  const turnId = randomUUID()
  await window.main.startRecording({ turnId, conversationId, microphone: 'Microphone' })
  await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(samplesToPcm(codedSamples(4800))) })
  await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  return turnId
}

async function type(conversationId: string, text = QUESTION, attachmentId: string | null = null): Promise<string> {
  const turnId = randomUUID()
  await window.main.askTyped({ turnId, conversationId, text, attachmentId })
  return turnId
}

async function attach(): Promise<string> {
  const attachmentId = randomUUID()
  await window.main.appendAttachment({
    attachmentId,
    name: 'hum.wav',
    offset: 0,
    bytes: new Uint8Array(wavOf([tone(440)])),
  })
  await window.main.finishAttachment({ attachmentId })
  return attachmentId
}

/** What is in the data folder once nothing is written there any more. */
async function settledContents(): Promise<Record<string, string>> {
  let last = ''
  await vi.waitFor(
    () => {
      const now = JSON.stringify(folderContents(folder))
      const isSame = now === last
      last = now
      if (!isSame || now.includes('.part')) throw new Error('something is still being written')
    },
    { ...PATIENCE, interval: 1200 },
  )
  return folderContents(folder)
}

describe('a private conversation', () => {
  test('leaves nothing in the data folder but its money in the month’s sum and what its server showed: recorded, answered, typed, attached, replayed, thrown away, asked again', async () => {
    await window.turnOnce(await type(randomUUID(), 'Something to be kept'), 'answered')
    const before = await settledContents()

    const conversationId = await openPrivate()
    const spoken = await speak(conversationId)
    await window.turnOnce(spoken, 'answered')
    await window.turnOnce(await type(conversationId, `${QUESTION} And this?`, await attach()), 'answered')
    const typed = await type(conversationId)
    await window.turnOnce(typed, 'answered')
    for (const side of ['recording', 'reply'] as const) await window.main.readSound({ turnId: spoken, side, offset: 0 })
    await window.main.editWords({ turnId: spoken, side: 'recording', words: QUESTION })
    const again = randomUUID()
    await window.main.askAgain({ turnId: spoken, newTurnId: again })
    await window.turnOnce(again, 'answered')
    await window.main.trashTurn({ turnId: typed, kind: 'deleted' })
    await window.main.changeConversation({ conversationId, title: 'Fermat', isPinned: true })
    const during = await settledContents()
    await window.main.closePrivateConversation({ conversationId })
    const after = await settledContents()

    const spent = {
      'spending.json': expect.not.stringMatching(before['spending.json'] ?? ''),
      'learned.json': expect.any(String),
    }
    expect({ during, after }).toEqual({ during: { ...before, ...spent }, after: { ...before, ...spent } })
    const said = ['Nobody but you', 'Fermat', 'hum.wav', conversationId.slice(0, 8)]
    expect(filesWith(folder, said)).toEqual([])
  })

  test('is answered as any other: with its sound, and what went before', async () => {
    const conversationId = await openPrivate()
    const spoken = await window.turnOnce(await speak(conversationId), 'answered')
    expect(server.lastRecording()).toEqual(codedSamples(4800))
    expect(spoken).toMatchObject({ recording: { durationMs: 200 }, reply: { words: REPLY, isComplete: true } })
    const { bytes } = await window.main.readSound({ turnId: spoken.id, side: 'reply', offset: 0 })
    expect(Buffer.from(bytes.subarray(WAV_HEADER_BYTES))).toEqual(Buffer.from(samplesToPcm(knownReply.samples)))
    await window.turnOnce(await type(conversationId), 'answered')
    const opened = await window.main.openConversation({ conversationId })
    expect(opened).toMatchObject({ total: 2, turns: [{ position: 1 }, { position: 2, text: QUESTION }] })
  })

  test('can be stopped, joined and sent again', async () => {
    const conversationId = await openPrivate()
    const gates = [server.hold('headers'), server.hold('headers')]
    const first = await speak(conversationId)
    await gates[0]?.reached
    await window.main.joinTurn({ turnId: first })
    await window.turnOnce(first, 'joined')
    const second = await speak(conversationId)
    await window.turnOnce(second, 'sending')
    await window.main.stopReply({ turnId: second, heardMs: null })
    await window.turnOnce(second, 'stopped')
    for (const gate of gates) gate.release()
    await window.main.sendTurn({ turnId: second })
    await window.turnOnce(second, 'answered')
  })

  test('is in no list, search, export, backfill or count', async () => {
    const conversationId = await openPrivate()
    const turnId = randomUUID()
    await window.turnOnce(await speak(conversationId), 'answered')
    await window.main.startRecording({ turnId, conversationId, microphone: 'Microphone' })
    await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(9600) })
    await window.main.finishRecording({ turnId, end: { kind: 'draft', reason: 'focus-lost' }, missingMs: 0 })
    const search = { text: 'Nobody', order: 'recency', before: null, limit: 10 } as const
    const asked = window.main.startExport({
      exportId: randomUUID(),
      scope: { kind: 'some', conversationIds: [conversationId] },
      ...({ sound: 'wav', captions: 'none', isMixed: false } as const),
    })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
    expect({
      listed: await window.main.listConversations({ before: null, limit: 10 }),
      drafts: await window.main.listDrafts({}),
      hits: (await window.main.searchTurns(search)).hits,
      wordless: (await window.main.getBackfill({})).total,
      use: await window.main.getDiskUse({}),
      heard: server.requests.filter(({ path }) => path.includes('transcriptions')).length,
    }).toMatchObject({ listed: [], drafts: [], hits: [], wordless: 0, use: { turns: 0, soundBytes: 0 }, heard: 0 })
  })

  test('is told to its own window alone', async () => {
    const other = await openSocketWindow(host.url)
    const conversationId = await openPrivate()
    await window.turnOnce(await speak(conversationId), 'answered')
    await window.main.closePrivateConversation({ conversationId })
    // Whatever was sent before has arrived with it.
    await other.main.getStatus({})
    // What was spent, and what was learned of the server, is everybody's; it tells nothing of the conversation.
    const everybodys = ['settingsChanged', 'spendingChanged', 'statusChanged']
    expect(other.events.filter(({ name }) => !everybodys.includes(name))).toEqual([])
    expect(JSON.stringify(other.events)).not.toContain(conversationId)
    await other.close()
  })

  test('is gone when it is closed, while it is answered too', async () => {
    const conversationId = await openPrivate()
    const gate = server.hold('headers')
    const turnId = await speak(conversationId)
    await gate.reached
    await window.main.closePrivateConversation({ conversationId })
    gate.release()
    await expect(window.main.readSound({ turnId, side: 'recording', offset: 0 })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await window.main.openConversation({ conversationId })).toEqual({ conversation: null, turns: [], total: 0 })
    expect(window.events.at(-1)).toEqual({ name: 'conversationDeleted', payload: { conversationId } })
  })

  test('takes along what arrives for it when it has been closed already', async () => {
    const conversationId = await openPrivate()
    const attachmentId = await attach()
    await window.main.closePrivateConversation({ conversationId })
    const late = Promise.allSettled([speak(conversationId), type(conversationId, QUESTION, attachmentId)])
    await window.main.keepMessage({ conversationId, text: QUESTION })
    expect(await late).toMatchObject([{ reason: { code: 'not_found' } }, { reason: { code: 'not_found' } }])
    await settledContents()
    expect(filesWith(folder, ['Fermat', conversationId.slice(0, 8)])).toEqual([])
  })

  test('is gone when its window is', async () => {
    const conversationId = await openPrivate()
    const turnId = randomUUID()
    await window.main.startRecording({ turnId, conversationId, microphone: 'Microphone' })
    await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(9600) })
    await window.close()
    window = await openSocketWindow(host.url)
    await vi.waitFor(
      async () => expect(await window.main.openConversation({ conversationId })).toMatchObject({ turns: [] }),
      PATIENCE,
    )
    await window.main.openPrivateConversation({ conversationId })
  })

  test('is one at a time in a window, and never one that exists', async () => {
    const turn = await window.turnOnce(await type(randomUUID()), 'answered')
    const open = (conversationId: string) => window.main.openPrivateConversation({ conversationId })
    await expect(open(turn.conversationId)).rejects.toMatchObject({ code: 'bad_input' })
    await openPrivate()
    await expect(open(randomUUID())).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('cannot be closed by another window', async () => {
    const other = await openSocketWindow(host.url)
    const conversationId = await openPrivate()
    await expect(other.main.closePrivateConversation({ conversationId })).rejects.toMatchObject({ code: 'not_found' })
    await other.close()
  })
})
