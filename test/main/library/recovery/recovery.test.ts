import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Turn } from '../../../../app/conversation.ts'
import { SAMPLE_RATE_HZ } from '../../../../app/pcm.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../../app/wav.ts'
import type { GrowingSound } from '../../../../main/library/sounds/sounds.ts'
import { codeOf, LibraryFolder, newReply, newTurn, readRecording, tellingPcm } from '../../../helpers/library-folder.ts'

const DRAFT_RECOVERED = { name: 'drafts_recovered', count: 1 }
const ONE_GONE = { name: 'sounds_gone', count: 1 }

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

/** A turn whose recording is being written and has that many bytes; closing the library now is like being killed. */
function recording(bytes: number): { turn: Turn; file: GrowingSound; path: string } {
  const turn = folder.library.createTurn(newTurn())
  const file = folder.library.createSoundFile(turn.id, 'recording')
  file.append(tellingPcm(bytes))
  return { turn, file, path: folder.partPath(turn) }
}

/** A turn with a finished recording. */
function recorded(bytes = 960): Turn {
  const { turn, file } = recording(bytes)
  file.finish()
  return folder.library.changeTurn(turn.id, { status: 'draft', draftReason: 'silent' })
}

/** Does something to the rows as only a power cut or a person could. */
function tamper(sql: string): void {
  folder.close()
  const database = new DatabaseSync(join(folder.path, 'library.db'))
  database.exec(sql)
  database.close()
}

const inFolder = (path: string) => join(folder.path, path)

describe('a recording that was being made', () => {
  test('becomes a draft with every sample and a header that says so', () => {
    const { turn } = recording(4800)
    const { notices } = folder.reopen()
    const found = folder.library.turn(turn.id)
    expect({
      notices,
      status: found.status,
      reason: found.draftReason,
      durationMs: found.recording?.durationMs,
    }).toEqual({
      notices: [DRAFT_RECOVERED],
      status: 'draft',
      reason: 'recovered',
      durationMs: 100,
    })
    expect(Buffer.from(readRecording(folder.library, turn.id).bytes)).toEqual(
      Buffer.concat([wavHeader(4800, SAMPLE_RATE_HZ), tellingPcm(4800)]),
    )
  })

  test('is drawn and counted like one that was finished', () => {
    const { turn } = recording(48_000)
    const finished = recorded(48_000)
    folder.reopen()
    const { file: _, ...found } = folder.library.turn(turn.id).recording ?? {}
    const { file: __, ...expected } = finished.recording ?? {}
    expect({ found, drafts: folder.library.conversation(turn.conversationId)?.draftCount }).toEqual({
      found: expected,
      drafts: 1,
    })
  })

  test('loses half a sample at its end and nothing else', () => {
    const { turn, path } = recording(960)
    folder.close()
    appendFileSync(path, Uint8Array.of(7))
    expect(folder.library.turn(turn.id).recording?.bytes).toBe(WAV_HEADER_BYTES + 960)
  })

  test('is told once', () => {
    recording(960)
    folder.reopen()
    expect(folder.reopen().notices).toEqual([])
  })

  test('goes, with its conversation, when nothing had been recorded', () => {
    const { turn } = recording(0)
    const { notices } = folder.reopen()
    expect({
      notices,
      turn: codeOf(() => folder.library.turn(turn.id)),
      conversation: folder.library.conversation(turn.conversationId),
      files: folder.soundFiles(),
    }).toEqual({ notices: [], turn: 'not_found', conversation: null, files: [] })
  })

  test.each([0, 10, 44])('goes when its file was only %i bytes of header', length => {
    const { turn, path } = recording(960)
    folder.close()
    writeFileSync(path, readFileSync(path).subarray(0, length))
    expect([codeOf(() => folder.library.turn(turn.id)), folder.soundFiles()]).toEqual(['not_found', []])
  })

  test('goes when its file was never made', () => {
    const { turn, path } = recording(960)
    folder.close()
    rmSync(path)
    expect(codeOf(() => folder.library.turn(turn.id))).toBe('not_found')
  })

  test('is kept when its file was renamed and its row not yet written', () => {
    const { turn, path } = recording(960)
    folder.close()
    renameSync(path, path.replace(/\.part$/, ''))
    expect(folder.library.turn(turn.id)).toMatchObject({ status: 'draft', recording: { bytes: 1004 } })
  })

  test('is a draft when it was finished and not yet sent', () => {
    const { turn, file } = recording(960)
    const sound = file.finish()
    folder.reopen()
    expect(folder.library.turn(turn.id)).toMatchObject({ status: 'draft', draftReason: 'recovered', recording: sound })
  })

  test('can be recovered after a recovery that was interrupted half-way', () => {
    const { turn, path } = recording(960)
    folder.close()
    const bytes = readFileSync(path)
    bytes.set(wavHeader(960, SAMPLE_RATE_HZ))
    writeFileSync(path, bytes)
    expect(folder.library.turn(turn.id)).toMatchObject({ status: 'draft', recording: { bytes: 1004 } })
  })

  test('two of them are told in one sentence', () => {
    recording(960)
    recording(960)
    expect(folder.reopen().notices).toEqual([{ name: 'drafts_recovered', count: 2 }])
  })
})

describe('an attached file that was being copied', () => {
  test('is a draft as far as it came, and never sent cut off', () => {
    const turn = folder.library.createTurn(newTurn({ status: 'sending', attachmentName: 'memo.wav' }))
    const file = folder.library.createSoundFile(turn.id, 'recording')
    file.append(tellingPcm(960))
    folder.reopen()
    expect(folder.library.turn(turn.id)).toMatchObject({ status: 'draft', draftReason: 'recovered', failure: null })
  })
})

describe('a sound file without a row', () => {
  /** Puts a file into a folder of the library that no row knows. */
  function put(path: string, bytes: Uint8Array): void {
    folder.close()
    mkdirSync(join(inFolder(path), '..'), { recursive: true })
    writeFileSync(inFolder(path), bytes)
  }
  const wav = (length: number) => Buffer.concat([wavHeader(length, SAMPLE_RATE_HZ), tellingPcm(length)])
  const turns = () => folder.library.listConversations().flatMap(({ id }) => folder.library.turnsOf(id))

  test('becomes a draft in a conversation of its own', () => {
    put('conversations/2026-01-31-0a1b2c3d/0002-you.wav', wav(960))
    expect({ notices: folder.library.notices, turns: turns() }).toMatchObject({
      notices: [{ name: 'sounds_added', count: 1 }],
      turns: [
        {
          conversationId: expect.stringMatching(/^0a1b2c3d-/),
          position: 2,
          status: 'draft',
          draftReason: 'recovered',
          recording: { file: 'conversations/2026-01-31-0a1b2c3d/0002-you.wav', durationMs: 20 },
        },
      ],
    })
  })

  test('becomes a draft when it was still being written, its header repaired', () => {
    put('conversations/2026-01-31-0a1b2c3d/0001-you.wav.part', wav(960).fill(0, 0, 44))
    expect({ turns: turns(), files: folder.soundFiles() }).toMatchObject({
      turns: [{ status: 'draft', recording: { bytes: 1004 } }],
      files: ['conversations/2026-01-31-0a1b2c3d/0001-you.wav'],
    })
  })

  test('makes a turn again together with its reply', () => {
    put('conversations/2026-01-31-0a1b2c3d/0001-you.wav', wav(960))
    put('conversations/2026-01-31-0a1b2c3d/0001-reply.wav', wav(1920))
    expect(turns()).toMatchObject([
      {
        status: 'answered',
        draftReason: null,
        recording: { bytes: 1004 },
        reply: { isComplete: true, sound: { bytes: 1964 } },
      },
    ])
  })

  test('makes a turn that was cut off when its reply was still being written', () => {
    put('conversations/2026-01-31-0a1b2c3d/0001-you.wav', wav(960))
    put('conversations/2026-01-31-0a1b2c3d/0001-reply.wav.part', wav(1920))
    expect(turns()).toMatchObject([
      { status: 'failed', failure: { code: 'cut_off' }, reply: { isComplete: false, sound: { bytes: 1964 } } },
    ])
  })

  test('makes no draft of a question that was being answered when its folder still told of a draft', () => {
    const { id, recording } = folder.spoken()
    folder.loseIndex()
    put((recording?.file ?? '').replace('-you.wav', '-reply.wav.part'), wav(1920))
    expect(folder.library.turn(id)).toMatchObject({
      status: 'failed',
      draftReason: null,
      failure: { code: 'cut_off' },
      reply: { isComplete: false, sound: { bytes: 1964 } },
    })
  })

  test('goes back to its turn when only its row was lost', () => {
    const turn = recorded()
    tamper("UPDATE turns SET told = json_set(told, '$.recording', NULL), sounds = 0, sound_bytes = 0")
    expect(folder.library.turn(turn.id)).toEqual(turn)
  })

  test('gets a turn of its own when its place is taken', () => {
    const turn = recorded()
    put(`${turn.recording?.file}.part`, wav(1920))
    expect(turns()).toMatchObject([
      turn,
      { position: 2, status: 'draft', recording: { file: expect.stringMatching(/0002-you\.wav$/), bytes: 1964 } },
    ])
  })

  test('stays away when it was deleted and only the file is left', () => {
    const turn = recorded()
    folder.library.deleteConversation(turn.conversationId)
    tamper(`INSERT INTO tombstones (path) VALUES ('${turn.recording?.file}')`)
    put(turn.recording?.file ?? '', wav(960))
    expect({ turns: turns(), files: folder.soundFiles() }).toEqual({ turns: [], files: [] })
  })

  test.each([
    ['a text', Buffer.from('This is not a sound at all, whatever its name says about it.'.repeat(3))],
    ['nothing', Buffer.alloc(0)],
    ['a header without sound', wav(0)],
    ['another kind of sound', Buffer.concat([wavHeader(960, SAMPLE_RATE_HZ).fill(2, 22, 23), tellingPcm(960)])],
  ])('is left alone when it holds %s', (_, bytes) => {
    put('conversations/2026-01-31-0a1b2c3d/0001-you.wav', bytes)
    expect({ turns: turns(), notices: folder.library.notices, files: folder.soundFiles() }).toEqual({
      turns: [],
      notices: [],
      files: ['conversations/2026-01-31-0a1b2c3d/0001-you.wav'],
    })
  })

  test('is left alone in folders and under names that are not the library’s', () => {
    const strange = [
      'conversations/Holiday/0001-you.wav',
      'conversations/2026-01-31-0a1b2c3d/holiday.wav',
      'conversations/0001-you.wav',
      'conversations/2026-01-31-0a1b2c3d/more/0001-you.wav',
    ]
    for (const path of strange) put(path, wav(960))
    expect({ turns: turns(), files: folder.soundFiles() }).toEqual({ turns: [], files: [...strange].sort() })
  })

  test('gets the length it really has, whatever its header says', () => {
    const lying = Buffer.concat([wavHeader(96_000_000, SAMPLE_RATE_HZ), tellingPcm(960)])
    put('conversations/2026-01-31-0a1b2c3d/0001-you.wav', lying)
    expect(turns()[0]?.recording).toMatchObject({ bytes: 1004, durationMs: 20 })
  })
})

describe('a row without a sound file', () => {
  test('goes, and a draft of which nothing else is left goes with it', () => {
    const { id, recording } = recorded()
    folder.close()
    rmSync(inFolder(recording?.file ?? ''))
    expect([folder.library.notices, codeOf(() => folder.library.turn(id))]).toEqual([[ONE_GONE], 'not_found'])
  })

  test('goes, and an answered turn stays with its words', () => {
    const { id, recording } = recorded()
    folder.library.changeTurn(id, { status: 'answered', reply: newReply() })
    folder.close()
    rmSync(inFolder(recording?.file ?? ''))
    expect(folder.library.turn(id)).toMatchObject({ status: 'answered', recording: null, reply: newReply() })
  })

  test('comes back with its file', () => {
    const turn = recorded()
    folder.library.changeTurn(turn.id, { status: 'answered', reply: newReply() })
    const file = inFolder(turn.recording?.file ?? '')
    folder.close()
    renameSync(file, join(folder.path, 'elsewhere.wav'))
    expect(folder.library.turn(turn.id).recording).toBeNull()
    folder.close()
    renameSync(join(folder.path, 'elsewhere.wav'), file)
    expect(folder.library.turn(turn.id).recording).toEqual(turn.recording)
  })
})

describe('what was being deleted', () => {
  test('goes on being deleted', () => {
    const { conversationId, recording } = recorded()
    const other = recorded()
    const { file } = recording ?? { file: '' }
    tamper(
      `INSERT INTO tombstones SELECT folder FROM conversations WHERE id = '${conversationId}';
       DELETE FROM conversations WHERE id = '${conversationId}'`,
    )
    expect(folder.library.listConversations().map(({ id }) => id)).toEqual([other.conversationId])
    expect({ gone: !existsSync(join(inFolder(file), '..')), files: folder.soundFiles() }).toEqual({
      gone: true,
      files: [other.recording?.file],
    })
  })

  test('is not told', () => {
    const turn = recorded()
    folder.library.deleteTurn(turn.id)
    expect(folder.reopen().notices).toEqual([])
  })
})

describe('the trash', () => {
  test('is emptied of what was discarded a day ago', () => {
    const [old, recent] = [recorded(), recorded()]
    folder.library.trashTurn(old.id, 'discarded')
    folder.now += 60_000
    folder.library.trashTurn(recent.id, 'discarded')
    folder.now += 24 * 3600 * 1000 - 60_000
    folder.reopen()
    expect({
      old: codeOf(() => folder.library.turn(old.id)),
      recent: codeOf(() => folder.library.turn(recent.id)),
      files: folder.soundFiles(),
    }).toEqual({ old: 'not_found', recent: 'nothing', files: [recent.recording?.file] })
  })
})
