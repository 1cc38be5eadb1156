import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  conversationFolder,
  deleteInside,
  insidePath,
  isConversationFolder,
  partPath,
  readSoundName,
  soundPath,
} from '../../../main/library/paths.ts'
import { codeOf } from '../../helpers/library-folder.ts'

const ID = '0a1b2c3d-0000-4000-8000-000000000000'
const NOON = new Date(2026, 10, 3, 12).getTime()

let outer: string
let library: string

beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'parley-paths-'))
  library = join(outer, 'library')
  mkdirSync(join(library, 'conversations', 'one'), { recursive: true })
})

afterEach(() => rmSync(outer, { recursive: true, force: true }))

describe('names', () => {
  test('a conversation’s folder tells its day and the start of its id', () => {
    expect([conversationFolder(ID, NOON), conversationFolder(ID, NOON, 2)]).toEqual([
      'conversations/2026-11-03-0a1b2c3d',
      'conversations/2026-11-03-0a1b2c3d-2',
    ])
  })

  test('only folders named like that are the library’s', () => {
    const names = ['2026-11-03-0a1b2c3d', '2026-11-03-0a1b2c3d-2', 'Holiday', '2026-11-03', '2026-11-03-0a1b2c3d copy']
    expect(names.filter(isConversationFolder)).toEqual(['2026-11-03-0a1b2c3d', '2026-11-03-0a1b2c3d-2'])
  })

  test('sound files sort in the order they were spoken', () => {
    const files = [1, 2, 10].flatMap(position => [
      soundPath('f', position, 'recording', 'wav'),
      soundPath('f', position, 'reply', 'wav'),
    ])
    expect([...files].sort((a, b) => a.slice(0, 6).localeCompare(b.slice(0, 6)))).toEqual(files)
  })

  test('what a sound file’s name says is read back', () => {
    const path = partPath(soundPath('f', 12_345, 'reply', 'mp3'))
    expect(readSoundName(path.slice(2))).toEqual({ position: 12_345, side: 'reply', format: 'mp3', isPart: true })
  })

  test.each([
    'you.wav',
    '1-you.wav',
    '0001-me.wav',
    '0001-you.flac',
    '0001-you.wav.part.part',
    '0001-you.WAV',
    '.DS_Store',
  ])('%s is somebody else’s file', name => {
    expect(readSoundName(name)).toBeNull()
  })
})

describe('paths', () => {
  test('a relative path lies in the library', () => {
    expect(insidePath(library, 'conversations/one/0001-you.wav')).toBe(
      join(library, 'conversations', 'one', '0001-you.wav'),
    )
  })

  test.each([
    '../secret',
    'conversations/../../secret',
    '/etc/passwd',
    'a//b',
    '',
    '.',
    'a\\..\\b',
    'C:secret',
    'a\0b',
  ])('the path “%s” is refused', path => {
    expect(codeOf(() => insidePath(library, path))).toBe('disk_failed')
  })

  test('a path through a link is refused, wherever the link leads', () => {
    symlinkSync(outer, join(library, 'conversations', 'link'))
    expect(codeOf(() => insidePath(library, 'conversations/link/file'))).toBe('disk_failed')
  })
})

describe('deleting', () => {
  test('a file goes, and a second time is no failure', () => {
    writeFileSync(join(library, 'conversations/one/0001-you.wav'), '')
    deleteInside(library, 'conversations/one/0001-you.wav')
    deleteInside(library, 'conversations/one/0001-you.wav')
    expect(readdirSync(join(library, 'conversations/one'))).toEqual([])
  })

  test('a folder goes with its sound files and its own file, drafts of it included', () => {
    const drafts = ['conversation.json.new', 'conversation.json.12.new']
    for (const name of ['0001-you.wav', '0001-reply.wav.part', 'conversation.json', ...drafts])
      writeFileSync(join(library, 'conversations/one', name), '')
    deleteInside(library, 'conversations/one')
    expect(readdirSync(join(library, 'conversations'))).toEqual([])
  })

  test('foreign files stay, and the folder with them', () => {
    for (const name of ['0001-you.wav', 'notes.txt']) writeFileSync(join(library, 'conversations/one', name), '')
    deleteInside(library, 'conversations/one')
    expect(readdirSync(join(library, 'conversations/one'))).toEqual(['notes.txt'])
  })

  test('nothing behind a link is deleted', () => {
    mkdirSync(join(outer, 'elsewhere'))
    writeFileSync(join(outer, 'elsewhere', '0001-you.wav'), 'precious')
    symlinkSync(join(outer, 'elsewhere'), join(library, 'conversations', 'two'))
    symlinkSync(join(outer, 'elsewhere', '0001-you.wav'), join(library, 'conversations/one/0001-you.wav'))
    deleteInside(library, 'conversations/one')
    expect({
      code: codeOf(() => deleteInside(library, 'conversations/two')),
      elsewhere: readdirSync(join(outer, 'elsewhere')),
      left: [readdirSync(join(library, 'conversations')).sort(), readdirSync(join(library, 'conversations/one'))],
    }).toEqual({
      code: 'disk_failed',
      elsewhere: ['0001-you.wav'],
      left: [['one', 'two'], ['0001-you.wav']],
    })
  })
})
