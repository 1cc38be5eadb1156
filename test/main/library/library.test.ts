import { hash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import type { WholeSound } from '../../../main/library/sounds/sounds.ts'
import { codeOf, LibraryFolder, newReply, newTurn, readRecording, tellingPcm } from '../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

describe('opening', () => {
  test('makes the folder, for its owner only, and finds nothing in it', () => {
    const path = join(folder.path, 'new', 'deeper')
    const library = openLibrary(path)
    expect({ folder: library.folder, notices: library.notices, list: library.listConversations() }).toEqual({
      folder: path,
      notices: [],
      list: [],
    })
    library.close()
  })

  test('is refused where a file stands in the way', () => {
    writeFileSync(join(folder.path, 'file'), '')
    const inTheWay = [join(folder.path, 'file'), join(folder.path, 'file', 'below')]
    expect(inTheWay.map(path => codeOf(() => openLibrary(path)))).toEqual(['disk_failed', 'disk_failed'])
  })

  test('is refused while it is open, and allowed again after closing', () => {
    const { library } = folder
    const second = codeOf(() => openLibrary(library.folder))
    folder.close()
    expect([second, codeOf(() => folder.library)]).toEqual(['busy', 'nothing'])
  })

  test('leaves foreign files in the folder alone', () => {
    folder.close()
    for (const name of ['settings.json', 'notes.txt', 'conversations.txt'])
      writeFileSync(join(folder.path, name), 'mine')
    folder.reopen()
    expect(readdirSync(folder.path)).toEqual(
      expect.arrayContaining(['settings.json', 'notes.txt', 'conversations.txt']),
    )
  })
})

describe('turns', () => {
  test('a new turn has what it was made with and nothing else', () => {
    const question = newTurn({ text: 'Why?', attachmentName: 'memo.wav', status: 'sending' })
    expect(folder.library.createTurn(question)).toEqual({
      ...question,
      position: 1,
      createdAt: folder.now,
      draftReason: null,
      recording: null,
      missingMs: 0,
      talked: null,
      transcript: null,
      transcription: null,
      reply: null,
      failure: null,
      attempt: null,
      unanswered: 0,
      outbox: null,
      expired: null,
      purgeAt: null,
    })
  })

  test('turns of a conversation come in pages from its end, each in order, the trash left out', () => {
    const conversationId = randomUUID()
    const turns = [1, 2, 3, 4, 5, 6].map(() => folder.spoken({ conversationId }))
    folder.library.changeTurn(turns[3]?.id ?? '', { status: 'trashed' })
    const positions = (before?: number) => folder.library.turnsOf(conversationId, before, 2).map(turn => turn.position)
    expect([positions(), positions(5), positions(2), positions(1)]).toEqual([[5, 6], [2, 3], [1], []])
  })

  test('turns of a conversation are in the order they were made', () => {
    const conversationId = randomUUID()
    const ids = [1, 2, 3].map(() => folder.library.createTurn(newTurn({ conversationId })).id)
    const found = folder.library.turnsOf(conversationId)
    expect(found.map(({ id, position }) => [id, position])).toEqual(ids.map((id, i) => [id, i + 1]))
  })

  test('an id is used once', () => {
    const question = newTurn()
    folder.library.createTurn(question)
    expect(codeOf(() => folder.library.createTurn(question))).toBe('bad_input')
  })

  test('a change keeps what it does not name', () => {
    const turn = folder.library.createTurn(newTurn({ text: 'Why?' }))
    const failure = { code: 'stalled', message: 'It stalled.' } as const
    folder.library.changeTurn(turn.id, { status: 'failed', failure, missingMs: 12.5 })
    expect(folder.library.turn(turn.id)).toEqual({ ...turn, status: 'failed', failure, missingMs: 12.5 })
  })

  test('a reply is kept in full', () => {
    const turn = folder.library.createTurn(newTurn())
    const replies = [newReply(), newReply({ usage: null, audioId: null, audioExpiresAt: null, heardMs: 0, words: '' })]
    const kept = replies.map(reply => folder.library.changeTurn(turn.id, { reply }).reply)
    expect(kept).toEqual(replies)
  })

  test('the newest replies tell when they came, also when the index is made again', () => {
    const talked = { pressedAt: 1000, firstSampleAt: 1040, releasedAt: 3000 }
    const { times } = newReply()
    for (const profileId of ['first', 'second']) {
      const turn = folder.spoken({}, true)
      folder.library.changeTurn(turn.id, { talked, reply: newReply({ profileId }) })
      folder.now += 60_000
    }
    folder.library.createTurn(newTurn())
    const second = { profileId: 'second', talked, times, hasFailed: false }
    expect(folder.library.newestTimes(1)).toEqual([second])
    folder.close()
    rmSync(join(folder.path, 'library.db'))
    folder.reopen()
    expect(folder.library.newestTimes(10)).toEqual([second, { ...second, profileId: 'first' }])
  })

  test('words are kept as they are, whatever their script and length', () => {
    const words = `${"'); DROP TABLE turns; --"} 金毛 \u0000 👩‍👩‍👧‍👦 ${'long '.repeat(20_000)}`
    const turn = folder.library.createTurn(newTurn({ text: words, microphone: words }))
    expect({ text: turn.text === words, microphone: turn.microphone === words }).toEqual({
      text: true,
      microphone: true,
    })
  })

  test('a change takes no sounds: they are what the files are', () => {
    const turn = folder.spoken({}, true)
    const reply = newReply({ words: 'Corrected.', sound: null })
    const changed = folder.library.changeTurn(turn.id, { recording: null, reply })
    expect([changed.recording, changed.reply]).toEqual([turn.recording, { ...reply, sound: turn.reply?.sound }])
  })

  test('a reply set to null goes with its sound, so that the question can be sent again', () => {
    const turn = folder.spoken({}, true)
    const changed = folder.library.changeTurn(turn.id, { status: 'sending', reply: null })
    expect({ reply: changed.reply, files: folder.soundFiles() }).toEqual({
      reply: null,
      files: [turn.recording?.file],
    })
  })

  test('a second reply takes the place of the one that was deleted, for good', () => {
    const turn = folder.spoken({}, true)
    folder.library.changeTurn(turn.id, { status: 'sending', reply: null })
    const file = folder.library.createSoundFile(turn.id, 'reply')
    file.append(tellingPcm(4800))
    file.finish()
    folder.library.changeTurn(turn.id, { status: 'answered', reply: newReply() })
    expect(folder.reopen().turn(turn.id).reply?.sound?.durationMs).toBe(100)
  })

  test('drafts of all conversations are listed, newest first', () => {
    const drafts = [1, 2, 3].map(() => {
      folder.now += 1000
      return folder.spoken().id
    })
    folder.spoken({}, true)
    expect(folder.library.drafts().map(({ id }) => id)).toEqual(drafts.reverse())
  })

  test.each(['turn', 'changeTurn', 'deleteTurn', 'createSoundFile', 'readSound'] as const)(
    '%s of a turn that is not there says so',
    name => {
      const calls = {
        turn: (id: string) => folder.library.turn(id),
        changeTurn: (id: string) => folder.library.changeTurn(id, { status: 'draft' }),
        deleteTurn: (id: string) => folder.library.deleteTurn(id),
        createSoundFile: (id: string) => folder.library.createSoundFile(id, 'reply'),
        readSound: (id: string) => folder.library.readSound(id, 'recording', 0, 1),
      }
      expect(codeOf(() => calls[name](randomUUID()))).toBe('not_found')
    },
  )
})

describe('sounds', () => {
  const memo: WholeSound = { format: 'wav', durationMs: 20, peaks: [1, 2, 3], bytes: tellingPcm(1004) }

  test('an attached file is kept byte for byte', () => {
    const { id } = folder.library.createTurn(newTurn({ status: 'sending', attachmentName: 'memo.wav' }))
    const sound = folder.library.importSound(id, memo)
    const checksum = hash('sha256', memo.bytes)
    expect({ sound, kept: folder.library.turn(id).recording, read: readRecording(folder.library, id) }).toEqual({
      sound: { file: sound.file, format: 'wav', bytes: 1004, durationMs: 20, checksum, peaks: [1, 2, 3] },
      kept: sound,
      read: { bytes: memo.bytes, totalBytes: 1004, format: 'wav' },
    })
  })

  test('an attached MP3 is named as what it is', () => {
    const { id } = folder.library.createTurn(newTurn({ status: 'sending', attachmentName: 'memo.mp3' }))
    folder.library.importSound(id, { ...memo, format: 'mp3' })
    expect([folder.soundFiles()[0]?.split('/').at(-1), readRecording(folder.library, id).format]).toEqual([
      '0001-you.mp3',
      'mp3',
    ])
  })

  test('a sound is read in parts', () => {
    const { id } = folder.spoken({}, true)
    const whole = Buffer.concat([wavHeader(960, SAMPLE_RATE_HZ), tellingPcm(960)])
    const parts = [0, 300, 600, 900].map(offset => folder.library.readSound(id, 'reply', offset, 300))
    expect(parts.map(({ bytes, totalBytes }) => [Buffer.from(bytes), totalBytes])).toEqual(
      [0, 300, 600, 900].map(offset => [whole.subarray(offset, offset + 300), 1004]),
    )
  })

  test('reading beyond the end gives nothing', () => {
    const { id } = folder.spoken()
    expect(folder.library.readSound(id, 'recording', 5000, 300)).toEqual({
      bytes: new Uint8Array(),
      totalBytes: 1004,
      format: 'wav',
    })
  })

  test('a sound that is not there, or not there any more, says so', () => {
    const { id, recording } = folder.spoken()
    const reply = codeOf(() => folder.library.readSound(id, 'reply', 0, 100))
    rmSync(join(folder.path, recording?.file ?? ''))
    expect([reply, codeOf(() => readRecording(folder.library, id))]).toEqual(['not_found', 'not_found'])
  })

  test('a path that leads out of the library is refused', () => {
    const sound = { file: '../../etc/passwd', format: 'wav', bytes: 1, durationMs: 1, checksum: '' } as const
    expect(codeOf(() => folder.library.pathOf({ ...sound, peaks: [] }))).toBe('disk_failed')
  })

  test('a sound whose folder cannot be made leaves nothing half done', () => {
    const { id, conversationId } = folder.library.createTurn(newTurn())
    const inTheWay = join(folder.path, `conversations/2026-11-23-${conversationId.slice(0, 8)}`)
    writeFileSync(inTheWay, 'a file')
    const refused = [
      codeOf(() => folder.library.createSoundFile(id, 'recording')),
      codeOf(() => folder.library.importSound(id, memo)),
    ]
    rmSync(inTheWay)
    mkdirSync(inTheWay)
    const file = folder.library.createSoundFile(id, 'recording')
    file.append(tellingPcm(960))
    expect({ refused, bytes: file.finish().bytes }).toEqual({
      refused: ['disk_failed', 'disk_failed'],
      bytes: WAV_HEADER_BYTES + 960,
    })
  })
})
