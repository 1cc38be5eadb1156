import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { BackfillProgress } from '../../../app/contract/turn-requests.ts'
import type { Turn } from '../../../app/conversation.ts'
import type { Status } from '../../../app/status.ts'
import { heardWords } from '../../helpers/endpoint-transcriptions.ts'
import { ownHost } from '../../helpers/own-host.ts'
import { answerAt } from '../../helpers/own-profile.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { PATIENCE } from '../../helpers/patience.ts'

const server = await ownServer()
const own = ownHost()

async function useServer(): Promise<void> {
  await answerAt(own.window.main, server.baseUrl)
}

async function say(): Promise<string> {
  const turnId = randomUUID()
  await own.window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
  await own.window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(48_000) })
  await own.window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  await vi.waitFor(() => expect(named('replyEnded')).toContainEqual({ turnId }), PATIENCE)
  return turnId
}

function named(name: string): unknown[] {
  return own.window.events.filter(event => event.name === name).map(({ payload }) => payload)
}

async function transcribed(turnId: string): Promise<Turn> {
  return vi.waitFor(() => {
    const turns = named('turnChanged').map(payload => (payload as { turn: Turn }).turn)
    return turns.findLast(turn => turn.id === turnId && turn.transcript !== null) ?? expect.fail('no words yet')
  }, PATIENCE)
}

test('what is said gets its words, and its conversation their title, once that is switched on', async () => {
  server.transcriptions.answerAlways('words')
  await useServer()
  await own.window.main.changeSettings({ transcription: { isOn: true } })
  const { transcript, conversationId } = await transcribed(await say())
  const listed = await own.window.main.listConversations({ before: null, limit: 10 })
  expect([transcript?.words, listed.map(({ id, title }) => [id, title])]).toEqual([
    heardWords,
    [[conversationId, heardWords]],
  ])
})

test('what was said before gets its words when that is wanted, and how far it is is announced and kept', async () => {
  server.transcriptions.answerAlways('words')
  await useServer()
  const turnId = await say()
  await own.window.main.changeSettings({ transcription: { isOn: true } })
  const gate = server.transcriptions.hold()
  const before = await own.window.main.getBackfill({})
  const running = await own.window.main.startBackfill({})
  await gate.reached
  const file = JSON.parse(await readFile(join(own.folder, 'settings.json'), 'utf8'))
  gate.release()
  await transcribed(turnId)
  await vi.waitFor(() => expect(named('backfillProgressed')).toHaveLength(2), PATIENCE)
  expect([before, running, ...(named('backfillProgressed') as BackfillProgress[])]).toEqual([
    { isRunning: false, done: 0, total: 1, leftMs: 1000 },
    { isRunning: true, done: 0, total: 1, leftMs: 1000 },
    { isRunning: true, done: 1, total: 1, leftMs: 0 },
    { isRunning: false, done: 0, total: 0, leftMs: 0 },
  ])
  expect([
    file.transcription.isBackfilling,
    (await own.window.main.getSettings({})).transcription.isBackfilling,
  ]).toEqual([true, false])
})

test('the practice partner has no words to give, and says so until another answers', async () => {
  await own.window.main.chooseProfile({ profileId: 'practice' })
  await own.window.main.changeSettings({ transcription: { isOn: true } })
  await say()
  const told = () => (named('statusChanged') as { status: Status }[]).at(-1)?.status.transcription?.message ?? null
  await vi.waitFor(() => expect(told()).toContain('The practice partner does not put recordings into words'), PATIENCE)
  await useServer()
  expect((await own.window.main.getStatus({})).transcription).toBeNull()
})

test('a question that is asked again keeps its words, which are not asked for twice', async () => {
  server.transcriptions.answerAlways('words')
  await useServer()
  await own.window.main.changeSettings({ transcription: { isOn: true } })
  const [turnId, newTurnId] = [await say(), randomUUID()]
  const { transcript } = await transcribed(turnId)
  const again = await own.window.main.askAgain({ turnId, newTurnId })
  await vi.waitFor(() => expect(named('replyEnded')).toContainEqual({ turnId: newTurnId }), PATIENCE)
  expect([again.transcript, server.arrivals]).toEqual([transcript, ['question', 'transcription', 'question']])
})

test('one recording is tried again on request', async () => {
  server.transcriptions.answerNext('bad audio', 'words')
  await useServer()
  await own.window.main.changeSettings({ transcription: { isOn: true } })
  const turnId = await say()
  await vi.waitFor(() => {
    const last = named('turnChanged').at(-1) as { turn: Turn }
    expect(last.turn.transcription?.name).toBe('failed')
  }, PATIENCE)
  await own.window.main.transcribeTurn({ turnId })
  expect((await transcribed(turnId)).transcript?.words).toBe(heardWords)
})
