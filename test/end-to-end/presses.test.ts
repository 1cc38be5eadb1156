import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Turn, TurnStatus } from '../../app/conversation.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { Random } from '../helpers/random.ts'
import { timesTried } from '../helpers/thorough.ts'
import { recordingIn, UploadServer } from '../helpers/upload-server.ts'

/* The same as 10,000 presses of `ten-thousand-presses.test.ts`, by a hand: Space, Escape and time alone decide what is a question. */

const PRESSES = timesTried(24, 1000)
/** Taps, double taps and holds, some of which begin to be sent while they are held. */
const HELD_MS = [20, 60, 200, 330, 450, 700, 1200]
const PAUSES_MS = [0, 40, 150, 500]

const server = new UploadServer()
let app: RunningApp

beforeAll(async () => {
  await server.listen()
  app = await startApp({ environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' } })
})

afterAll(async () => {
  await app.close()
  await server.close()
})

test('however Space and Escape are pressed, the server gets what was sent as requests, and nothing that was taken back', async () => {
  const parley = new ConversationPage(app)
  const random = new Random(11)
  for (let press = 0; press < PRESSES; press++) {
    await app.page.keyboard.down('Space')
    await setTimeout(random.pick(HELD_MS))
    if (random.below(3) === 0) await app.page.keyboard.press('Escape')
    await app.page.keyboard.up('Space')
    await setTimeout(random.pick(PAUSES_MS))
  }
  // What went on hands-free is taken back, what was sent is answered.
  for (const _ of ['asks once more', 'takes it back']) await app.page.keyboard.press('Escape')
  await parley.phase('Ready')

  // What it knows is in its files then.
  await app.host.stop()
  const turns = await turnsOf(app.dataFolder)
  const asked = server.questions.map(question => recordingIn(question).pcm)
  const sent = turns.filter(({ status }) => !['draft', 'trashed'].includes(status))
  const kept = turns.filter(turn => !sent.includes(turn))
  expect(kept.length).toBeGreaterThan(0)
  // What is joined goes along with the next, as its last recording.
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter(pcm => !sent.some(turn => turn.pcm.equals(pcm)))).toEqual([])
  const answered = sent.filter(({ status }) => status === 'answered')
  expect(answered.filter(turn => !asked.some(pcm => pcm.equals(turn.pcm)))).toEqual([])
  // Others had begun to be sent.
  const halves = server.arrivals.filter(({ isWhole }) => !isWhole)
  expect(halves.length).toBeGreaterThan(0)
  for (const { body } of halves) expect(() => JSON.parse(body)).toThrow()
})

/** The turns of all conversations, as their files have them, with the samples of their recordings. */
async function turnsOf(dataFolder: string): Promise<{ status: TurnStatus; pcm: Buffer }[]> {
  const conversations = join(dataFolder, 'conversations')
  const folders = await readdir(conversations)
  const turns = folders.map(async folder => {
    const text = await readFile(join(conversations, folder, 'conversation.json'), 'utf8')
    const { turns } = JSON.parse(text) as { turns: Turn[] }
    return turns.map(async ({ status, recording }) => {
      const wav = await readFile(join(conversations, folder, recording?.file ?? ''))
      return { status, pcm: wav.subarray(WAV_HEADER_BYTES) }
    })
  })
  return Promise.all((await Promise.all(turns)).flat())
}
