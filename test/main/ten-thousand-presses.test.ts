import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../app/settings.ts'
import { SHORTEST_MS } from '../../app/talk/talk-timing.ts'
import { SpokenSound } from '../../main/endpoint/request/spoken-sound.ts'
import { EarlyQuestions } from '../../main/turns/early-questions.ts'
import { endpointAt, hear } from '../helpers/asking.ts'
import { Random } from '../helpers/random.ts'
import { recordingIn, UploadServer } from '../helpers/upload-server.ts'

/* However a key is pressed, only what is sent is ever a request: nothing that was taken back can be taken for a question. */

const PRESSES = 10_000
/** One press in so many is sent, and one in so many is longer than a tap. */
const SENT_OF = 100
const LONG_OF = 8
const BATCH_MS = 100
const TAP_BATCHES = SHORTEST_MS / BATCH_MS

test('of 10,000 presses at random, the server gets those as requests that were sent, and no other', async () => {
  const random = new Random(7)
  const server = await new UploadServer().listen()
  const endpoint = endpointAt(server.baseUrl)
  const early = new EarlyQuestions({
    settings: () => defaultSettings,
    soundToEncode: () => null,
    questionOf: (_turnId, sound = new SpokenSound('wav')) => {
      const recording = { type: 'input_audio', input_audio: { data: sound, format: 'wav' } } as const
      return { endpoint, sound, known: null, question: { messages: [{ role: 'user', content: [recording] }] } }
    },
  })
  const sent: number[] = []
  const heard: Promise<unknown>[] = []
  for (let press = 0; press < PRESSES; press++) {
    const turnId = String(press)
    const isSent = random.below(SENT_OF) === 0
    const isLong = isSent || random.below(LONG_OF) === 0
    const batches = isLong ? TAP_BATCHES + random.below(5) : random.below(TAP_BATCHES)
    const pcm = new Uint8Array(4800).fill(press % 251)
    for (let batch = 0; batch < batches; batch++) {
      early.appended(turnId, pcm)
      if (random.below(3) === 0) await setImmediate()
    }
    early.ending(turnId, isSent)
    const question = early.take(turnId)
    early.forget(turnId)
    if (isSent) sent.push(press % 251)
    if (!question) continue
    heard.push(hear(endpoint, {}, { early: question }))
    // A server takes so many connections at once, and no more.
    if (heard.length % 4 === 0) await Promise.all(heard.splice(0))
  }
  await Promise.all(heard)

  const asked = server.questions.map(question => recordingIn(question).pcm[0] ?? -1)
  expect(asked.sort((a, b) => a - b)).toEqual(sent.sort((a, b) => a - b))
  const halves = server.arrivals.filter(({ isWhole }) => !isWhole)
  expect(halves.length).toBeGreaterThan(PRESSES / LONG_OF / 4)
  for (const { body } of halves) expect(() => JSON.parse(body)).toThrow()
  await server.close()
})
