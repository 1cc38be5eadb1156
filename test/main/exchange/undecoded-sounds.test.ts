import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { checkLibrary } from '../../../main/library/check/check.ts'
import { contentOf, exportTo, importFrom, summary, TestFolder } from '../../helpers/exchange.ts'
import { LibraryFolder, newReply, tellingPcm } from '../../helpers/library-folder.ts'

/* Replies whose sound nothing here decodes: kept as they came, wherever they go. */

const formats = ['aac', 'flac', 'opus', 'bin'] as const

let here: LibraryFolder
let there: LibraryFolder
let files: TestFolder
beforeEach(() => {
  here = new LibraryFolder()
  there = new LibraryFolder()
  files = new TestFolder()
})
afterEach(() => {
  for (const one of [here, there, files]) one.remove()
})

const bytesOf = (format: string) => tellingPcm(1000 + format.length)

function replied(format: (typeof formats)[number]): Turn {
  const { id } = here.spoken()
  here.library.changeTurn(id, { status: 'replying', reply: newReply() })
  here.library.importSound(id, { format, bytes: bytesOf(format), durationMs: 0, peaks: [] }, 'reply')
  return here.library.changeTurn(id, { status: 'answered', reply: newReply() })
}

const pathOf = ({ reply }: Turn) => join(here.path, reply?.sound?.file ?? '')

test.each(formats)(
  'a reply of %s is a file of its own kind, whole, also when the index is made again',
  async format => {
    const turn = replied(format)
    expect(turn.reply?.sound).toMatchObject({ format, durationMs: 0, bytes: bytesOf(format).byteLength })
    expect(pathOf(turn)).toMatch(new RegExp(`0001-reply\\.${format}$`))
    here.loseIndex()
    expect(here.library.turn(turn.id).reply).toEqual(turn.reply)
    here.close()
    for await (const finding of checkLibrary(here.path)) expect.fail(finding.sentence)
    expect(readFileSync(pathOf(turn)).equals(bytesOf(format))).toBe(true)
  },
)

test('one that Parley was killed in the middle of keeping is found again', () => {
  const turn = replied('aac')
  here.close()
  renameSync(pathOf(turn), `${pathOf(turn)}.part`)
  here.loseIndex()
  const { reply } = here.library.turn(turn.id)
  expect(reply?.sound).toMatchObject({ format: 'aac', bytes: bytesOf('aac').byteLength })
})

test.each(['wav', 'flac', 'mp3'] as const)('goes along into an export of %s as it is, and comes back', async sound => {
  for (const format of formats) replied(format)
  await exportTo(here.library, files.at('all.zip'), { sound })
  expect(await importFrom(there.library, files.at('all.zip'))).toEqual(summary({ conversations: formats.length }))
  const kept = there.library.listConversations().flatMap(({ id }) => there.library.turnsOf(id))
  for (const format of formats) {
    const reply = kept.find(turn => turn.reply?.sound?.format === format)?.reply?.sound ?? expect.fail(format)
    expect(readFileSync(there.library.pathOf(reply)).equals(bytesOf(format))).toBe(true)
  }
  if (sound === 'wav') expect(contentOf(there.library)).toEqual(contentOf(here.library))
})

test('has no part in a conversation that is exported as one sound, and does not hinder it', async () => {
  const { conversationId } = replied('aac')
  await exportTo(here.library, files.at('mixed.wav'), {
    ...{ scope: { kind: 'some', conversationIds: [conversationId] }, isMixed: true },
  })
  expect(readFileSync(files.at('mixed.wav')).byteLength).toBeGreaterThan(960)
})
