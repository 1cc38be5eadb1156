import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askInFolder, DOG } from '../../helpers/ask-in-folder.ts'
import { startAsk } from '../../helpers/ask-process.ts'
import { newKey } from '../../helpers/asking.ts'
import { begunReply } from '../../helpers/endpoint-faults.ts'
import { knownReply } from '../../helpers/known-reply.ts'
import { closedPort } from '../../helpers/own-port.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { readWavFile } from '../../helpers/sound.ts'

/* The built `ask`, as a process of its own: what fails, breaks off, is stopped or is asked wrongly. */

const server = await ownServer()
const runs = askInFolder(server)
const { ask, askServer, files } = runs

test('what cannot be read ends it, whoever would answer', async () => {
  const missing = await ask(['--text', DOG, '--persona', join(runs.folder, 'gone.md')])
  expect([missing.exitCode, missing.stderr]).toEqual([1, expect.stringContaining('gone.md')])
  mkdirSync(join(runs.folder, 'spending.json'))
  const unread = await ask(['--text', DOG, '--data', runs.folder])
  expect([unread.exitCode, unread.stderr]).toEqual([1, expect.stringContaining('could not be read or written')])
})

test('a reply that breaks off is printed and kept as far as it came, and that is a failure', async () => {
  const begun = begunReply(knownReply)
  server.answerAlways('truncated')
  const { exitCode, stdout, stderr } = await askServer('--out', 'dog.wav')
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 1,
    stdout: `${begun.words}\n`,
    stderr: 'The connection broke before the reply was complete. The sound so far is in dog.wav.\n',
  })
  expect(readWavFile(join(runs.folder, 'dog.wav')).samples.length).toBe(begun.pcm.byteLength / 2)
})

test('--json marks a reply that breaks off', async () => {
  server.answerAlways('truncated')
  const { exitCode, stdout } = await askServer('--json', '--out', 'dog.wav')
  const { words } = begunReply(knownReply)
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ words, file: 'dog.wav', isComplete: false })
})

test('an answer in words only is no success for who wants a file', async () => {
  server.answerAlways('text-only')
  const { exitCode, stdout, stderr } = await askServer('--out', 'dog.wav')
  expect([exitCode, stdout, stderr]).toEqual([
    1,
    `${knownReply.words}\n`,
    `${new URL(server.baseUrl).host} answered in words only, so there is no sound to keep in dog.wav.\n`,
  ])
  expect(files()).toEqual({})
})

test('an answer that the server stopped early is marked', async () => {
  server.answerAlways('stopped-by-length')
  const { exitCode, stderr } = await askServer('--out', 'dog.wav')
  expect([exitCode, stderr]).toEqual([0, 'The endpoint stopped before the end; this is not the whole answer.\n'])
})

test.for([
  { signal: 'SIGINT', exitCode: 130 },
  { signal: 'SIGTERM', exitCode: 143 },
] as const)('$signal in the middle of a reply leaves no file', async ({ signal, exitCode }) => {
  const gate = server.hold('sound')
  const { child, ended } = startAsk(['--endpoint', server.baseUrl, '--text', 'Hi', '--out', 'dog.wav'], {
    folder: runs.folder,
  })
  await gate.reached
  child.kill(signal)
  expect(await ended).toMatchObject({ exitCode, stderr: 'Stopped.\n' })
  expect([files(), await server.requests[0]?.ended]).toEqual([{}, 'gone'])
})

test('a server that says nothing is given up after --timeout', async () => {
  server.answerAlways('hang')
  const { exitCode, stderr } = await askServer('--timeout', '0.5')
  expect([exitCode, stderr]).toEqual([
    1,
    `${new URL(server.baseUrl).host} did not answer within 0.5 seconds. Retrying asks the same again.\n`,
  ])
})

const host = () => new URL(server.baseUrl).host
test.for([
  {
    fault: 'key refused',
    says: () =>
      `${host()} needs a key. Set LITELLM_PROXY_KEY or OPENAI_API_KEY, or name another variable with --key-env.`,
  },
  {
    fault: 'model unknown',
    says: () => `${host()} does not know the model “gpt-audio-1.5”. Choose another with --model.`,
  },
  {
    fault: 'wrong path',
    says: () =>
      `${host()} answered, but has no chat completions at this address. Most servers want a base URL that ends in /v1.`,
  },
  {
    fault: 'server broken',
    says: () => `${host()} has a problem of its own (500: The server had an error). Retry in a moment.`,
  },
] as const)('$fault is told in one line, with what to do in a shell', async ({ fault, says }) => {
  server.answerAlways(fault)
  expect(await askServer('--out', 'dog.wav')).toEqual({ exitCode: 1, stdout: '', stderr: `${says()}\n` })
  expect(files()).toEqual({})
})

test('a key is never printed, even when the server repeats it', async () => {
  server.answerAlways('key echoed')
  const key = newKey()
  const ended = await ask(['--endpoint', server.baseUrl, '--text', 'Hi', '--json'], { OPENAI_API_KEY: key })
  expect([ended.exitCode, ended.stdout, JSON.stringify(ended).includes(key)]).toEqual([1, '', false])
})

test('a server that is not there is told in one line', async () => {
  const port = await closedPort()
  const ended = await ask(['--endpoint', `http://127.0.0.1:${port}`, '--text', 'Hi'])
  const why = 'nothing answers at that port. Check the address and your connection, then retry.'
  const stderr = `127.0.0.1:${port} cannot be reached: ${why}\n`
  expect(ended).toEqual({ exitCode: 1, stdout: '', stderr })
})

test('the practice partner says what it does not make', async () => {
  const { exitCode, stderr } = await ask(['--text', 'Hi', '--format', 'flac'])
  expect([exitCode, stderr.includes("'wav', 'mp3', 'pcm16'"), stderr.trimEnd().includes('\n')]).toEqual([
    1,
    true,
    false,
  ])
})

test.for([
  { what: 'a file that is not there', args: ['--attach', 'none.wav'], says: /none\.wav is not there/ },
  { what: 'a folder', args: ['--attach', '.'], says: /\. is a folder/ },
  { what: 'a text called .wav', args: ['--attach', 'notes.wav'], says: /WAV and MP3 files are accepted/ },
  { what: 'an empty file', args: ['--attach', 'empty.wav'], says: /“empty\.wav” contains no sound/ },
  { what: 'a file in place of the data folder', args: ['--text', 'Hi', '--data', 'notes.wav'], says: /is a file, not/ },
  { what: 'a reply into no folder', args: ['--text', 'Hi', '--out', 'no/dog.wav'], says: /no is not there/ },
  { what: 'a reply into a folder', args: ['--text', 'Hi', '--out', '.'], says: /\. is a folder/ },
])('$what fails before anything is asked', async ({ args, says }) => {
  writeFileSync(join(runs.folder, 'notes.wav'), 'Dear diary')
  writeFileSync(join(runs.folder, 'empty.wav'), '')
  const before = Object.keys(files())
  const { exitCode, stdout, stderr } = await ask(['--endpoint', server.baseUrl, ...args])
  expect([exitCode, stdout, stderr.split('\n').length]).toEqual([1, '', 2])
  expect(stderr).toMatch(says)
  expect([server.requests, Object.keys(files())]).toEqual([[], before])
})

test('what is asked wrongly is told in one line, with exit code 2', async () => {
  const ended = await ask(['--text', 'Hi', '--format', 'ogg'])
  const stderr = '--format wants one of wav, mp3, flac, opus, aac, pcm16, not “ogg”.\n'
  expect(ended).toEqual({ exitCode: 2, stdout: '', stderr })
})

test('a variable for the key that is not set is asked wrongly', async () => {
  const { exitCode, stderr } = await ask(['--text', 'Hi', '--key-env', 'NOT_SET_ANYWHERE'])
  expect([exitCode, stderr]).toEqual([2, '--key-env names NOT_SET_ANYWHERE, which is not set.\n'])
})
