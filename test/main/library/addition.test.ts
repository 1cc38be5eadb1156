import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { toFailure } from '../../../app/errors.ts'
import { continuationOf } from '../../../main/library/continuation.ts'
import { LibraryChild } from '../../helpers/library-child.ts'
import { LibraryFolder, newReply, newTurn, readRecording, tellingPcm } from '../../helpers/library-folder.ts'
import { onSmallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'

const whyNot = await whyNoSmallDisk()

let folder: LibraryFolder
beforeEach(() => {
  folder = new LibraryFolder()
})
afterEach(() => folder.remove())

/** A conversation of three answered turns and a recording that is still being made. */
function conversationOfThree(): Turn[] {
  const { conversationId } = newTurn()
  const turns = [1, 2, 3].map(n => folder.spoken({ conversationId, text: `Question ${n}` }, true))
  folder.library.createTurn(newTurn({ conversationId }))
  return turns
}

/** A turn without what a copy has of its own; it cost nothing. */
const told = ({ id: _, conversationId: __, recording, reply, ...rest }: Turn) => ({
  ...rest,
  recording: recording && { ...recording, file: '', peaks: [] },
  reply: reply && { ...reply, cost: null, sound: reply.sound && { ...reply.sound, file: '', peaks: [] } },
})

const foldersOf = (path: string) => readdirSync(join(path, 'conversations')).sort()

test('a conversation goes on from one of its turns in a copy of its own', async () => {
  const turns = conversationOfThree()
  const [first, second] = turns
  folder.now += 60_000
  const copy = await folder.library.continueConversation(first?.conversationId ?? '', second?.id ?? '', 'Copy')
  const copied = folder.library.turnsOf(copy.id)
  expect({ title: copy.title, isNamed: copy.isNamed, changedAt: copy.changedAt, turnCount: copy.turnCount }).toEqual({
    ...{ title: 'Copy', isNamed: true, changedAt: folder.now, turnCount: 2 },
  })
  expect(copied.map(told)).toEqual(turns.slice(0, 2).map(told))
  expect(new Set([...turns, ...copied].map(({ id }) => id)).size).toBe(5)
})

test('a copy of what was put aside stands among the others, because one goes on in it', async () => {
  const turn = folder.spoken({}, true)
  folder.library.changeConversation(turn.conversationId, { isArchived: true })
  const copy = await folder.library.continueConversation(turn.conversationId, turn.id, 'Copy')
  expect(folder.library.conversationIds('recent')).toEqual([copy.id])
})

test('a copy has sound files of its own, and both survive the loss of the index', async () => {
  const [first] = conversationOfThree()
  const copy = await folder.library.continueConversation(first?.conversationId ?? '', first?.id ?? '', 'Copy')
  folder.library.deleteConversation(first?.conversationId ?? '')
  const before = folder.library.turnsOf(copy.id)
  folder.loseIndex()
  expect(folder.library.turnsOf(copy.id).map(told)).toEqual(before.map(told))
  expect(folder.library.conversation(copy.id)?.title).toBe('Copy')
  expect(Buffer.from(readRecording(folder.library, before[0]?.id ?? '').bytes).subarray(44)).toEqual(
    Buffer.from(tellingPcm(960)),
  )
})

test('a reply that is still arriving is cut off in the copy and goes on in the original', async () => {
  const turn = folder.spoken({}, true)
  folder.library.changeTurn(turn.id, { status: 'replying', reply: newReply({ isComplete: false }) })
  const copy = await folder.library.continueConversation(turn.conversationId, turn.id, 'Copy')
  const [copied] = folder.library.turnsOf(copy.id)
  expect([copied?.status, copied?.failure?.code, folder.library.turn(turn.id).status]).toEqual([
    ...['failed', 'cut_off', 'replying'],
  ])
})

test('a turn of another conversation is nothing to go on from', async () => {
  const [one, other] = [folder.spoken(), folder.spoken()]
  const failure = await folder.library.continueConversation(one.conversationId, other.id, 'Copy').catch(toFailure)
  expect(failure).toMatchObject({ code: 'not_found' })
})

test('a sound whose file is gone is left out of a copy', async () => {
  const turn = folder.spoken({ text: 'Hello' }, true)
  rmSync(folder.library.pathOf(turn.recording ?? expect.fail()))
  const copy = await folder.library.continueConversation(turn.conversationId, turn.id, 'Copy')
  const [copied] = folder.library.turnsOf(copy.id)
  expect([copied?.recording, copied?.reply?.sound?.checksum]).toEqual([null, turn.reply?.sound?.checksum ?? ''])
})

test('a sound that is not what was kept is never copied, and nothing is left of the copy', async () => {
  const turn = folder.spoken({}, true)
  const path = folder.library.pathOf(turn.recording ?? expect.fail())
  const bytes = readFileSync(path)
  bytes[100] = (bytes[100] ?? 0) ^ 1
  writeFileSync(path, bytes)
  const before = foldersOf(folder.path)
  const failure = await folder.library.continueConversation(turn.conversationId, turn.id, 'Copy').catch(toFailure)
  expect(failure).toMatchObject({ code: 'sound_differs' })
  expect(foldersOf(folder.path)).toEqual(before)
  expect(folder.library.listConversations().length).toBe(1)
})

test('a library that may only be read is not added to, and nothing is begun', async () => {
  const turn = folder.spoken({}, true)
  const { library } = folder
  const whole = continuationOf(
    [library.turn(turn.id)],
    { name: 'Copy', now: 1, profileId: null, personaId: null },
    sound => library.pathOf(sound),
  )
  folder.close()
  const manifest = join(folder.path, (turn.recording?.file ?? '').replace(/[^/]+$/, 'conversation.json'))
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"format": 1', '"format": 2'))
  folder.loseIndex()
  const failure = await folder.library.addConversation(whole).catch(toFailure)
  expect([failure, foldersOf(folder.path).length]).toMatchObject([{ code: 'library_newer' }, 1])
})

test('a stop leaves nothing', async () => {
  const turn = folder.spoken({}, true)
  const { library } = folder
  const stop = new AbortController()
  const whole = continuationOf([turn], { name: 'Copy', now: 1, profileId: null, personaId: null }, sound =>
    library.pathOf(sound),
  )
  const adding = library.addConversation(
    {
      manifest: whole.manifest,
      open: sound => {
        stop.abort(new Error('stopped'))
        return whole.open(sound)
      },
    },
    stop.signal,
  )
  await expect(adding).rejects.toThrow('stopped')
  expect(foldersOf(folder.path).length).toBe(1)
})

test('a folder that was being put together when Parley ended goes at the next start', () => {
  folder.spoken()
  folder.close()
  const staging = join(folder.path, 'conversations', `.staging-${randomUUID()}`)
  mkdirSync(staging)
  writeFileSync(join(staging, '0001-you.wav'), 'half')
  expect(folder.library.listConversations().length).toBe(1)
  expect(existsSync(staging)).toBe(false)
})

test('killed at any moment, there is a whole copy or none', async () => {
  const [first, , third] = conversationOfThree()
  folder.close()
  for (let round = 0; round < 8; round++) {
    const child = new LibraryChild(['copy', folder.path, first?.conversationId ?? '', third?.id ?? ''])
    await child.said(round + 1)
    await child.kill()
    const copies = folder.library.listConversations().filter(({ title }) => title === 'Copy')
    expect(copies.length).toBeGreaterThanOrEqual(round + 1)
    expect(copies.map(({ turnCount }) => turnCount)).toEqual(copies.map(() => 3))
    for (const { id } of copies) {
      for (const turn of folder.library.turnsOf(id)) expect([turn.recording, turn.reply?.sound]).not.toContain(null)
      folder.library.deleteConversation(id)
    }
    expect(folder.library.notices.filter(({ name }) => !name.startsWith('conversations_'))).toEqual([])
    folder.close()
    expect(foldersOf(folder.path).filter(name => name.startsWith('.'))).toEqual([])
  }
})

test.skipIf(whyNot !== null)(`a full disk leaves nothing of a copy, and says so ${whyNot ?? ''}`, async () => {
  expect(await onSmallDisk('mounted', 'a copy fills the disk')).toEqual({
    ...{ full: ['disk_full', 1, 1], afterwards: ['nothing', 2, 2] },
  })
})
