import { readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeOf, LibraryFolder, newTurn, readRecording, tellingPcm } from '../../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

test('a conversation goes with its rows, its files and its folder', () => {
  const { conversationId, id } = folder.spoken({}, true)
  folder.spoken({ conversationId })
  folder.library.deleteConversation(conversationId)
  expect({
    conversation: folder.library.conversation(conversationId),
    turn: codeOf(() => folder.library.turn(id)),
    folders: readdirSync(join(folder.path, 'conversations')),
  }).toEqual({ conversation: null, turn: 'not_found', folders: [] })
})

test('other conversations stay', () => {
  const [one, other] = [folder.spoken(), folder.spoken({}, true)]
  folder.library.deleteConversation(one.conversationId)
  expect(folder.library.turnsOf(other.conversationId)).toEqual([other])
})

test('files that somebody put into the folder stay', () => {
  const { conversationId, recording } = folder.spoken()
  const notes = join(dirname(join(folder.path, recording?.file ?? '')), 'notes.txt')
  writeFileSync(notes, 'mine')
  folder.library.deleteConversation(conversationId)
  expect(folder.soundFiles()).toEqual([notes.slice(folder.path.length + 1)])
})

test('a conversation that is begun again after its end has nothing of the old one', () => {
  const { conversationId } = folder.spoken({}, true)
  folder.library.deleteConversation(conversationId)
  const turn = folder.spoken({ conversationId })
  expect(folder.reopen().turnsOf(conversationId)).toEqual([turn])
})

test('the last turn takes its conversation along, an earlier one does not', () => {
  const first = folder.spoken({ text: 'First' })
  const second = folder.spoken({ text: 'Second', conversationId: first.conversationId })
  folder.library.deleteTurn(first.id)
  const titles = [folder.library.conversation(first.conversationId)?.title]
  folder.library.deleteTurn(second.id)
  titles.push(folder.library.conversation(first.conversationId)?.title)
  expect(titles).toEqual(['Second', undefined])
})

test('the place of a deleted turn is not given again', () => {
  const first = folder.spoken()
  const second = folder.spoken({ conversationId: first.conversationId })
  folder.library.deleteTurn(second.id)
  expect(folder.spoken({ conversationId: first.conversationId }).position).toBe(3)
})

test('a turn can be deleted while it is being recorded', () => {
  const { id } = folder.library.createTurn(newTurn())
  const file = folder.library.createSoundFile(id, 'recording')
  file.append(tellingPcm(960))
  folder.library.deleteTurn(id)
  expect({
    append: codeOf(() => file.append(tellingPcm(960))),
    finish: codeOf(() => file.finish()),
    discard: codeOf(() => file.discard()),
    files: folder.soundFiles(),
  }).toEqual({ append: 'not_found', finish: 'not_found', discard: 'nothing', files: [] })
})

test('a conversation can be deleted while its reply arrives', () => {
  const { id, conversationId } = folder.spoken()
  const file = folder.library.createSoundFile(id, 'reply')
  file.append(tellingPcm(960))
  folder.library.deleteConversation(conversationId)
  expect([codeOf(() => file.append(tellingPcm(960))), folder.soundFiles()]).toEqual(['not_found', []])
})

test('what was put into the trash goes after 30 days, what was discarded after one', () => {
  const DAY_MS = 24 * 3600 * 1000
  const [deleted, discarded, kept] = [folder.spoken(), folder.spoken(), folder.spoken()]
  folder.library.trashTurn(deleted.id, 'deleted')
  folder.library.trashTurn(discarded.id, 'discarded')
  const left = [0, DAY_MS - 1, 1, 29 * DAY_MS - 1, 1].map(ms => {
    folder.now += ms
    folder.library.purgeTrash()
    return [deleted, discarded, kept].filter(({ id }) => codeOf(() => folder.library.turn(id)) === 'nothing').length
  })
  expect(left).toEqual([3, 3, 2, 2, 1])
})

test('a clock that is years ahead empties no trash, at the start or later; one that is right does', () => {
  const [turn, other, spoken] = [folder.spoken(), folder.spoken(), folder.spoken()]
  folder.library.trashTurn(turn.id, 'deleted')
  folder.library.trashConversation(other.conversationId)
  const right = folder.now
  const isThere = () => [turn, other].map(({ id }) => codeOf(() => folder.library.turn(id)) === 'nothing')
  folder.now = right + 5 * 365 * 24 * 3600 * 1000
  folder.reopen()
  folder.library.purgeTrash()
  const ahead = [...isThere(), folder.library.retention.isTrashHeld]
  folder.now = right + 31 * 24 * 3600 * 1000
  folder.reopen()
  expect([ahead, isThere(), codeOf(() => folder.library.turn(spoken.id))]).toEqual([
    [true, true, true],
    [false, false],
    'nothing',
  ])
})

test('an empty trash is not held by a clock that is years ahead, nor one that is not due by the clock', () => {
  const [turn] = [folder.spoken(), folder.spoken()]
  folder.now += 5 * 365 * 24 * 3600 * 1000
  const empty = folder.library.retention.isTrashHeld
  folder.now -= 5 * 365 * 24 * 3600 * 1000
  folder.library.trashTurn(turn.id, 'deleted')
  expect([empty, folder.library.retention.isTrashHeld]).toEqual([false, false])
})

test('nothing behind a link is deleted or read', () => {
  const { id, conversationId, recording } = folder.spoken()
  const conversation = dirname(join(folder.path, recording?.file ?? ''))
  const elsewhere = join(folder.path, 'elsewhere')
  renameSync(conversation, elsewhere)
  symlinkSync(elsewhere, conversation)
  const read = codeOf(() => readRecording(folder.library, id))
  folder.library.deleteConversation(conversationId)
  expect({ read, elsewhere: readdirSync(elsewhere) }).toEqual({ read: 'disk_failed', elsewhere: ['0001-you.wav'] })
})
