import { readFile } from 'node:fs/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { failures } from '../../app/words/failures.ts'
import { DEFAULT_MODEL } from '../../main/endpoint/endpoint.ts'
import { START_SAMPLES } from '../../renderer/worklets/playout.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import type { FaultName } from '../helpers/endpoint-faults.ts'
import { codedSamples, knownReply, pcmOf } from '../helpers/known-reply.ts'
import { readWavFile } from '../helpers/sound.ts'
import { startBehindProxy } from './behind-proxy.ts'
import { keys } from './proxy.ts'

/* A spoken conversation in the window, whose endpoint is a LiteLLM proxy. */

const behind = await startBehindProxy()
const { server, app, parley, probe, renew, close } = await startAnsweredApp({
  server: behind.server,
  environment: { LITELLM_PROXY_BASE: behind.address, LITELLM_PROXY_KEY: keys.master },
})
/** Its sound is shorter than what the player waits for: however busy the machine is, there is no gap to be bridged. */
const short = { words: knownReply.words, samples: codedSamples(START_SAMPLES - 80) }
const host = new URL(behind.address).host

afterAll(close)
beforeEach(async () => {
  await renew()
  server.reply = short
})

/** Speaks, and waits until the reply was heard to the last sample and both voices are on the disk as they went and came. */
async function speakAndHear(): Promise<void> {
  await probe.reset()
  const filesBefore = await app.soundFiles()
  await parley.speak(700)
  await parley.phase('Ready')
  await parley.heard(short, probe)
  const question = await newFile('-you.wav', filesBefore)
  const reply = await newFile('-reply.wav', filesBefore)
  expect(server.lastRecording()).toEqual(readWavFile(question).samples)
  expect((await readFile(reply)).subarray(WAV_HEADER_BYTES).equals(pcmOf(short))).toBe(true)
}

/** The one finished sound file with this ending that was not there before. */
async function newFile(ending: string, filesBefore: string[]): Promise<string> {
  const [file, ...others] = (await parley.files(ending)).filter(file => !filesBefore.includes(file))
  if (file === undefined || others.length > 0) throw new Error(`not one new file ${ending}`)
  return file
}

test('three spoken turns are answered and heard, each remembering the voices before it', async () => {
  for (const _turn of [1, 2, 3]) await speakAndHear()
  const voice = { role: 'assistant', audio: { id: expect.stringMatching(/^audio_/) } }
  expect(server.requests.map(({ json }) => json.messages.filter(({ role }) => role === 'assistant'))).toEqual([
    [],
    [voice],
    [voice, voice],
  ])
})

test('a voice that is not known any more is replaced by its words, without a word to the user', async () => {
  await speakAndHear()
  server.answerAlways('stale-audio-id')
  await speakAndHear()
  const answers = server.requests.map(({ json }) => json.messages.find(({ role }) => role === 'assistant'))
  expect(answers.slice(1)).toEqual([
    { role: 'assistant', audio: { id: expect.any(String) } },
    { role: 'assistant', content: short.words },
  ])
})

test('a recording meets failures of the proxy, is kept as it was, and is sent again as it was', async () => {
  const filesBefore = await app.soundFiles()
  const met: [FaultName, string][] = [
    ['key refused', failures.proxy_key_refused({ host })],
    ['model unknown', failures.model_unknown({ host, model: DEFAULT_MODEL })],
    ['no credit', failures.quota_used_up({ host })],
    [
      'bad audio',
      failures.audio_refused({
        said: { name: 'said', said: "The data provided for 'input_audio' is not of valid wav format." },
      }),
    ],
    ['truncated', failures.cut_off()],
  ]
  server.answerNext(...met.map(([fault]) => fault))
  await parley.speak(700)
  for (const [index, [, sentence]] of met.entries()) {
    if (index > 0) await parley.log.getByRole('button', { name: 'Retry' }).click()
    await parley.log.locator('.failure').getByText(sentence).waitFor()
    await parley.phase('Ready')
  }
  await probe.reset()
  await parley.log.getByRole('button', { name: 'Retry' }).click()
  await parley.answered(short.words)
  await parley.heard(short, probe)
  expect(server.lastRecording()).toEqual(readWavFile(await newFile('-you.wav', filesBefore)).samples)
  // The first went out while it was spoken, when nobody knew the length that the header of a WAV file tells.
  const withoutHeader = server.requests.map(({ body }) => body.toString().replace(/UklGR.{55}/, ''))
  expect(new Set(withoutHeader).size).toBe(1)
})
