import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { wavHeader } from '../../../app/wav.ts'
import { LibraryFolder, newOutboxEntry, newTurn, readRecording, tellingPcm } from '../../helpers/library-folder.ts'

const ONE_ADDED = { name: 'conversations_added', count: 1 }

let folder: LibraryFolder
let other: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
  other = new LibraryFolder()
})

afterEach(() => {
  folder.remove()
  other.remove()
})

const folderOf = (turn: Turn) => dirname(turn.recording?.file ?? '')
const at = (path: string) => join(folder.path, path)
const turns = () => folder.library.listConversations().flatMap(({ id }) => folder.library.turnsOf(id))

/** A turn without the drawings, which its folder does not tell. */
function withoutPeaks({ recording, ...turn }: Turn) {
  return { ...turn, recording: recording && { ...recording, peaks: [] } }
}

describe('two libraries that somebody put together', () => {
  test('are one: a folder that the index does not know is added', () => {
    const mine = folder.spoken({ text: 'Mine' })
    const theirs = other.spoken({ text: 'Theirs' })
    folder.close()
    other.close()
    cpSync(join(other.path, 'conversations'), at('conversations'), { recursive: true })
    const { notices } = folder.library
    expect([notices, turns().sort((a, b) => a.text.localeCompare(b.text))]).toEqual([
      [ONE_ADDED],
      [mine, withoutPeaks(theirs)],
    ])
  })

  test('keep both of two conversations of one id, each with its own sounds', () => {
    const mine = folder.spoken({ text: 'Mine' })
    folder.close()
    cpSync(at(folderOf(mine)), at('conversations/2020-01-01-0a1b2c3d'), { recursive: true })
    folder.loseIndex()
    const found = [turns(), folder.reopen() && turns()]
    const ids = new Set(turns().flatMap(({ id, conversationId }) => [id, conversationId]))
    expect([found[1], turns().map(({ text }) => text), ids.size]).toEqual([found[0], ['Mine', 'Mine'], 4])
  })

  test('ask what waits in both of them once', () => {
    const turn = folder.spoken()
    folder.library.changeTurn(turn.id, { status: 'queued', outbox: newOutboxEntry() })
    folder.close()
    cpSync(at(folderOf(turn)), at('conversations/2020-01-01-0a1b2c3d'), { recursive: true })
    const [copy] = folder.library.drafts()
    expect(folder.library.outbox().map(({ id }) => id)).toEqual([turn.id])
    expect(folder.library.conversation(copy?.conversationId ?? '')).toMatchObject({ turnCount: 1, draftCount: 1 })
  })

  test('follow the one that changed last of two states of one conversation', () => {
    const turn = folder.spoken({ text: 'Early' })
    folder.close()
    cpSync(folder.path, other.path, { recursive: true })
    other.now = folder.now
    other.library.changeTurn(turn.id, { text: 'Late' })
    const added = other.spoken({ text: 'Added', conversationId: turn.conversationId })
    other.close()
    cpSync(join(other.path, folderOf(turn)), at(folderOf(turn)), { recursive: true })
    expect(turns()).toEqual([{ ...turn, text: 'Late' }, withoutPeaks(added)])
  })

  test('know a conversation whose folder was renamed as the one it was', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    renameSync(at(folderOf(turn)), at('conversations/2020-01-01-0a1b2c3d'))
    expect(turns()).toMatchObject([{ id: turn.id, conversationId: turn.conversationId, text: 'Hello' }])
    expect(readRecording(folder.library, turn.id).totalBytes).toBe(1004)
  })
})

describe('what is not Parley’s', () => {
  test('stays where it is, in a folder that is deleted too', () => {
    const turn = folder.spoken()
    const foreign = [
      'notes.txt',
      'conversations/notes.txt',
      'conversations/Holiday/0001-you.wav',
      'conversations/.staging-mine/0001-you.wav',
      `${folderOf(turn)}/notes.txt`,
      `${folderOf(turn)}/0001-you.wav.bak`,
      `${folderOf(turn)}/0009-you.wav/0001-you.wav`,
    ]
    for (const path of foreign) {
      mkdirSync(dirname(at(path)), { recursive: true })
      writeFileSync(at(path), 'mine')
    }
    folder.reopen()
    folder.library.deleteConversation(turn.conversationId)
    folder.reopen()
    expect(foreign.map(path => readFileSync(at(path), 'utf8'))).toEqual(foreign.map(() => 'mine'))
  })

  test('is not reached through links, whatever they are called', () => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.close()
    const theirs = other.spoken({ text: 'Theirs' })
    other.close()
    const before = readdirSync(other.path, { recursive: true })
    symlinkSync(join(other.path, folderOf(theirs)), at('conversations/2020-01-01-0a1b2c3d'))
    symlinkSync(join(other.path, theirs.recording?.file ?? ''), at(`${folderOf(turn)}/0002-you.wav`))
    const found = turns()
    folder.library.deleteConversation(turn.conversationId)
    const left = lstatSync(at(`${folderOf(turn)}/0002-you.wav`)).isSymbolicLink()
    expect([found, left, readdirSync(other.path, { recursive: true })]).toEqual([[turn], true, before])
  })

  test('in place of a sound is a sound that is gone, and the words stay', () => {
    const turn = folder.spoken({ text: 'Hello' }, true)
    folder.loseIndex()
    rmSync(at(turn.recording?.file ?? ''))
    symlinkSync('/etc/hostname', at(turn.recording?.file ?? ''))
    expect(turns()).toMatchObject([{ text: 'Hello', recording: null, reply: { words: turn.reply?.words } }])
  })
})

describe('what a kill leaves', () => {
  test('of a conversation that was being put together goes', () => {
    folder.close()
    const staging = 'conversations/.staging-0a1b2c3d-0000-4000-8000-000000000000'
    mkdirSync(at(staging), { recursive: true })
    for (const name of ['0001-you.wav', 'conversation.json']) writeFileSync(at(`${staging}/${name}`), 'half')
    expect([folder.library.listConversations(), folder.library.notices, readdirSync(at('conversations'))]).toEqual([
      [],
      [],
      [],
    ])
  })
})

describe('a clock that jumps', () => {
  test.each([
    ['to 1970', 0],
    ['before 1970', -5_000_000],
    ['to 2286', 10_000_000_000_000],
  ])('%s loses nothing, and words are found', (_, time) => {
    const early = folder.spoken({ text: 'Early words' })
    folder.now = time
    const late = folder.spoken({ text: 'Other words', conversationId: early.conversationId })
    const alone = folder.spoken({ text: 'Alone' })
    const before = [early, late, alone].map(withoutPeaks)
    folder.loseIndex()
    const found = [early, late, alone].map(({ id }) => folder.library.turn(id))
    const after = folder.reopen() && [early, late, alone].map(({ id }) => folder.library.turn(id))
    expect([found, after]).toEqual([before, before])
  })

  test('or stands still has room for as many turns as come', () => {
    folder.now = Date.UTC(2286, 10, 21)
    const conversationId = folder.library.createTurn(newTurn({ text: 'word', status: 'sending' })).conversationId
    for (let n = 0; n < 1100; n++)
      folder.library.createTurn(newTurn({ text: 'word', status: 'sending', conversationId }))
    expect(folder.library.turnsOf(conversationId)).toHaveLength(1101)
  })
})

describe('sound files that are not what they should be', () => {
  const wav = (length: number, said = length) => Buffer.concat([wavHeader(said, SAMPLE_RATE_HZ), tellingPcm(length)])

  test.each([
    ['nothing in it', Buffer.alloc(0), null],
    ['a header alone', wav(0), null],
    ['a header that promises far more', wav(960, 4_000_000_000), 1004],
    ['a header that promises nothing', wav(960, 0), 1004],
    ['less than was kept', wav(480), 524],
  ])('one with %s is what it holds, and the words of its turn stay', (_, bytes, size) => {
    const turn = folder.spoken({ text: 'Hello' })
    folder.loseIndex()
    writeFileSync(at(turn.recording?.file ?? ''), bytes)
    expect(turns()).toMatchObject([{ text: 'Hello', recording: size === null ? null : { bytes: size } }])
  })
})
