import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { wavHeader } from '../../../app/wav.ts'
import { encode } from '../../../main/practice/encode.ts'
import { lines, speakLine } from '../../../main/practice/lines.ts'
import { openKeptSecrets } from '../../../main/secrets/kept-secrets.ts'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { type Ended, runAsk, startAsk } from '../../helpers/ask-process.ts'
import { newKey } from '../../helpers/asking.ts'
import { encodedAs } from '../../helpers/encoded-reply.ts'
import { ANSWERED_MODEL } from '../../helpers/endpoint-events.ts'
import { begunReply } from '../../helpers/endpoint-faults.ts'
import { knownReply, pcmOf } from '../../helpers/known-reply.ts'
import { closedPort } from '../../helpers/own-port.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { readWavFile } from '../../helpers/sound.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const question = join(fixtures, 'golden-retriever.wav')
const dog = 'Is a golden retriever a good family dog?'
const practiceNote =
  'No key and no endpoint is set, so the built-in practice partner answers. Set OPENAI_API_KEY, or name a server with --endpoint.\n'
const notKept = 'The sound was not kept: --out FILE keeps it.\n'

const server = await ownServer()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-ask-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs `ask` in a folder of its own, against the test's server unless told otherwise. */
function ask(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  return runAsk(args, { folder, environment })
}
function askServer(...args: string[]): Promise<Ended> {
  return ask(['--endpoint', server.baseUrl, '--text', dog, ...args])
}

/** What is in the folder, by name. */
function files(): Record<string, Buffer> {
  return Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))]))
}

/** What a WAV file of the known reply is, byte for byte. */
const knownPcm = pcmOf(knownReply)
const knownWav = Buffer.concat([wavHeader(knownPcm.byteLength, SAMPLE_RATE_HZ), knownPcm])
const answered: Ended = { exitCode: 0, stdout: `${knownReply.words}\n`, stderr: '' }

test('a typed question is answered by the practice partner when no key is set, and it says so', async () => {
  const ended = await ask(['--text', dog, '--voice', 'alloy', '--format', 'wav', '--out', 'dog.wav'])
  expect(ended).toEqual({ exitCode: 0, stdout: `${lines.question}\n`, stderr: practiceNote })
  expect(Buffer.from(speakLine('question')).equals(files()['dog.wav']?.subarray(44) ?? Buffer.alloc(0))).toBe(true)
})

test('a recording is attached and played back by the practice partner', async () => {
  const args = ['--attach', question, '--text', 'What is in this recording?', '--out', 'reply.wav']
  const ended = await ask([...args, '--endpoint', 'practice'])
  const heard = readWavFile(join(folder, 'reply.wav')).samples.subarray(speakLine('heard').byteLength / 2)
  expect(ended).toEqual({ exitCode: 0, stdout: `${lines.heard}\n`, stderr: '' })
  expect(heard).toEqual(readWavFile(question).samples)
})

test('a server is asked at its address, with model, voice and the key of OPENAI_API_KEY', async () => {
  const key = newKey()
  const args = ['--endpoint', server.baseUrl, '--model', 'gpt-4o-audio-preview', '--text', dog, '--out', 'dog.wav']
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
        { role: 'user', content: dog },
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
  writeFileSync(join(folder, 'question.mp3'), mp3)
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
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ profiles }))
  const [key, secrets] = [newKey(), await openKeptSecrets({ folder, sealer: null })]
  await secrets.set({ profileId: 'one', baseUrl: server.baseUrl }, { key, headers: { 'x-team': 'blue' } }, true)
  const { exitCode, stdout } = await ask(['--profile', 'work', '--data', folder, '--text', dog, '--json'])
  expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { endpoint: server.baseUrl, keySource: 'Settings' }])
  const [request] = server.requests
  expect([request?.headers.authorization, request?.headers['x-team'], request?.json.audio.voice]).toEqual([
    ...[`Bearer ${key}`, 'blue', 'cedar'],
  ])
})

test('a persona is asked to answer, from a file or of the window by its name, and options go before what it says', async () => {
  const file = join(folder, 'sommelier.md')
  writeFileSync(file, '---\nname: Sommelier\nmodel: model-wine\nvoice: cedar\n---\nYou know wine.')
  mkdirSync(join(folder, 'personas'))
  writeFileSync(join(folder, 'personas', 'coach.md'), '---\nname: Coach\n---\nYou coach runners.')
  await askServer('--persona', file)
  await askServer('--persona', 'coach', '--data', folder, '--voice', 'sage')
  expect(server.requests.map(({ json }) => [json.messages[0]?.content, json.model, json.audio.voice])).toEqual([
    ['You know wine.', 'model-wine', 'cedar'],
    ['You coach runners.', 'gpt-audio-1.5', 'sage'],
  ])
  const { exitCode, stderr } = await askServer('--persona', 'Nobody', '--data', folder)
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining('There is no persona “Nobody”; there are “Thoughtful'),
  ])
})

test('what cannot be read ends it, whoever would answer', async () => {
  const missing = await ask(['--text', dog, '--persona', join(folder, 'gone.md')])
  expect([missing.exitCode, missing.stderr]).toEqual([1, expect.stringContaining('gone.md')])
  mkdirSync(join(folder, 'spending.json'))
  const unread = await ask(['--text', dog, '--data', folder])
  expect([unread.exitCode, unread.stderr]).toEqual([1, expect.stringContaining('could not be read or written')])
})

test('the environment names the endpoint where no option does', async () => {
  const key = newKey()
  const environment = { LITELLM_PROXY_BASE: server.baseUrl, LITELLM_PROXY_KEY: key, OPENAI_API_KEY: newKey() }
  const { stdout } = await ask(['--text', dog, '--json'], environment)
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
  writeFileSync(join(folder, 'dog.wav'), 'an older reply')
  await askServer('--out', 'dog.wav')
  expect(files()).toEqual({ 'dog.wav': knownWav })
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
  expect(readWavFile(join(folder, 'dog.wav')).samples.length).toBe(begun.pcm.byteLength / 2)
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
  const { child, ended } = startAsk(['--endpoint', server.baseUrl, '--text', 'Hi', '--out', 'dog.wav'], { folder })
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
  writeFileSync(join(folder, 'notes.wav'), 'Dear diary')
  writeFileSync(join(folder, 'empty.wav'), '')
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

test('--help prints how to use it', async () => {
  const { exitCode, stdout, stderr } = await ask(['--help'])
  expect([exitCode, stdout.startsWith('Asks once'), stderr]).toEqual([0, true, ''])
})
