import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LibraryFolder, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

/*
 * A power cut may take the index back to an earlier moment, while the conversations' own files, which are safely on the disk when
 * they are renamed, tell of a later one.
 */

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

const indexFiles = () => readdirSync(folder.path).filter(name => name.startsWith('library.db'))

/** Closes the library and remembers its index; the function it returns puts it back. */
function rememberIndex(): () => void {
  folder.close()
  for (const name of indexFiles()) cpSync(join(folder.path, name), join(folder.path, `kept-${name}`))
  return () => {
    folder.close()
    for (const name of indexFiles()) rmSync(join(folder.path, name))
    for (const name of readdirSync(folder.path).filter(each => each.startsWith('kept-'))) {
      cpSync(join(folder.path, name), join(folder.path, name.slice('kept-'.length)))
    }
  }
}

test('an index from before a reply came follows the folder that has it', () => {
  const turn = folder.library.createTurn(newTurn({ text: 'Why?', status: 'sending' }))
  folder.library.createSoundFile(turn.id, 'reply').append(tellingPcm(960))
  const goBack = rememberIndex()
  folder.library.changeTurn(turn.id, { status: 'answered', failure: null, reply: newReply({ words: 'Because.' }) })
  const answered = folder.library.turn(turn.id)
  goBack()
  expect(folder.library.turn(turn.id)).toMatchObject({
    status: 'answered',
    failure: null,
    reply: { words: answered.reply?.words },
  })
})

test('an index from before a conversation was taken out of the trash does not delete it', () => {
  const { id, conversationId } = folder.spoken({ text: 'Hello' })
  folder.library.trashConversation(conversationId)
  const goBack = rememberIndex()
  folder.library.restoreConversation(conversationId)
  goBack()
  folder.now += 31 * 24 * 3600 * 1000
  expect(folder.library.turn(id)).toMatchObject({ text: 'Hello', recording: { bytes: 1004 } })
})

test('an index from before a turn was made gets it from the folder', () => {
  const first = folder.spoken({ text: 'First' })
  const goBack = rememberIndex()
  const second = folder.spoken({ text: 'Second', conversationId: first.conversationId })
  goBack()
  expect(folder.library.turnsOf(first.conversationId).map(({ id, text }) => [id, text])).toEqual([
    [first.id, 'First'],
    [second.id, 'Second'],
  ])
})

test('a conversation is followed before it is changed, though opening had no time to look at it', () => {
  const first = folder.spoken({ text: 'First' })
  const goBack = rememberIndex()
  const second = folder.spoken({ text: 'Second', conversationId: first.conversationId })
  goBack()
  folder.options = { lookMs: 0 }
  const third = folder.library.createTurn(newTurn({ text: 'Third', conversationId: first.conversationId }))
  expect([third.position, folder.library.turnsOf(first.conversationId).map(({ text }) => text)]).toEqual([
    3,
    ['First', 'Second', 'Third'],
  ])
  expect(folder.library.turn(second.id).text).toBe('Second')
})

test('what is looked at while the library is in use leaves alone what is going on', async () => {
  const old = folder.spoken({ text: 'Old' })
  folder.close()
  folder.options = { lookMs: 0 }
  const recording = folder.library.createTurn(newTurn())
  const joining = folder.library.createTurn(newTurn({ conversationId: old.conversationId }))
  const file = folder.library.createSoundFile(recording.id, 'recording')
  file.append(tellingPcm(960))
  const notices = await folder.library.inspect()
  const sound = file.finish()
  expect([
    notices,
    sound.bytes,
    folder.library.turn(recording.id).status,
    folder.library.turn(joining.id).status,
  ]).toEqual([[], 1004, 'recording', 'recording'])
})

test('what is found while the library is in use is told then', async () => {
  const turn = folder.spoken({ text: 'Hello' })
  folder.close()
  rmSync(join(folder.path, turn.recording?.file ?? ''))
  folder.options = { lookMs: 0 }
  const changed: string[] = []
  expect([
    folder.library.notices,
    await folder.library.inspect(id => changed.push(id)),
    await folder.library.inspect(),
    changed,
  ]).toEqual([[], [{ name: 'sounds_gone', count: 1 }], [], [turn.conversationId]])
})
