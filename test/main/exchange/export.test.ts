import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExportOptions } from '../../../app/library/exchange.ts'
import { ZipReader } from '../../../main/archive/zip-reader.ts'
import { conversationsToExport, nameOfExport } from '../../../main/exchange/export.ts'
import { exportTo, NOW, plainExport, TestFolder } from '../../helpers/exchange.ts'
import { decodeFlac } from '../../helpers/flac-decoder.ts'
import { codeOf, LibraryFolder, newReply, newTurn } from '../../helpers/library-folder.ts'
import { readWavFile } from '../../helpers/sound.ts'

let folder: LibraryFolder
let files: TestFolder
beforeEach(() => {
  folder = new LibraryFolder()
  files = new TestFolder()
})
afterEach(() => {
  folder.remove()
  files.remove()
})

const SECOND = new Uint8Array(48_000).map((_, i) => (i % 2 === 0 ? i % 251 : i % 5))

/** A spoken question in words, and a spoken reply, of a second each. */
function talk(): string {
  const { id, conversationId } = folder.library.createTurn(newTurn())
  for (const side of ['recording', 'reply'] as const) {
    const file = folder.library.createSoundFile(id, side)
    file.append(SECOND)
    file.finish()
  }
  folder.library.changeTurn(id, {
    status: 'answered',
    transcript: { words: 'Are they gentle?', alignment: [], isEdited: false, model: 'whisper', cost: null },
    reply: newReply(),
  })
  return conversationId
}

async function exported(change: Partial<ExportOptions> = {}): Promise<Map<string, Buffer>> {
  const path = files.at('made.zip')
  await exportTo(folder.library, path, change)
  const zip = await ZipReader.open(path, { bytes: 1e9 })
  const entries = new Map<string, Buffer>()
  for (const entry of zip.entries) entries.set(entry.name, await buffer(zip.openEntry(entry, 1e9)))
  zip.close()
  return entries
}

test('an export has a folder for each conversation: its sounds as they are, the words to read, and its own file as the library has it', async () => {
  const conversationId = talk()
  const entries = await exported()
  const inner = `Parley 2026-11-24/2026-11-23-${conversationId.slice(0, 8)}`
  expect([...entries.keys()]).toEqual([
    `${inner}/0001-you.wav`,
    `${inner}/0001-reply.wav`,
    `${inner}/conversation.md`,
    `${inner}/conversation.json`,
    'Parley 2026-11-24/parley-export.json',
  ])
  folder.close()
  const own = `${folder.path}/conversations/2026-11-23-${conversationId.slice(0, 8)}`
  for (const name of ['0001-you.wav', '0001-reply.wav', 'conversation.json']) {
    expect(entries.get(`${inner}/${name}`)?.equals(readFileSync(`${own}/${name}`))).toBe(true)
  }
  const text = String(entries.get(`${inner}/conversation.md`))
  for (const part of ['Are they gentle?', newReply().words, '(0001-you.wav)', '(0001-reply.wav)'])
    expect(text).toContain(part)
  expect(JSON.parse(String(entries.get('Parley 2026-11-24/parley-export.json')))).toEqual({
    ...{ format: 1, createdAt: NOW, sound: 'wav', captions: 'none' },
    conversations: [{ folder: inner.replace(/.*\//, ''), id: conversationId, title: 'Are they gentle?', turns: 1 }],
  })
})

test('FLAC holds every sample, and the conversation says what it was', async () => {
  talk()
  const entries = await exported({ sound: 'flac', captions: 'srt' })
  const [flac] = [...entries].filter(([name]) => name.endsWith('0001-you.flac')).map(([, bytes]) => bytes)
  const decoded = await decodeFlac(flac ?? Buffer.alloc(0))
  expect([Buffer.from(decoded.heard.samples.buffer).equals(SECOND), decoded.complaints]).toEqual([true, []])
  const json = JSON.parse(String([...entries].find(([name]) => name.endsWith('conversation.json'))?.[1]))
  expect(json.turns[0].recording).toMatchObject({
    ...{ file: '0001-you.flac', format: 'flac', bytes: flac?.byteLength, original: { format: 'wav', bytes: 48_044 } },
  })
  const captions = [...entries]
    .filter(([name]) => name.endsWith('.srt'))
    .map(([name, text]) => [name.slice(-13), String(text)])
  expect(captions).toEqual([
    [expect.stringContaining('0001-you.srt'), '1\n00:00:00,000 --> 00:00:01,000\nYou: Are they gentle?\n'],
    ['001-reply.srt', `1\n00:00:00,000 --> 00:00:01,000\nReply: ${newReply().words}\n`],
  ])
})

test('mixed, one conversation is one sound with both voices, and its captions follow it', async () => {
  const conversationId = talk()
  const scope = { kind: 'some' as const, conversationIds: [conversationId] } satisfies ExportOptions['scope']
  await exportTo(folder.library, files.at('mixed.wav'), { scope, isMixed: true })
  const { samples, sampleRateHz } = readWavFile(files.at('mixed.wav'))
  expect([samples.length, sampleRateHz]).toEqual([24_000 * 2.4, 24_000])
  const entries = await exported({ scope, isMixed: true, captions: 'vtt' })
  expect([...entries.keys()]).toEqual([
    'Parley 2026-11-24 Are they gentle.wav',
    'Parley 2026-11-24 Are they gentle.vtt',
  ])
  expect(String([...entries.values()][1])).toContain('00:00:01.400 --> 00:00:02.400\n<v Reply>')
})

test('what is in the trash or deleted stays out, and nothing is an answer too', () => {
  const kept = talk()
  const { library } = folder
  const trashed = talk()
  library.trashConversation(trashed)
  expect(conversationsToExport(library, plainExport).map(({ id }) => id)).toEqual([kept])
  const gone = { kind: 'some' as const, conversationIds: [newTurn().conversationId] } satisfies ExportOptions['scope']
  expect(codeOf(() => conversationsToExport(library, { ...plainExport, scope: gone }))).toBe('not_found')
  const both = { kind: 'some' as const, conversationIds: [kept, trashed] } satisfies ExportOptions['scope']
  expect(codeOf(() => conversationsToExport(library, { ...plainExport, scope: both, isMixed: true }))).toBe('bad_input')
})

test.for([
  ['../../etc/passwd: “why”?', 'Parley 2026-11-24 etc passwd why.zip'],
  ['Äpfel, 苹果 & 🍎', 'Parley 2026-11-24 Äpfel, 苹果.zip'],
  ['x'.repeat(300), `Parley 2026-11-24 ${'x'.repeat(50)}.zip`],
  ['???', 'Parley 2026-11-24.zip'],
])('an export of a conversation called “%s” has a name that every system takes', ([title = '', name]) => {
  const id = talk()
  const conversation = folder.library.changeConversation(id, { title })
  expect(nameOfExport([conversation], plainExport, NOW)).toBe(name)
})
