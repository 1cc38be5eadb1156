import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZipReader } from '../../../../main/archive/zip-reader.ts'
import { contentOf, summary, TestFolder } from '../../../helpers/exchange.ts'
import { LibraryFolder } from '../../../helpers/library-folder.ts'
import { builtLibrary, runLibrary } from '../../../helpers/library-process.ts'
import { tone, wavOf } from '../../../helpers/wav-files.ts'

let here: LibraryFolder
let there: LibraryFolder
let files: TestFolder

beforeEach(() => {
  here = new LibraryFolder()
  there = new LibraryFolder()
  files = new TestFolder()
})

afterEach(() => {
  for (const folder of [here, there, files]) folder.remove()
})

/** Runs a command on a library, which is closed. */
function run(folder: LibraryFolder, ...args: string[]) {
  folder.close()
  return runLibrary(...args, '--data', folder.path)
}

async function namesIn(path: string): Promise<string[]> {
  const zip = await ZipReader.open(path, { bytes: 1e9 })
  zip.close()
  return zip.entries.map(({ name }) => name.replace(/^.*\//, '')).sort()
}

test('a library is exported and imported into another, once', async () => {
  here.spoken({ text: 'One' }, true)
  here.spoken({ text: 'Two' }, true)
  const zip = files.at('all.zip')
  const written = await run(here, 'export', '--all', '--out', zip)
  expect(written).toMatchObject({
    exitCode: 0,
    stderr: '',
    stdout: expect.stringMatching(/^2 conversations are in .*all\.zip, /),
  })
  there.reopen()
  const outcomes = [await run(there, 'import', zip), await run(there, 'import', zip, '--json')]
  expect(outcomes).toEqual([
    { exitCode: 0, stderr: '', stdout: '2 conversations were imported.\n' },
    { exitCode: 0, stderr: '', stdout: `${JSON.stringify(summary({ known: 2 }))}\n` },
  ])
  expect(contentOf(there.library)).toEqual(contentOf(here.library))
})

test('one conversation is exported by the beginning of its id, with smaller sound, and mixed', async () => {
  const { conversationId } = here.spoken({ text: 'One' }, true)
  const [zip, wav] = [files.at('one.zip'), files.at('one.wav')]
  const id = conversationId.slice(0, 8)
  const outcomes = [
    await run(here, 'export', id, '--out', zip, '--sound', 'flac', '--captions', 'vtt', '--json'),
    await run(here, 'export', id, '--out', wav, '--mixed'),
  ]
  expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0])
  expect(JSON.parse(outcomes[0]?.stdout ?? '')).toMatchObject({ file: zip, conversations: 1 })
  expect(await namesIn(zip)).toEqual([
    '0001-reply.flac',
    '0001-reply.vtt',
    '0001-you.flac',
    'conversation.json',
    'conversation.md',
    'parley-export.json',
  ])
  expect(existsSync(wav)).toBe(true)
})

test('sound files of a folder are imported, and those that are none are told with 1', async () => {
  writeFileSync(files.at('a.wav'), wavOf([tone(440)]))
  writeFileSync(files.at('b.wav'), 'no sound')
  there.reopen()
  expect(await run(there, 'import', files.path)).toEqual({
    exitCode: 1,
    stdout: '1 conversation was imported.\n',
    stderr: '“b.wav” is not a sound Parley can send. WAV and MP3 files are accepted.\n',
  })
})

test('what cannot be meant is told with 1', async () => {
  writeFileSync(files.at('notes.txt'), 'Dear diary')
  there.reopen()
  expect(await run(there, 'import', files.at('notes.txt'))).toEqual({
    exitCode: 1,
    stdout: 'Nothing was imported.\n',
    stderr: '“notes.txt” is not a Parley export that can be read: neither a conversation nor a sound file is in it.\n',
  })
  expect(await run(there, 'export', '--all', '--out', files.at('all.zip'))).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'There is no conversation yet.\n',
  })
  expect((await run(there, 'import', files.at('none.zip'))).stderr).toContain('none.zip is not there.')
})

test.for([
  [['export'], 'export wants --out FILE.'],
  [['export', '--out', 'x.zip'], 'export wants ids of conversations, or --all.'],
  [['export', '--all', '--out', 'x.zip', '--mixed'], '--mixed wants one conversation.'],
  [['export', '0a1b', '--out', 'x.wav', '--mixed', '--sound', 'flac'], '--mixed makes a WAV: leave --sound away.'],
  [['export', '--all', '--out', 'x.zip', '--sound', 'ogg'], '--sound wants one of wav, flac, mp3, none.'],
  [['export', '', '--out', 'x.zip'], 'There is no conversation whose id begins with “”.'],
  [['export', '0000', '--out', 'x.zip'], 'There is no conversation whose id begins with “0000”.'],
] as const)('%j is refused with a sentence and 2', async ([args, sentence]) => {
  here.spoken()
  expect(await run(here, ...args)).toEqual({ exitCode: 2, stdout: '', stderr: `${sentence}\n` })
})

test('Ctrl-C leaves no half file', async () => {
  for (let i = 0; i < 3; i++) {
    const { id } = here.spoken({ text: `Long ${i}` })
    const file = here.library.createSoundFile(id, 'recording')
    file.append(new Uint8Array(30_000_000).map((_, i) => i * 7))
    file.finish()
  }
  here.close()
  const args = ['export', '--all', '--sound', 'mp3', '--out', files.at('all.zip'), '--data', here.path]
  const child = spawn(process.execPath, [builtLibrary, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', text => {
    said += text
  })
  await expect.poll(() => existsSync(files.at('all.zip.part')), { interval: 10 }).toBe(true)
  child.kill('SIGINT')
  const [code] = await once(child, 'close')
  expect([code, said, readdirSync(files.path)]).toEqual([130, 'Stopped.\n', []])
})
