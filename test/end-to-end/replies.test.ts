import { afterAll, beforeEach, expect, test } from 'vitest'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { fixture } from '../helpers/app.ts'
import { briefReply, codedSamples, type KnownReply, knownReply } from '../helpers/known-reply.ts'
import { pieceLikeness, readWavFile, resampled } from '../helpers/sound.ts'
import { withoutSilence } from '../helpers/sound-probe.ts'

const { server, app, parley, probe, renew, close } = await startAnsweredApp()

afterAll(close)
beforeEach(async () => {
  await renew()
  server.reply = briefReply
})

test('talking over a reply silences it within 50 ms, keeps what came and says where it was heard to', async () => {
  const long: KnownReply = { words: 'A long answer that nobody waits for.', samples: codedSamples(10 * 24_000) }
  server.reply = long
  const gate = server.hold('end')
  await parley.type('Tell me everything about retrievers.')
  await gate.reached
  await parley.phase('Speaking')
  await expect.poll(() => probe.length()).toBeGreaterThan(12_000)
  const bytes = WAV_HEADER_BYTES + long.samples.byteLength
  await expect.poll(() => parley.bytesOf('-reply.wav.part')).toBe(bytes)

  server.reply = briefReply
  await parley.talkButton.hover()
  await app.page.mouse.down()
  await parley.recorded(500)
  expect(await probe.soundAfterPressMs()).toBeLessThanOrEqual(50)
  await app.page.mouse.up()
  gate.release()

  await parley.answered(briefReply.words)
  await parley.log.getByText(/heard until 0:0\d|stopped at once/).waitFor()
  await parley.phase('Ready')
  const lengths = (await parley.files('-reply.wav')).map(file => readWavFile(file).samples.length)
  expect(lengths).toContain(long.samples.length)
})

test('a second question goes with what was said before', async () => {
  await parley.speak(500)
  await parley.answered(briefReply.words)
  await parley.heard(briefReply, probe)
  await parley.phase('Ready')
  server.reply = { words: 'They love children.', samples: briefReply.samples.map(sample => -sample) }
  await probe.reset()
  await parley.speak(500)
  await parley.answered('They love children.')
  await parley.heard(server.reply, probe)

  const roles = server.requests[1]?.json.messages.map(({ role }) => role).filter(role => role !== 'system')
  expect(roles).toEqual(['user', 'assistant', 'user'])
  const answer = server.requests[1]?.json.messages.find(({ role }) => role === 'assistant')
  expect(answer).toEqual({ role: 'assistant', audio: { id: expect.stringMatching(/^audio_/) } })
})

test('a typed question is answered aloud', async () => {
  server.reply = knownReply
  await parley.type('Is a golden retriever a good family dog?')
  await parley.answered(knownReply.words)
  // On a busy machine there may be a gap in it, which is bridged.
  await expect.poll(() => probe.length()).toBeGreaterThanOrEqual(withoutSilence(knownReply.samples).length)
  const question = server.requests[0]?.json.messages.findLast(({ role }) => role === 'user')
  expect(JSON.stringify(question?.content)).toContain('Is a golden retriever a good family dog?')
})

test('an attached WAV of 48 kHz in stereo reaches the endpoint as 24 kHz mono with every word in it', async () => {
  const name = 'what-is-in-this-recording-48k-stereo.wav'
  await app.page.locator('input[type=file]').setInputFiles(fixture(name))
  await app.page.getByText(name, { exact: true }).waitFor()
  await parley.type('What is in this recording?')
  await parley.answered(briefReply.words)
  const said = resampled(stereoToMono(fixture(name)), 24_000)
  const sent = server.lastRecording()
  expect(Math.abs(sent.length - said.length)).toBeLessThan(24)
  expect(Math.min(...pieceLikeness(said, sent))).toBeGreaterThan(0.95)
  expect(await parley.files('-you.wav').then(files => files.map(file => readWavFile(file).samples))).toContainEqual(
    sent,
  )
})

test('after a reload both voices are there and play', async () => {
  server.reply = knownReply
  await parley.speak(1000)
  await parley.answered(knownReply.words)
  await parley.phase('Ready')
  await app.page.reload()
  await app.page
    .getByRole('list', { name: 'Conversations', exact: true })
    .getByText(knownReply.words.slice(0, 20))
    .first()
    .click()
  for (const side of ['recording', 'reply']) {
    await parley.log.getByRole('button', { name: `Play ${side}` }).click()
    await parley.log.getByRole('button', { name: `Pause ${side}` }).waitFor()
    const place = parley.log.getByRole('slider', { name: `Position in ${side}` })
    await expect.poll(async () => Number(await place.getAttribute('aria-valuenow'))).toBeGreaterThan(200)
    await parley.log.getByRole('button', { name: `Play ${side}` }).waitFor()
  }
})

function stereoToMono(path: string) {
  const { samples, sampleRateHz } = readWavFile(path, 2)
  const mono = Int16Array.from({ length: samples.length / 2 }, (_, i) =>
    Math.round(((samples[i * 2] ?? 0) + (samples[i * 2 + 1] ?? 0)) / 2),
  )
  return { samples: mono, sampleRateHz }
}
