import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '../../../../app/conversation.ts'
import { type CheckFinding, checkLibrary } from '../../../../main/library/check/check.ts'
import { mendLibrary } from '../../../../main/library/check/mend.ts'
import { codeOf, LibraryFolder, newTurn, tellingPcm } from '../../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

async function check(): Promise<CheckFinding[]> {
  folder.close()
  const found: CheckFinding[] = []
  for await (const finding of checkLibrary(folder.path)) found.push(finding)
  return found
}

const at = (file: string) => join(folder.path, file)
const fileOf = (turn: Turn) => at(turn.recording?.file ?? '')
const manifestOf = (turn: Turn) => join(fileOf(turn), '..', 'conversation.json')

function inIndex(sql: string): void {
  folder.close()
  const database = new DatabaseSync(at('library.db'))
  database.exec(sql)
  database.close()
}

test('a library in which much was done has nothing wrong', async () => {
  const { conversationId, id } = folder.spoken({ text: 'Hello' }, true)
  folder.spoken({ conversationId })
  folder.library.trashTurn(folder.spoken({ conversationId }).id, 'deleted')
  folder.library.deleteTurn(folder.spoken({ conversationId }, true).id)
  folder.library.changeTurn(id, { reply: null, status: 'failed' })
  folder.library.trashConversation(folder.spoken({}, true).conversationId)
  folder.library.deleteConversation(folder.spoken({}, true).conversationId)
  const attached = folder.library.createTurn(newTurn({ status: 'sending', text: 'Attached', attachmentName: 'a.mp3' }))
  folder.library.importSound(attached.id, { format: 'mp3', bytes: tellingPcm(999), durationMs: 20, peaks: [] })
  folder.library.changeTurn(attached.id, { status: 'draft', draftReason: 'silent' })
  const found = [await check()]
  folder.loseIndex()
  folder.reopen()
  found.push(await check())
  expect(found).toEqual([[], []])
})

test.each<[string, (turn: Turn) => void, Partial<CheckFinding>]>([
  ['an index that is gone', () => folder.loseIndex(), { kind: 'index', file: 'library.db' }],
  ['an index that is rubbish', () => writeFileSync(at('library.db'), 'rubbish'.repeat(999)), { kind: 'index' }],
  ['a search that lost a turn', () => inIndex('DELETE FROM turn_search'), { kind: 'index' }],
  ['a wrong size', () => inIndex('UPDATE conversations SET bytes = 7'), { kind: 'index' }],
  ['a folder without rows', () => inIndex('DELETE FROM conversations'), { kind: 'folder' }],
  ['a manifest that is gone', turn => rmSync(manifestOf(turn)), { kind: 'manifest', sentence: 'It is missing.' }],
  ['a manifest that is cut off', turn => truncateSync(manifestOf(turn), 99), { kind: 'manifest' }],
  [
    'a manifest that was edited',
    turn => writeFileSync(manifestOf(turn), readFileSync(manifestOf(turn), 'utf8').replace('Hello', 'Goodbye')),
    { kind: 'manifest', mend: 'The index follows it.' },
  ],
  ['a row that the manifest lacks', () => inIndex('UPDATE conversations SET revision = 99'), { kind: 'manifest' }],
  [
    'a sound file that is gone',
    turn => rmSync(fileOf(turn)),
    { kind: 'sound', mend: expect.stringMatching(/^Its turn/) },
  ],
  ['a sound file that is too long', turn => appendFileSync(fileOf(turn), tellingPcm(96)), { kind: 'sound' }],
  ['a header that lies', turn => overwrite(turn, 40, Uint8Array.of(1, 2, 3, 4)), { kind: 'sound' }],
  ['a header of zeros', turn => overwrite(turn, 0, new Uint8Array(44)), { kind: 'sound' }],
  [
    'a sound nobody has measured',
    () => inIndex("UPDATE turns SET told = json_set(told, '$.recording.checksum', '')"),
    { kind: 'sound' },
  ],
  [
    'a sound file without a row',
    turn => writeFileSync(fileOf(turn).replace('0001-you', '0007-you'), readFileSync(fileOf(turn))),
    { kind: 'sound', file: expect.stringMatching(/0007-you\.wav$/) },
  ],
  ['a draft of a manifest', turn => writeFileSync(`${manifestOf(turn)}.7.new`, '{'), { kind: 'leftover' }],
  [
    'a conversation that was being added',
    () => mkdirSync(at('conversations/.staging-0a1b2c3d-0000-4000-8000-000000000000')),
    { kind: 'leftover' },
  ],
  [
    'a tombstone',
    () => inIndex("INSERT INTO tombstones VALUES ('conversations/2020-01-01-0a1b2c3d')"),
    { kind: 'leftover' },
  ],
  [
    'a turn that was cut off',
    () =>
      inIndex(
        `UPDATE turns SET status = 'sending', told = json_set(told, '$.status', 'sending', '$.draftReason', NULL)`,
      ),
    { kind: 'turn' },
  ],
])('%s is found, changes nothing by itself, and is mended', async (_, damage, finding) => {
  const turn = folder.spoken({ text: 'Hello' })
  folder.close()
  damage(turn)
  const found = await check()
  const again = await check()
  const left = await mendLibrary(folder.path, found)
  expect({ found, again, left }).toEqual({
    found: expect.arrayContaining([expect.objectContaining(finding)]),
    again: found,
    left: [],
  })
})

function overwrite(turn: Turn, position: number, bytes: Uint8Array): void {
  const file = readFileSync(fileOf(turn))
  file.set(bytes, position)
  writeFileSync(fileOf(turn), file)
}

test('what a lying header cost is the header alone', async () => {
  const turn = folder.spoken({}, true)
  folder.close()
  const before = readFileSync(fileOf(turn))
  overwrite(turn, 0, new Uint8Array(44))
  await mendLibrary(folder.path, await check())
  expect([readFileSync(fileOf(turn)).equals(before), folder.library.turn(turn.id)]).toEqual([true, turn])
})

test('a sound that is another than was kept is told, and left as it is', async () => {
  const turn = folder.spoken()
  folder.close()
  overwrite(turn, 60, Uint8Array.of(1, 2, 3))
  const damaged = readFileSync(fileOf(turn))
  const found = await check()
  const left = await mendLibrary(folder.path, found)
  expect([found[0]?.mend, left, readFileSync(fileOf(turn)).equals(damaged)]).toEqual([null, found, true])
})

test('a library that is open is not checked', async () => {
  folder.spoken()
  await expect(checkLibrary(folder.path).next()).rejects.toMatchObject({ code: 'busy' })
  expect(codeOf(() => folder.library.drafts())).toBe('nothing')
})

test('a check can be stopped, and lets go of the library then', async () => {
  for (let n = 0; n < 3; n++) folder.spoken()
  folder.close()
  const stop = new AbortController()
  const checking = checkLibrary(folder.path, { signal: stop.signal, onProgress: () => stop.abort() })
  await expect(checking.next()).rejects.toMatchObject({ name: 'AbortError' })
  expect(folder.library.drafts()).toHaveLength(3)
})
