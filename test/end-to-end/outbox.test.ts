import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLibrary } from '../../main/library/open-library.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply, codedSamples, type KnownReply } from '../helpers/known-reply.ts'
import { newOutboxEntry, newTurn } from '../helpers/library-folder.ts'
import { probeSound, type SoundProbe } from '../helpers/sound-probe.ts'
import { giveSystemVoice, type SystemVoiceProbe } from '../helpers/system-voice.ts'

/* Speaking while nobody can be reached: it waits where one can see it, and goes by itself. */

const reply: KnownReply = { words: 'Yes, they are gentle.', samples: briefReply.samples }
const WAITING = 'Waiting to be sent'
/** Heard for longer than the next answer takes to come. */
const LONG_SAMPLES = 5 * 24_000

let server: EndpointServer
let app: RunningApp
let parley: ConversationPage
let probe: SoundProbe
let folder: string

beforeEach(async () => {
  server = await startEndpointServer({ reply })
  folder = await mkdtemp(join(tmpdir(), 'parley-outbox-'))
})

afterEach(async () => {
  await app.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(options: Parameters<typeof startApp>[0] = {}): Promise<void> {
  app = await startApp({
    environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' },
    beforeLoad: async page => {
      probe = await probeSound(page)
      await options.beforeLoad?.(page)
    },
    ...(options.dataFolder ? { dataFolder: options.dataFolder } : {}),
  })
  parley = new ConversationPage(app)
}

/** The same address, where nothing answers until `goOnline`. */
async function goOffline(): Promise<void> {
  await server.close()
}

async function goOnline(): Promise<void> {
  server = await startEndpointServer({ reply, port: Number(new URL(server.baseUrl).port) })
}

/** What the browser says when it has found a network. */
async function findNetwork(): Promise<void> {
  await app.page.evaluate(() => dispatchEvent(new Event('online')))
}

const waitingPlace = (name: string) => app.page.getByRole('button', { name, exact: true })

/**
 * Leaves questions in a library, as a Parley that ended without a network left them.
 * @param change.conversationId theirs, in place of one of its own for each
 * @param change.notBefore when their server may be asked again, if it asked to be left alone
 */
function leaveWaiting(
  texts: string[],
  askedAt: number,
  { conversationId, notBefore = null }: { conversationId?: string; notBefore?: number | null } = {},
): void {
  const library = openLibrary(folder)
  for (const text of texts) {
    const { id } = library.createTurn(
      newTurn({ status: 'sending', text, microphone: '', ...(conversationId && { conversationId }) }),
    )
    const nextAt = notBefore ?? Date.now() + 60_000
    const entry = newOutboxEntry({ attempts: 3, nextAt, notBefore, profileId: 'environment-openai' })
    library.changeTurn(id, {
      ...{ status: 'queued', failure: { code: 'unreachable', message: 'Nobody is there.' } },
      outbox: { ...entry, askedAt, endpoint: server.baseUrl },
    })
  }
  library.close()
}

test('what is said while nobody can be reached waits, and is sent and heard in order once somebody can', async () => {
  await open()
  await goOffline()
  await parley.speak(500)
  await parley.phase(WAITING)
  const host = new URL(server.baseUrl).host
  await parley.log.getByText(`${WAITING}. ${host} cannot be reached: nothing answers at that port.`).waitFor()
  await parley.log.getByText(/^Next try in \d+ s$/).waitFor()
  await waitingPlace('Waiting (1)').waitFor()
  expect(await brokenRules(app.page, 'structure')).toEqual([])
  await parley.type('And with children?')
  await parley.log.getByText('after the question before it').waitFor()
  await waitingPlace('Waiting (2)').waitFor()

  await goOnline()
  const gates = [server.hold('headers'), server.hold('headers')]
  await findNetwork()
  for (const [i, gate] of gates.entries()) {
    await gate.reached
    expect(server.requests).toHaveLength(i + 1)
    await probe.reset()
    gate.release()
    await parley.heard(reply, probe)
    await expect.poll(() => parley.log.getByText(reply.words).count()).toBe(i + 1)
  }
  expect(server.requests.map(({ json }) => typeof json.messages.at(-1)?.content)).toEqual(['object', 'string'])
  await waitingPlace('Waiting').waitFor()
  await parley.phase('Ready')
})

test('a reply that comes while the one before it is heard is heard after it', async () => {
  await open()
  await goOffline()
  await parley.type('Are they good with cats?')
  await parley.phase(WAITING)
  await parley.type('And with children?')
  await waitingPlace('Waiting (2)').waitFor()
  await goOnline()
  server.reply = { words: 'At length.', samples: codedSamples(LONG_SAMPLES) }
  const gates = [server.hold('headers'), server.hold('headers')] as const
  await findNetwork()
  await gates[0].reached
  server.reply = reply
  gates[0].release()
  await parley.phase('Speaking')
  await gates[1].reached
  gates[1].release()
  await parley.log.getByText(reply.words).waitFor()
  await parley.phase('Speaking')
  await app.page.getByRole('region', { name: 'Replay' }).waitFor()
})

test('one may speak on while a question waits', async () => {
  await open()
  await goOffline()
  await parley.speak(500)
  await parley.phase(WAITING)
  await parley.speak(500)
  await waitingPlace('Waiting (2)').waitFor()
  await parley.phase(WAITING)
  expect(await parley.files('-you.wav')).toHaveLength(2)
})

describe('a question that waits', () => {
  beforeEach(async () => {
    await open()
    await goOffline()
    await parley.type('Are they good with cats?')
    await parley.log.getByRole('button', { name: 'Try now' }).waitFor()
  })

  test('waits no longer when it is deleted', async () => {
    await parley.log.getByRole('button', { name: 'Delete', exact: true }).click()
    await waitingPlace('Waiting').waitFor()
    await goOnline()
    await findNetwork()
    await parley.newConversation()
    await parley.type('And with dogs?')
    await parley.answered(reply.words)
    expect(server.requests.map(({ json }) => json.messages.at(-1)?.content)).toEqual(['And with dogs?'])
  })

  test('can be kept as a draft, and is sent when that is', async () => {
    await parley.log.getByRole('button', { name: 'Keep as draft' }).click()
    await app.page.getByRole('button', { name: 'Drafts (1)' }).waitFor()
    await waitingPlace('Waiting').waitFor()
    await goOnline()
    await parley.log.getByRole('button', { name: 'Send', exact: true }).click()
    await parley.answered(reply.words)
  })
})

describe('a question whose server asked to be left alone for a while', () => {
  beforeEach(async () => {
    // Any other is tried again by itself, on a busy machine before anybody can press anything.
    leaveWaiting(['Are they good with cats?'], Date.now(), { notBefore: Date.now() + 55_000 })
    await open({ dataFolder: folder })
    await parley.listed('Are they good with cats?').getByRole('button').first().click()
    await parley.log.getByRole('button', { name: 'Try now' }).waitFor()
  })

  test('is sent at once by “Try now”', async () => {
    await parley.log.getByRole('button', { name: 'Try now' }).click()
    await parley.answered(reply.words)
    expect(server.requests).toHaveLength(1)
  })

  test('is dealt with where all that waits is gathered', async () => {
    await waitingPlace('Waiting (1)').click()
    const gathered = app.page.getByRole('region', { name: 'Waiting' })
    await gathered.getByRole('article').getByText('Are they good with cats?').waitFor()
    await gathered.getByRole('button', { name: 'Try now' }).click()
    await gathered.getByText('Nothing waits to be sent.').waitFor()
    expect(server.requests).toHaveLength(1)
  })
})

test('late replies are told of and neither played nor said, and mark their conversation until that is opened', async () => {
  leaveWaiting(['And poodles?', 'Are golden retrievers good family dogs?'], Date.now() - 600_000, {
    conversationId: randomUUID(),
  })
  await goOffline()
  let voice: SystemVoiceProbe | undefined
  await open({
    dataFolder: folder,
    beforeLoad: async page => {
      voice = await giveSystemVoice(page)
      // A Chromium without windows has no notifications to show.
      await page.addInitScript(() => {
        const told: string[] = []
        class Told extends EventTarget {
          static permission = 'granted'
          constructor(title: string, { body }: NotificationOptions) {
            super()
            told.push(`${title}: ${body}`)
          }
        }
        Object.assign(window, { told, Notification: Told })
      })
    },
  })
  const listed = parley.listed('And poodles')
  await listed.getByRole('button').first().click()
  await goOnline()
  // The first has words alone, which the system's voice would say of one that is in time, wherever one looks by then.
  server.answerNext('text-only')
  const gate = server.hold('headers')
  await parley.log.getByRole('button', { name: 'Try now' }).first().click()
  await gate.reached
  await parley.newConversation()
  gate.release()
  await listed.getByText('New reply').waitFor()
  await expect.poll(() => server.requests.length).toBe(2)
  const told = () => app.page.evaluate(() => (window as unknown as { told: string[] }).told)
  await expect.poll(told).toEqual(Array(2).fill('A reply has come: And poodles?'))
  expect(await probe.length()).toBe(0)
  expect(await voice?.said()).toEqual([])
  await parley.phase('Ready')

  await listed.getByRole('button').first().click()
  await parley.answered(reply.words)
  await listed.getByText('New reply').waitFor({ state: 'hidden' })
  await parley.log.getByRole('button', { name: 'Play reply' }).click()
  await app.page.getByRole('region', { name: 'Replay' }).waitFor()
})
