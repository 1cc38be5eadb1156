import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TurnStatus } from '../../../app/conversation.ts'
import { readPcm } from '../../../main/sound/pcm-file.ts'
import { contentOf, exportTo, importFrom, summary, TestFolder } from '../../helpers/exchange.ts'
import { LibraryFolder, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

let here: LibraryFolder
let there: LibraryFolder
let folder: TestFolder
beforeEach(() => {
  here = new LibraryFolder()
  there = new LibraryFolder()
  folder = new TestFolder()
})
afterEach(() => {
  here.remove()
  there.remove()
  folder.remove()
})

const turn = fc.record({
  isNew: fc.boolean(),
  text: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 40 })),
  samples: fc.nat(600),
  reply: fc.option(
    fc.record({ words: fc.string({ unit: 'grapheme', maxLength: 80 }), samples: fc.nat(600), isEdited: fc.boolean() }),
  ),
  transcript: fc.option(fc.string({ unit: 'grapheme', maxLength: 40 })),
  status: fc.constantFrom<TurnStatus>('answered', 'stopped', 'joined', 'failed', 'draft'),
  passedMs: fc.nat(1e9),
  isDeleted: fc.boolean(),
})
const fate = fc.record({
  isPinned: fc.boolean(),
  isArchived: fc.boolean(),
  title: fc.option(fc.string({ maxLength: 30 })),
  profileId: fc.constantFrom(null, 'practice', 'one'),
  personaId: fc.constantFrom(null, 'sommelier'),
})

function sound(library: LibraryFolder['library'], turnId: string, side: 'recording' | 'reply', samples: number): void {
  if (samples === 0) return
  const file = library.createSoundFile(turnId, side)
  file.append(tellingPcm(samples * 2, samples))
  file.finish()
}

function fill(folder: LibraryFolder, turns: readonly (typeof turn extends fc.Arbitrary<infer T> ? T : never)[]): void {
  let conversationId = randomUUID()
  const { library } = folder
  for (const { isNew, text, samples, reply, transcript, status, passedMs, isDeleted } of turns) {
    folder.now += passedMs
    if (isNew) conversationId = randomUUID()
    const { id } = library.createTurn(newTurn({ conversationId, text: text === '' && samples === 0 ? 'Hi' : text }))
    sound(library, id, 'recording', samples)
    if (reply) sound(library, id, 'reply', reply.samples)
    library.changeTurn(id, {
      status,
      draftReason: status === 'draft' ? 'silent' : null,
      ...(reply ? { reply: newReply({ words: reply.words, isEdited: reply.isEdited }) } : {}),
      transcript:
        transcript === null ? null : { words: transcript, alignment: [], isEdited: true, model: '', cost: null },
    })
    if (isDeleted) library.deleteTurn(id)
  }
}

test('what was exported and imported is the same library, whatever was in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 8 }), fc.array(fate), async (turns, fates) => {
      const [one, other, files] = [new LibraryFolder(), new LibraryFolder(), new TestFolder()]
      try {
        fill(one, [{ ...(turns[0] ?? expect.fail()), isDeleted: false }, ...turns])
        for (const [i, { title, ...change }] of fates.entries()) {
          const conversation = one.library.listConversations()[i]
          if (conversation) one.library.changeConversation(conversation.id, { ...change, ...(title ? { title } : {}) })
        }
        await exportTo(one.library, files.at('all.zip'))
        const count = (contentOf(one.library) as unknown[]).length
        expect(await importFrom(other.library, files.at('all.zip'))).toEqual(summary({ conversations: count }))
        expect(contentOf(other.library)).toEqual(contentOf(one.library))
        expect(await importFrom(other.library, files.at('all.zip'))).toEqual(summary({ known: count }))
        other.loseIndex()
        expect(contentOf(other.library)).toEqual(contentOf(one.library))
      } finally {
        one.remove()
        other.remove()
        files.remove()
      }
    }),
    { numRuns: 15 },
  )
})

test('FLAC brings back every sample, MP3 the sound, and none the words; all are known the next time', async () => {
  const wav = readFileSync(new URL('../../fixtures/golden-retriever.wav', import.meta.url))
  const first = here.library.createTurn(newTurn({ text: 'Listen' }))
  const file = here.library.createSoundFile(first.id, 'recording')
  file.append(new Uint8Array(wav.subarray(44)))
  file.finish()
  here.library.changeTurn(first.id, { status: 'answered', reply: newReply() })
  const before = here.library.turn(first.id)
  for (const format of ['flac', 'mp3', 'none'] as const) {
    const zip = folder.at(`${format}.zip`)
    await exportTo(here.library, zip, { sound: format })
    const other = new LibraryFolder()
    try {
      expect(await importFrom(other.library, zip)).toEqual(summary({ conversations: 1 }))
      const [turn] = other.library.turnsOf(first.conversationId)
      const sound = turn?.recording
      expect({
        words: turn?.reply?.words,
        format: sound?.format,
        isSame: sound?.checksum === before.recording?.checksum,
      }).toEqual({
        words: before.reply?.words,
        format: { flac: 'wav', mp3: 'mp3', none: undefined }[format],
        isSame: format === 'flac',
      })
      // An encoder adds some silence at both ends.
      if (sound)
        expect((await secondsOf(other.library.pathOf(sound))) - (wav.byteLength - 44) / 48_000).toBeLessThan(0.1)
      expect(await importFrom(other.library, zip)).toEqual(summary({ known: 1 }))
      expect(await importFrom(here.library, zip)).toEqual(summary({ known: 1 }))
    } finally {
      other.remove()
    }
  }
})

async function secondsOf(path: string): Promise<number> {
  let bytes = 0
  for await (const piece of readPcm(path)) bytes += piece.byteLength
  return bytes / 48_000
}

test('a library goes into another by its folder alone', async () => {
  here.spoken({ text: 'One' }, true)
  here.spoken({ text: 'Two' }, true)
  here.close()
  expect(await importFrom(there.library, here.path)).toEqual(summary({ conversations: 2 }))
  expect(contentOf(there.library)).toEqual(contentOf(here.library))
})

test('what is there with other turns is put beside it, once', async () => {
  const turn = here.spoken({ text: 'One' }, true)
  await exportTo(here.library, folder.at('a.zip'))
  await importFrom(there.library, folder.at('a.zip'))
  for (const [library, text] of [
    [here.library, 'Mine'],
    [there.library, 'Yours'],
  ] as const) {
    library.createTurn(newTurn({ conversationId: turn.conversationId, text, status: 'sending' }))
  }
  here.reopen()
  await exportTo(here.library, folder.at('b.zip'))
  expect(await importFrom(there.library, folder.at('b.zip'))).toEqual(summary({ conversations: 1, copies: 1 }))
  expect(await importFrom(there.library, folder.at('b.zip'))).toEqual(summary({ known: 1 }))
  const texts = there.library.listConversations().map(({ id }) => there.library.turnsOf(id).map(({ text }) => text))
  expect(texts.sort()).toEqual([
    ['One', 'Mine'],
    ['One', 'Yours'],
  ])
})

test('what is there and newer stays as it is, and comes out of the trash', async () => {
  const turn = here.spoken({ text: 'One' }, true)
  await exportTo(here.library, folder.at('a.zip'))
  here.now += 1000
  here.library.changeTurn(turn.id, { reply: newReply({ words: 'Corrected', isEdited: true }) })
  here.library.trashConversation(turn.conversationId)
  expect(await importFrom(here.library, folder.at('a.zip'))).toEqual(summary({ known: 1 }))
  expect(here.library.listConversations()).toMatchObject([{ id: turn.conversationId, purgeAt: null }])
  expect(here.library.turn(turn.id).reply?.words).toBe('Corrected')
})

test('an export is the same every time', async () => {
  here.spoken({ text: 'One' }, true)
  const sums = []
  for (const name of ['a.zip', 'b.zip']) {
    await exportTo(here.library, folder.at(name))
    sums.push(
      createHash('sha256')
        .update(readFileSync(folder.at(name)))
        .digest('hex'),
    )
  }
  expect(sums[0]).toBe(sums[1])
})
