import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Spent } from '../../../app/cost/spending.ts'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { runAsk } from '../../helpers/ask-process.ts'
import { heardWords } from '../../helpers/endpoint-transcriptions.ts'
import { knownReply } from '../../helpers/known-reply.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { readWavFile } from '../../helpers/sound.ts'

const question = join(import.meta.dirname, '..', '..', 'fixtures', 'golden-retriever.wav')
const dog = 'Is a golden retriever a good family dog?'

const server = await ownServer()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-ask-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const profile = newProfile('one', { name: 'Work', baseUrl: '', model: 'gpt-audio-mini', isKeyFileAllowed: false })
const usd = (7 * 0.6 + 10 * 10 + 19 * 2.4 + 40 * 20) / 1e6
const spent = () => JSON.parse(readFileSync(join(folder, 'spending.json'), 'utf8')).months[0]
const inFolder = (...args: string[]) => runAsk(['--profile', 'work', '--data', folder, ...args], { folder })
function write(change: object = {}, settings: object = {}): void {
  const profiles = [{ ...profile, baseUrl: server.baseUrl, ...change }]
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ profiles, ...settings }))
}

test('what it costs is told and counts in the month, at whose limit nothing is sent but when that is wanted', async () => {
  write({}, { monthlyStopUsd: usd })
  const { stdout } = await inFolder('--text', dog, '--json')
  expect(JSON.parse(stdout).cost).toEqual({ usd, isEstimate: true, source: 'table' })
  expect(spent().spent).toMatchObject([{ profileId: 'one', model: 'gpt-audio-mini', replies: 1, usd }])
  const refused = await inFolder('--text', dog)
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    'This month’s limit of $0.0009 is reached, so this was not sent. Ask all the same with --beyond-limit.\n',
  ])
  expect(server.requests).toHaveLength(1)
  expect((await inFolder('--text', dog, '--beyond-limit')).exitCode).toBe(0)
  expect(spent().spent[0].replies).toBe(2)
})

test('what was learned is used from then on', async () => {
  write()
  server.answerAlways('no-sound')
  await inFolder('--text', dog)
  await inFolder('--text', dog)
  expect(server.requests.map(({ json }) => json.modalities)).toEqual([['text', 'audio'], ['text'], ['text']])
})

test('a profile that is asked by way of words is, and each step is counted', async () => {
  write({ way: 'cascade', transcriptionModel: 'whisper-1', speechModel: 'tts-1' })
  server.answerAlways('text-only')
  server.transcriptions.answerAlways('words')
  server.speech.answerAlways('pcm')
  const args = ['--attach', question, '--text', 'Answer this:', '--out', 'dog.wav']
  expect(await inFolder(...args)).toEqual({ exitCode: 0, stdout: `${knownReply.words}\n`, stderr: '' })
  expect(server.requests[0]?.json.messages.at(-1)?.content).toBe(`Answer this:\n\n${heardWords}`)
  expect(readWavFile(join(folder, 'dog.wav')).samples).toEqual(knownReply.samples)
  const models = spent().spent.map(({ model, steps }: Spent) => [model, steps])
  expect(models).toEqual([
    ['whisper-1', 1],
    ['gpt-audio-mini', 0],
    ['tts-1', 1],
  ])
})

test('a recording goes as MP3 to a profile that wants it so', async () => {
  write({ upload: 'mp3' })
  await inFolder('--attach', question)
  const content = server.requests[0]?.json.messages.at(-1)?.content
  const sound = Array.isArray(content) ? content[0]?.input_audio : null
  const bytes = Buffer.from(sound?.data ?? '', 'base64')
  expect([sound?.format, Math.round((readMp3Duration(bytes) ?? 0) / 1000)]).toEqual(['mp3', 3])
})
