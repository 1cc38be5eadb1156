import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { failWith, toFailure } from '../../../app/errors.ts'
import { failureNotice } from '../../../app/notices.ts'
import { failures } from '../../../app/words/failures.ts'
import { readManifest } from '../../../main/library/manifest/manifest.ts'
import { codeOf, LibraryFolder, newOutboxEntry, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'
import { PATIENCE } from '../../helpers/patience.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

const folderOf = (turn: Turn) => join(folder.path, dirname(turn.recording?.file ?? ''))
const manifestOf = (turn: Turn) => join(folderOf(turn), 'conversation.json')

/** What a conversation's own file tells; throws when it tells nothing. */
function told(turn: Turn) {
  const read = readManifest(manifestOf(turn))
  if (read.kind !== 'manifest') throw new Error(`it is ${read.kind}`)
  return read.manifest
}

/** Changes the text of a conversation's own file, as somebody with an editor. */
function edit(turn: Turn, from: string | RegExp, to: string): void {
  folder.close()
  const text = readFileSync(manifestOf(turn), 'utf8')
  writeFileSync(manifestOf(turn), text.replace(from, to))
  expect(readFileSync(manifestOf(turn), 'utf8')).not.toBe(text)
}

/** A turn of which everything is known that can be known of one. */
function fullTurn(): Turn {
  const turn = folder.spoken({ text: 'Why? 金毛 \u0000 👩‍👩‍👧', attachmentName: 'memo “1”.wav' }, true)
  const alignment = [
    [4, 10],
    [9, 20],
  ] as const
  return folder.library.changeTurn(turn.id, {
    status: 'failed',
    failure: { code: 'stalled', message: 'It stalled.' },
    missingMs: 12.5,
    transcript: { words: 'What I said', alignment, isEdited: true, model: 'whisper', cost: null },
    transcription: { name: 'failed', failure: { code: 'stalled', message: 'It stalled too.' } },
    expired: 'sound',
    outbox: newOutboxEntry({ attempts: 2, nextAt: null, notBefore: 4, unanswered: 3, isBeyondLimit: true }),
    reply: newReply({ words: 'What was answered', alignment, isEdited: true, isComplete: false, heardMs: 4.5 }),
  })
}

/** Without the drawings, which can be made again. */
function withoutPeaks({ recording, reply, ...turn }: Turn): Turn {
  const bare = <S extends Turn['recording']>(sound: S) => sound && { ...sound, peaks: [] }
  return { ...turn, recording: bare(recording), reply: reply && { ...reply, sound: bare(reply.sound) } }
}

describe('conversation.json', () => {
  test('tells everything of a turn and its conversation but the drawings', () => {
    const turn = fullTurn()
    const { conversationId } = turn
    folder.library.changeConversation(conversationId, { title: ' Naïve 名前 ', isPinned: true, isArchived: true })
    folder.library.trashConversation(conversationId)
    const conversation = folder.library.conversation(conversationId)
    folder.loseIndex()
    const again = folder.library
    expect([again.conversation(conversationId), again.turnsOf(conversationId)]).toEqual([
      conversation,
      [withoutPeaks(turn)],
    ])
  })

  test('is written soon after a change, without being asked for, and leaves no other file', async () => {
    const turn = folder.spoken({ text: 'Hello' })
    await vi.waitUntil(() => existsSync(manifestOf(turn)), PATIENCE)
    folder.library.changeTurn(turn.id, { text: 'Changed' })
    await vi.waitUntil(() => told(turn).turns[0]?.text === 'Changed', PATIENCE)
    expect(readdirSync(folderOf(turn)).sort()).toEqual(['0001-you.wav', 'conversation.json'])
  })

  test('is written at the end, with the last change', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.library.changeTurn(turn.id, { text: 'Changed' })
    folder.close()
    expect(told(turn).turns[0]?.text).toBe('Changed')
  })

  test('no longer tells of a turn once that is deleted, nor of its files once they are gone', () => {
    const turn = folder.spoken({ text: 'First' })
    const { id } = folder.spoken({ text: 'Second', conversationId: turn.conversationId })
    folder.library.deleteTurn(id)
    expect(told(turn)).toMatchObject({ deleted: [], turns: [{ text: 'First' }] })
  })

  test('that was begun when Parley ended goes, and the whole one stays', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    writeFileSync(`${manifestOf(turn)}.7.new`, '{ "format"')
    writeFileSync(`${manifestOf(turn)}.new`, '{ "format"')
    folder.loseIndex()
    expect([folder.library.turn(turn.id).text, readdirSync(folderOf(turn)).sort()]).toEqual([
      'Hello',
      ['0001-you.wav', 'conversation.json'],
    ])
  })

  test('that is copied, or touched, is no news and costs no drawings', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    utimesSync(manifestOf(turn), 1, 1)
    expect([folder.library.notices, folder.library.turn(turn.id)]).toEqual([[], turn])
  })

  test.each([
    ['cut off', (path: string) => truncateSync(path, 100)],
    ['something else', (path: string) => writeFileSync(path, 'a shopping list')],
    ['empty', (path: string) => truncateSync(path, 0)],
  ])('that is %s is kept aside, and the sounds are found by their names', (_, damage) => {
    const turn = folder.spoken({ text: 'Hello' }, true)
    folder.loseIndex()
    damage(manifestOf(turn))
    const damaged = readFileSync(manifestOf(turn))
    const [found] = folder.library.listConversations().flatMap(({ id }) => folder.library.turnsOf(id))
    expect(found).toMatchObject({ text: '', recording: { bytes: 1004 }, reply: { sound: { bytes: 1004 } } })
    expect(readFileSync(`${manifestOf(turn)}.damaged-1`).equals(damaged)).toBe(true)
  })

  test('that is damaged while the index is good is kept aside and written anew', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    writeFileSync(manifestOf(turn), 'a shopping list')
    const found = folder.library.turn(turn.id)
    folder.close()
    expect([found, told(turn).turns[0]?.text, readFileSync(`${manifestOf(turn)}.damaged-1`, 'utf8')]).toEqual([
      turn,
      'Hello',
      'a shopping list',
    ])
  })

  test('that is gone while the index is good is written anew', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    rmSync(manifestOf(turn))
    folder.reopen()
    folder.close()
    expect(told(turn).turns[0]?.text).toBe('Hello')
  })

  test('keeps what the sentence of a failure is made of, as long as it makes one', () => {
    const host = 'a.example'
    const failure = toFailure(failWith('rate_limited', { host }))
    const turn = folder.library.changeTurn(fullTurn().id, { failure })
    folder.loseIndex()
    expect(folder.library.turn(turn.id).failure?.values).toEqual({ host })
    edit(turn, '"host": "a.example"', '"host": 7')
    folder.loseIndex()
    expect(folder.library.turn(turn.id).failure).toEqual({
      code: 'rate_limited',
      message: failures.rate_limited({ host }),
    })
  })

  test('with a failure that this Parley has no name for keeps its sentence', () => {
    const turn = fullTurn()
    edit(turn, /"code": "stalled"/g, '"code": "unheard_of"')
    folder.loseIndex()
    const { failure, transcription } = folder.library.turn(turn.id)
    expect([failure, transcription]).toEqual([
      { code: 'internal', message: 'It stalled.' },
      { name: 'failed', failure: { code: 'internal', message: 'It stalled too.' } },
    ])
  })

  test('of a Parley before, which told less of tokens and nothing of their cost, is followed', () => {
    const turn = fullTurn()
    folder.close()
    const unknown = [
      'cost',
      'outbox',
      'profileId',
      'personaId',
      'account',
      'cachedTokens',
      'cachedAudioTokens',
      'reasoningTokens',
      'usd',
    ]
    const told = JSON.parse(readFileSync(manifestOf(turn), 'utf8'), (name, value) =>
      unknown.includes(name) ? undefined : value,
    )
    writeFileSync(manifestOf(turn), JSON.stringify(told))
    folder.loseIndex()
    expect(folder.library.turn(turn.id).reply).toMatchObject({
      ...{ words: 'What was answered', cost: null, profileId: '', account: '' },
      usage: { promptTokens: 12, completionTokens: 34, cachedAudioTokens: null, usd: null },
    })
  })

  test('that somebody edited is followed', () => {
    const turn = folder.spoken({ text: 'Hello' })
    edit(turn, 'Hello', 'Good evening')
    const { notices } = folder.library
    expect([notices, folder.library.turn(turn.id)]).toEqual([
      [{ name: 'conversations_followed', count: 1 }],
      { ...turn, text: 'Good evening' },
    ])
  })

  test('of an older state than the index is written anew', () => {
    const turn = folder.spoken({ text: 'Old' })
    folder.close()
    const old = readFileSync(manifestOf(turn))
    folder.library.changeTurn(turn.id, { text: 'New' })
    folder.close()
    writeFileSync(manifestOf(turn), old)
    const found = folder.library.turn(turn.id).text
    folder.close()
    expect([found, told(turn).turns[0]?.text]).toEqual(['New', 'New'])
  })

  test('that names files to be deleted which turns have, or which are not Parley’s, deletes neither', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    writeFileSync(join(folderOf(turn), 'notes.txt'), 'mine')
    edit(turn, '"deleted": []', '"deleted": ["0001-you.wav", "notes.txt", "../../library.lock", ".."]')
    folder.loseIndex()
    const { notices } = folder.library
    expect([notices, folder.library.turn(turn.id).recording?.bytes, readdirSync(folderOf(turn)).sort()]).toEqual([
      [],
      1004,
      ['0001-you.wav', 'conversation.json', 'notes.txt'],
    ])
  })

  test('that says its conversation is deleted has the rest deleted, though the index was lost', () => {
    const turn = folder.spoken({ text: 'Hello' }, true)
    folder.loseIndex()
    writeFileSync(manifestOf(turn), '{"format":1,"isDeleted":true}')
    expect([folder.library.listConversations(), folder.library.notices, existsSync(folderOf(turn))]).toEqual([
      [],
      [],
      false,
    ])
  })
})

test('an index that cannot be read any more ends nothing, and the library can be closed', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const { id } = folder.spoken({ text: 'Hello' })
  for (const name of ['library.db', 'library.db-wal']) {
    const path = join(folder.path, name)
    writeFileSync(path, Buffer.alloc(statSync(path).size, 0xff), { flag: 'r+' })
  }
  // What it holds of the index in memory goes, as with time it does.
  folder.library.openedParts.store.inHaste(() => undefined)
  const code = codeOf(() => folder.library.turn(id))
  // A rejection that nobody handles would end the process.
  await vi.waitUntil(() => told.mock.calls.length > 0, PATIENCE)
  const closed = codeOf(() => folder.close())
  const said = told.mock.calls.flat()
  told.mockRestore()
  expect([code, closed, said]).toEqual(['disk_failed', 'nothing', [expect.stringContaining('SQLite')]])
})

describe('what a newer Parley wrote', () => {
  test('makes a library without an index one that can only be read, and nothing is changed', () => {
    const turn = folder.spoken({ text: 'Hello' })
    const other = folder.spoken({ text: 'Other' })
    edit(turn, '"format": 1', '"format": 99')
    writeFileSync(join(folderOf(other), '0002-you.wav.part'), tellingPcm(960))
    folder.loseIndex()
    const state = () => readdirSync(folder.path, { recursive: true }).sort()
    const before = state()
    const { notices } = folder.library
    const found = [turn, other].map(({ id }) => folder.library.turn(id).text)
    const code = codeOf(() => folder.library.createTurn(newTurn()))
    folder.close()
    expect({ notices, found, code, after: state() }).toEqual({
      notices: [failureNotice(failWith('library_newer'))],
      found: ['Hello', 'Other'],
      code: 'library_newer',
      after: before,
    })
  })

  test('into one folder is left as it is, whatever is done with that conversation', () => {
    const turn = folder.spoken({ text: 'Hello' })
    edit(turn, '"format": 1', '"format": 99')
    const written = readFileSync(manifestOf(turn))
    const { notices } = folder.library
    folder.library.changeTurn(turn.id, { text: 'Changed' })
    folder.close()
    expect([notices, readFileSync(manifestOf(turn)).equals(written)]).toEqual([
      [failureNotice(failWith('library_newer'))],
      true,
    ])
  })
})
