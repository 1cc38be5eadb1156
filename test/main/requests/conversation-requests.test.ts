import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { ownHost } from '../../helpers/own-host.ts'

const own = ownHost()

/** A recording of half a second that was kept, in a conversation of its own. */
async function recorded(conversationId: string = randomUUID()): Promise<Turn> {
  const turnId = randomUUID()
  await own.window.main.startRecording({ turnId, conversationId, microphone: 'Microphone' })
  await own.window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(24_000).fill(7) })
  const end = { kind: 'draft', reason: 'focus-lost' } as const
  const turn = await own.window.main.finishRecording({ turnId, end, missingMs: 0 })
  if (!turn) throw new Error('the recording was not kept')
  return turn
}

const idsIn = (place: 'pinned' | 'recent' | 'archived' | 'trash') => own.window.main.listConversationIds({ place })
const announced = (name: string) => own.window.events.filter(event => event.name === name).length

async function soundFiles(): Promise<string[]> {
  const all = await readdir(join(own.folder, 'conversations'), { recursive: true }).catch(() => [])
  return all.filter(name => name.endsWith('.wav'))
}

test('the ids of a place are those of all its conversations, and follow what the user does with them', async () => {
  const [pinned, archived, trashed, other] = [await recorded(), await recorded(), await recorded(), await recorded()]
  await own.window.main.changeConversation({ conversationId: pinned.conversationId, isPinned: true })
  await own.window.main.changeConversation({ conversationId: archived.conversationId, isArchived: true })
  await own.window.main.trashConversations({ conversationIds: [trashed.conversationId] })
  expect({
    pinned: await idsIn('pinned'),
    recent: await idsIn('recent'),
    archived: await idsIn('archived'),
    trash: await idsIn('trash'),
  }).toEqual({
    pinned: [pinned.conversationId],
    recent: [other.conversationId],
    archived: [archived.conversationId],
    trash: [trashed.conversationId],
  })
})

test('a conversation in the trash can be opened, and tells that it is there', async () => {
  const turn = await recorded()
  await own.window.main.trashConversations({ conversationIds: [turn.conversationId] })
  expect(await own.window.main.openConversation({ conversationId: turn.conversationId })).toEqual({
    conversation: expect.objectContaining({ id: turn.conversationId, purgeAt: expect.any(Number) }),
    turns: [turn],
    total: 1,
  })
})

test('a conversation that is not there opens empty', async () => {
  const opened = await own.window.main.openConversation({ conversationId: randomUUID() })
  expect(opened).toEqual({ conversation: null, turns: [], total: 0 })
})

test('a conversation is not thrown away while something is recorded in it, nor is any other asked for with it', async () => {
  const kept = await recorded()
  const conversationId = randomUUID()
  await own.window.main.startRecording({ turnId: randomUUID(), conversationId, microphone: 'Microphone' })
  const trashing = own.window.main.trashConversations({ conversationIds: [kept.conversationId, conversationId] })
  await expect(trashing).rejects.toMatchObject({ code: 'being_recorded' })
  expect(await idsIn('trash')).toEqual([])
})

test('emptying the trash deletes conversations and single turns with their files, and nothing else', async () => {
  const kept = await recorded()
  const [conversation, single] = [await recorded(), await recorded(kept.conversationId)]
  await recorded(conversation.conversationId)
  await own.window.main.trashConversations({ conversationIds: [conversation.conversationId] })
  await own.window.main.trashTurn({ turnId: single.id, kind: 'deleted' })
  await own.window.main.emptyTrash({})
  const { turns } = await own.window.main.openConversation({ conversationId: kept.conversationId })
  expect({
    trash: await idsIn('trash'),
    single: await own.window.main.listTrashedTurns({}),
    kept: turns.map(({ id }) => id),
    files: (await soundFiles()).length,
    announced: [announced('conversationDeleted'), announced('turnDeleted')],
  }).toEqual({ trash: [], single: [], kept: [kept.id], files: 1, announced: [1, 1] })
})

test('disk use counts what is kept and what is in the trash apart', async () => {
  const kept = await recorded()
  const [trashed, single] = [await recorded(), await recorded(kept.conversationId)]
  await own.window.main.trashConversations({ conversationIds: [trashed.conversationId] })
  await own.window.main.trashTurn({ turnId: single.id, kind: 'deleted' })
  expect(await own.window.main.getDiskUse({})).toEqual({
    conversations: 1,
    turns: 1,
    soundBytes: 24_044,
    trash: { conversations: 1, turns: 1, soundBytes: 48_088 },
    indexBytes: expect.any(Number),
    freeBytes: expect.any(Number),
  })
})

describe('words edited by hand', () => {
  test('are kept, announced, and found by', async () => {
    const { id: turnId, conversationId } = await recorded()
    const edited = await own.window.main.editWords({ turnId, side: 'recording', words: 'A zeppelin over Porto' })
    expect(edited.transcript).toMatchObject({ words: 'A zeppelin over Porto', isEdited: true })
    expect((await own.window.main.openConversation({ conversationId })).conversation).toMatchObject({
      title: 'A zeppelin over Porto',
    })
    expect(announced('turnChanged')).toBeGreaterThan(0)
  })

  test('do not make their conversation the newest', async () => {
    const older = await recorded()
    await vi.waitFor(async () => expect(Date.now()).toBeGreaterThan(older.createdAt))
    const newer = await recorded()
    await own.window.main.editWords({ turnId: older.id, side: 'recording', words: 'Corrected' })
    expect(await idsIn('recent')).toEqual([newer.conversationId, older.conversationId])
  })

  test('are refused while the recording is still being made', async () => {
    const turnId = randomUUID()
    await own.window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
    const editing = own.window.main.editWords({ turnId, side: 'recording', words: 'x' })
    await expect(editing).rejects.toMatchObject({ code: 'bad_input' })
  })
})
