import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { wavHeader } from '../../../app/wav.ts'
import { encode } from '../../../main/practice/encode.ts'
import { lines, speakLine } from '../../../main/practice/lines.ts'
import { openKeptSecrets } from '../../../main/secrets/kept-secrets.ts'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { askInFolder, DOG } from '../../helpers/ask-in-folder.ts'
import type { Ended } from '../../helpers/ask-process.ts'
import { newKey } from '../../helpers/asking.ts'
import { encodedAs } from '../../helpers/encoded-reply.ts'
import { ANSWERED_MODEL } from '../../helpers/endpoint-events.ts'
import { knownReply, pcmOf } from '../../helpers/known-reply.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { readWavFile } from '../../helpers/sound.ts'

/* The built `ask`, as a process of its own: who is asked, and what is printed and kept. What fails is in `ask-failures.test.ts`. */

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const question = join(fixtures, 'golden-retriever.wav')
const practiceNote =
  'No key and no endpoint is set, so the built-in practice partner answers. Set OPENAI_API_KEY, or name a server with --endpoint.\n'
const notKept = 'The sound was not kept: --out FILE keeps it.\n'

const server = await ownServer()
const runs = askInFolder(server)
const { ask, askServer, files } = runs

/** What a WAV file of the known reply is, byte for byte. */
const knownPcm = pcmOf(knownReply)
const knownWav = Buffer.concat([wavHeader(knownPcm.byteLength, SAMPLE_RATE_HZ), knownPcm])
const answered: Ended = { exitCode: 0, stdout: `${knownReply.words}\n`, stderr: '' }

test('a typed question is answered by the practice partner when no key is set, and it says so', async () => {
  const ended = await ask(['--text', DOG, '--voice', 'alloy', '--format', 'wav', '--out', 'dog.wav'])
  expect(ended).toEqual({ exitCode: 0, stdout: `${lines.question}\n`, stderr: practiceNote })
  expect(Buffer.from(speakLine('question')).equals(files()['dog.wav']?.subarray(44) ?? Buffer.alloc(0))).toBe(true)
})

test('a recording is attached and played back by the practice partner', async () => {
  const args = ['--attach', question, '--text', 'What is in this recording?', '--out', 'reply.wav']
  const ended = await ask([...args, '--endpoint', 'practice'])
  const heard = readWavFile(join(runs.folder, 'reply.wav')).samples.subarray(speakLine('heard').byteLength / 2)
  expect(ended).toEqual({ exitCode: 0, stdout: `${lines.heard}\n`, stderr: '' })
  expect(heard).toEqual(readWavFile(question).samples)
})

test('a server is asked at its address, with model, voice and the key of OPENAI_API_KEY', async () => {
  const key = newKey()
  const args = ['--endpoint', server.baseUrl, '--model', 'gpt-4o-audio-preview', '--text', DOG, '--out', 'dog.wav']
  expect(await ask(args, { OPENAI_API_KEY: key })).toEqual(answered)
  const { headers, json } = server.requests[0] ?? {}
  expect([headers?.authorization, json]).toEqual([
    `Bearer ${key}`,
    {
      model: 'gpt-4o-audio-preview',
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'pcm16' },
      messages: [
        { role: 'system', content: expect.stringContaining('aloud') },
        { role: 'user', content: DOG },
      ],
      stream: true,
      stream_options: { include_usage: true },
    },
  ])
  expect(files()).toEqual({ 'dog.wav': knownWav })
})

test('an attachment is converted and sent after the words', async () => {
  const stereo = join(fixtures, 'what-is-in-this-recording-48k-stereo.wav')
  await ask(['--endpoint', server.baseUrl, '--attach', stereo, '--text', 'What is this?', '--instructions', ''])
  expect(server.requests[0]?.json.messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'input_audio', input_audio: { data: expect.any(String), format: 'wav' } },
      ],
    },
  ])
  expect(server.lastRecording().length).toBe(188_709)
})

test('an MP3 is sent as it is', async () => {
  const mp3 = Buffer.from(await encode(readFileSync(question).subarray(44), 'mp3'))
  writeFileSync(join(runs.folder, 'question.mp3'), mp3)
  await ask(['--endpoint', server.baseUrl, '--attach', 'question.mp3'])
  expect(server.requests[0]?.json.messages.at(-1)?.content).toEqual([
    { type: 'input_audio', input_audio: { data: mp3.toString('base64'), format: 'mp3' } },
  ])
})

test.for([
  { name: 'LITELLM_PROXY_KEY before OPENAI_API_KEY', set: ['LITELLM_PROXY_KEY', 'OPENAI_API_KEY'], args: [] },
  { name: 'OPENAI_API_KEY', set: ['OPENAI_API_KEY'], args: [] },
  { name: 'whatever --key-env names', set: ['MY_KEY', 'LITELLM_PROXY_KEY'], args: ['--key-env', 'MY_KEY'] },
])('the key for a typed address comes from $name', async ({ set, args }) => {
  const keys = set.map(name => [name, newKey()] as const)
  const { exitCode } = await ask(['--endpoint', server.baseUrl, '--text', 'Hi', ...args], Object.fromEntries(keys))
  expect([exitCode, server.requests[0]?.headers.authorization]).toEqual([0, `Bearer ${keys[0]?.[1]}`])
})

test('a server that wants no key gets none', async () => {
  expect(await askServer()).toEqual({ ...answered, stderr: notKept })
  expect(server.requests[0]?.headers.authorization).toBeUndefined()
})

test('a profile of the window answers, with the key and the headers that are in a file for it', async () => {
  const profile = newProfile('one', { name: 'Work', baseUrl: server.baseUrl, voice: 'cedar', isKeyFileAllowed: true })
  const profiles = [{ ...profile, headerNames: ['x-team'] }]
  writeFileSync(join(runs.folder, 'settings.json'), JSON.stringify({ profiles }))
  const [key, secrets] = [newKey(), await openKeptSecrets({ folder: runs.folder, sealer: null })]
  await secrets.set({ profileId: 'one', baseUrl: server.baseUrl }, { key, headers: { 'x-team': 'blue' } }, true)
  const { exitCode, stdout } = await ask(['--profile', 'work', '--data', runs.folder, '--text', DOG, '--json'])
  expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { endpoint: server.baseUrl, keySource: 'Settings' }])
  const [request] = server.requests
  expect([request?.headers.authorization, request?.headers['x-team'], request?.json.audio.voice]).toEqual([
    ...[`Bearer ${key}`, 'blue', 'cedar'],
  ])
})

test('a persona is asked to answer, from a file or of the window by its name, and options go before what it says', async () => {
  const file = join(runs.folder, 'sommelier.md')
  writeFileSync(file, '---\nname: Sommelier\nmodel: model-wine\nvoice: cedar\n---\nYou know wine.')
  mkdirSync(join(runs.folder, 'personas'))
  writeFileSync(join(runs.folder, 'personas', 'coach.md'), '---\nname: Coach\n---\nYou coach runners.')
  await askServer('--persona', file)
  await askServer('--persona', 'coach', '--data', runs.folder, '--voice', 'sage')
  expect(server.requests.map(({ json }) => [json.messages[0]?.content, json.model, json.audio.voice])).toEqual([
    ['You know wine.', 'model-wine', 'cedar'],
    ['You coach runners.', 'gpt-audio-1.5', 'sage'],
  ])
  const { exitCode, stderr } = await askServer('--persona', 'Nobody', '--data', runs.folder)
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining('There is no persona “Nobody”; there are “Thoughtful'),
  ])
})

test('the environment names the endpoint where no option does', async () => {
  const key = newKey()
  const environment = { LITELLM_PROXY_BASE: server.baseUrl, LITELLM_PROXY_KEY: key, OPENAI_API_KEY: newKey() }
  const { stdout } = await ask(['--text', DOG, '--json'], environment)
  expect(JSON.parse(stdout)).toMatchObject({ endpoint: server.baseUrl, keySource: 'LITELLM_PROXY_KEY' })
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`)
})

test('--json prints one object and nothing else', async () => {
  const { exitCode, stdout, stderr } = await askServer('--json', '--out', 'dog.wav', '--voice', 'cedar')
  const ms = expect.any(Number)
  expect([exitCode, stderr, stdout.trimEnd().split('\n').length]).toEqual([0, '', 1])
  expect(JSON.parse(stdout)).toEqual({
    id: expect.stringMatching(/^chatcmpl-/),
    model: ANSWERED_MODEL,
    words: knownReply.words,
    file: 'dog.wav',
    format: 'wav',
    durationMs: 1500,
    usage: {
      ...{ promptTokens: 17, promptTextTokens: 7, promptAudioTokens: 10, cachedTokens: 0, cachedAudioTokens: null },
      ...{ completionTokens: 59, completionTextTokens: 19, completionAudioTokens: 40, reasoningTokens: 0, usd: null },
    },
    cost: { usd: expect.any(Number), isEstimate: true, source: 'table' },
    times: { sentMs: ms, headersMs: ms, firstWordsMs: ms, firstSoundMs: ms, endMs: ms },
    isComplete: true,
    voice: 'cedar',
    endpoint: server.baseUrl,
    keySource: null,
  })
})

test('bare samples are kept as they come', async () => {
  expect(await askServer('--out', 'dog.pcm')).toEqual(answered)
  expect(files()).toEqual({ 'dog.pcm': pcmOf(knownReply) })
})

test.for(['mp3', 'flac', 'opus', 'aac'])('%s is asked for in one piece and kept as it comes', async format => {
  expect(await askServer('--out', `dog.${format}`)).toEqual(answered)
  const { audio, stream } = server.requests[0]?.json ?? {}
  expect([audio?.format, stream]).toEqual([format, undefined])
  expect(files()).toEqual({ [`dog.${format}`]: await encodedAs(format, knownReply) })
})

test('the practice partner makes MP3', async () => {
  expect((await ask(['--text', 'Hello', '--endpoint', 'practice', '--out', 'hello.mp3'])).exitCode).toBe(0)
  const spokenMs = speakLine('greeting').byteLength / 48
  expect(Math.abs((readMp3Duration(files()['hello.mp3'] ?? Buffer.alloc(0)) ?? 0) - spokenMs)).toBeLessThan(150)
})

test('--format decides, whatever the file is called', async () => {
  const ended = await askServer('--format', 'mp3', '--out', 'dog.wav')
  expect(ended).toEqual({ ...answered, stderr: 'dog.wav holds mp3, whatever its name says.\n' })
  expect(files()).toEqual({ 'dog.wav': await encodedAs('mp3', knownReply) })
})

test('a server that does not stream is asked again for the whole', async () => {
  server.answerAlways('no-streaming')
  expect(await askServer('--out', 'dog.wav')).toEqual(answered)
  expect(files()).toEqual({ 'dog.wav': knownWav })
})

test('a sound that is not what was asked for is kept under an honest name', async () => {
  server.answerAlways('json-despite-stream')
  const { stderr, exitCode } = await askServer('--out', 'dog.mp3')
  expect([exitCode, stderr]).toEqual([0, 'The endpoint made wav instead of mp3: the sound is in dog.mp3.wav.\n'])
  expect(files()).toEqual({ 'dog.mp3.wav': knownWav })
})

test('an older file is replaced', async () => {
  writeFileSync(join(runs.folder, 'dog.wav'), 'an older reply')
  await askServer('--out', 'dog.wav')
  expect(files()).toEqual({ 'dog.wav': knownWav })
})

test('--help prints how to use it', async () => {
  const { exitCode, stdout, stderr } = await ask(['--help'])
  expect([exitCode, stdout.startsWith('Asks once'), stderr]).toEqual([0, true, ''])
})
