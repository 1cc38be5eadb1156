import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixture, type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { amplitudeAt, readWavFile } from '../helpers/sound.ts'

let app: RunningApp

beforeAll(async () => {
  app = await startApp({ microphone: 'first-and-last-100ms-tones.wav' })
})

afterAll(() => app.close())

test('neither the first nor the last 100 ms of what is said are clipped', async () => {
  const parley = new ConversationPage(app)
  // The first opening of a microphone starts the browser's audio service, which on a busy machine takes longer than a tone.
  await app.page.keyboard.down('Space')
  await parley.recorded(400)
  await app.page.keyboard.press('Escape')
  await app.page.keyboard.up('Space')
  await parley.phase('Ready')
  await parley.newConversation()
  // Let go as soon as the sound ends: its last samples come in the tail that is recorded after the release.
  await parley.speak(1900)
  await parley.page.getByRole('button', { name: 'Play recording' }).waitFor()
  const recordings = (await parley.files('-you.wav')).map(file => readWavFile(file))
  const recording = recordings.reduce((longest, one) => (one.samples.length > longest.samples.length ? one : longest))
  const endMs = (recording.samples.length / recording.sampleRateHz) * 1000
  const said = readWavFile(fixture('first-and-last-100ms-tones.wav'))
  const full = amplitudeAt(1000, said, 0, 100)
  expect(strongest(1000, recording, 0, 400) / full).toBeGreaterThan(0.4)
  expect(strongest(2000, recording, endMs - 600, endMs) / full).toBeGreaterThan(0.4)
})

/** The strongest stretch of 100 ms between two moments: where a tone begins depends on how long the microphone opens. */
function strongest(hz: number, heard: ReturnType<typeof readWavFile>, fromMs: number, toMs: number): number {
  let amplitude = 0
  for (let at = Math.max(0, fromMs); at + 100 <= toMs; at += 5) {
    amplitude = Math.max(amplitude, amplitudeAt(hz, heard, at, at + 100))
  }
  return amplitude
}
