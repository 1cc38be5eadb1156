import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lines } from '../../main/practice/lines.ts'
import { fixture } from '../helpers/app.ts'
import { runAsk } from '../helpers/ask-process.ts'
import { knownReply } from '../helpers/known-reply.ts'
import { readWavFile } from '../helpers/sound.ts'
import { startBehindProxy } from './behind-proxy.ts'
import { keys } from './proxy.ts'

/* The README's examples from a shell, with a LiteLLM proxy in the environment. */

const { server, address } = await startBehindProxy()
const environment = { LITELLM_PROXY_BASE: address, LITELLM_PROXY_KEY: keys.master }
const dog = 'Is a golden retriever a good family dog?'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-litellm-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const answered = { exitCode: 0, stdout: `${knownReply.words}\n`, stderr: '' }

test('words are answered with a WAV file', async () => {
  const args = ['--text', dog, '--voice', 'alloy', '--format', 'wav', '--out', 'dog.wav']
  expect(await runAsk(args, { folder, environment })).toEqual(answered)
  expect(readWavFile(join(folder, 'dog.wav')).samples).toEqual(knownReply.samples)
  const [request] = server.requests
  expect([request?.headers.authorization, request?.json.audio.voice]).toEqual([`Bearer ${keys.upstream}`, 'alloy'])
})

test('a recording and words are answered with a WAV file', async () => {
  copyFileSync(fixture('golden-retriever.wav'), join(folder, 'alloy.wav'))
  const args = ['--attach', 'alloy.wav', '--text', 'What is in this recording?', '--out', 'reply.wav']
  expect(await runAsk(args, { folder, environment })).toEqual(answered)
  expect(readWavFile(join(folder, 'reply.wav')).samples).toEqual(knownReply.samples)
  expect(server.lastRecording()).toEqual(readWavFile(fixture('golden-retriever.wav')).samples)
})

test('a proxy is asked at its address for one of its aliases, with the key of LITELLM_PROXY_KEY', async () => {
  const args = ['--text', 'Hello', '--endpoint', address, '--model', 'gpt-4o-audio-preview', '--out', 'hello.wav']
  const { LITELLM_PROXY_KEY } = environment
  expect(await runAsk(args, { folder, environment: { LITELLM_PROXY_KEY } })).toEqual(answered)
  expect(readWavFile(join(folder, 'hello.wav')).samples).toEqual(knownReply.samples)
  expect(server.requests[0]?.json.model).toBe('gpt-4o-audio-preview')
})

test('the practice partner answers without a word to the proxy', async () => {
  const ended = await runAsk(['--text', 'Hello', '--endpoint', 'practice', '--out', 'hello.wav'], {
    folder,
    environment,
  })
  expect(ended).toEqual({ exitCode: 0, stdout: expect.stringMatching(/\w/), stderr: '' })
  expect(Object.values(lines)).toContain(ended.stdout.trim())
  expect(server.requests).toEqual([])
})

test('an expired key is told in one line, without the key', async () => {
  const ended = await runAsk(['--text', 'Hello', '--endpoint', address], {
    folder,
    environment: { LITELLM_PROXY_KEY: 'sk-expired' },
  })
  const sentence = `The key in LITELLM_PROXY_KEY has expired at ${new URL(address).host}. Put a new one there.\n`
  expect([ended.exitCode, ended.stdout, ended.stderr]).toEqual([1, '', sentence])
})
