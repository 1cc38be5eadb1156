import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixture, type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { amplitudeAt, type Heard, readWavFile } from '../helpers/sound.ts'

const TONES = 'first-and-last-100ms-tones.wav'
/** What Chromium loses until its pretended microphone is open depends on how busy the machine is; what Parley clipped would always be lost. */
const TALKS = 8

let app: RunningApp

beforeAll(async () => {
  app = await startApp({ microphone: TONES })
})

afterAll(() => app.close())

test('neither the first nor the last 100 ms of what is said are clipped', async () => {
  const said = readWavFile(fixture(TONES))
  const parts: { first: number; last: number }[] = []
  const isWhole = ({ first, last }: { first: number; last: number }) => first > 0.4 && last > 0.4
  while (parts.length < TALKS && !parts.some(isWhole)) {
    const recording = await recordedTalk()
    const endMs = (recording.samples.length / recording.sampleRateHz) * 1000
    parts.push({
      first: strongest(1000, recording, 0, 400) / amplitudeAt(1000, said, 0, 100),
      last: strongest(2000, recording, endMs - 600, endMs) / amplitudeAt(2000, said, 1900, 2000),
    })
  }
  expect(parts).toContainEqual(expect.toSatisfy(isWhole))
})

/** Talks in a conversation of its own and lets go before the last tone, which comes in the tail that is recorded after the release. */
async function recordedTalk(): Promise<Heard> {
  const parley = new ConversationPage(app)
  const before = new Set(await parley.files('-you.wav'))
  await parley.newConversation()
  await parley.speak(1800)
  await parley.page.getByRole('button', { name: 'Play recording' }).waitFor()
  const [file = ''] = (await parley.files('-you.wav')).filter(path => !before.has(path))
  return readWavFile(file)
}

/** The strongest stretch of 100 ms between two moments: where a tone begins depends on how long the microphone opens. */
function strongest(hz: number, heard: Heard, fromMs: number, toMs: number): number {
  let amplitude = 0
  for (let at = Math.max(0, fromMs); at + 100 <= toMs; at += 5) {
    amplitude = Math.max(amplitude, amplitudeAt(hz, heard, at, at + 100))
  }
  return amplitude
}
