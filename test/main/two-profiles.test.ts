import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BrowserHost } from '../../main/browser/host-server.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { startPagelessHost } from '../helpers/pageless-host.ts'
import { PATIENCE } from '../helpers/patience.ts'
import { openSocketWindow, type SocketWindow } from '../helpers/socket-window.ts'

/* Two profiles answer in one conversation, in turn: what belongs to one never comes to the other's server. */

/** A profile, its server, and everything that is its own. */
interface Entered {
  profileId: string
  server: EndpointServer
  key: string
  team: string
  organization: string
  project: string
}

let folder: string
let host: BrowserHost
let window: SocketWindow
let servers: EndpointServer[]
let conversationId: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-two-'))
  host = await startPagelessHost(folder)
  window = await openSocketWindow(host.url)
  servers = [await startEndpointServer(), await startEndpointServer()]
  conversationId = randomUUID()
})

afterEach(async () => {
  await window.close()
  await host.close()
  await Promise.all(servers.map(server => server.close()))
  await rm(folder, { recursive: true, force: true })
})

async function enter(server: EndpointServer | undefined): Promise<Entered> {
  if (!server) throw new Error('there are two servers')
  const [profileId, key, team] = [randomUUID(), `sk-test-${randomUUID()}`, `team-${randomUUID()}`]
  const account = { organization: `org-${randomUUID()}`, project: `proj-${randomUUID()}` }
  await window.main.addProfile({ profileId, baseUrl: server.baseUrl, ...account })
  await window.main.setKey({ profileId, key })
  await window.main.setHeader({ profileId, name: 'X-Team', value: team })
  return { profileId, server, key, team, ...account }
}

/** Asks in the conversation and waits for the answer; returns the id that the server gave its voice. */
async function ask(text: string): Promise<string> {
  const turnId = randomUUID()
  await window.main.askTyped({ turnId, conversationId, text, attachmentId: null })
  const { reply } = await window.turnOnce(turnId, 'answered')
  return reply?.audioId ?? ''
}

/** Speaks in a conversation that is new, which has that profile for itself, until there is an answer. */
async function say(profileId: string | null): Promise<void> {
  const turnId = randomUUID()
  const begin = { turnId, conversationId: randomUUID(), microphone: 'Microphone', profileId }
  await window.main.startRecording(begin)
  await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(48_000) })
  await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  await window.turnOnce(turnId, 'answered')
}

const answerHere = (profileId: string | null) => window.main.changeConversation({ conversationId, profileId })

/** Everything a server has received, as one text. */
const receivedBy = (server: EndpointServer) =>
  JSON.stringify(server.requests.map(({ headers, json, path }) => [path, headers, json]))

describe('two profiles in one conversation', () => {
  test('keep keys, headers, organisations and ids from each other’s servers, however often they take turns', async () => {
    const [first, second] = [await enter(servers[0]), await enter(servers[1])]
    const ids = new Map<Entered, string[]>([
      [first, []],
      [second, []],
    ])
    for (const [round, entered] of [first, second, first, second, second, first].entries()) {
      if (round === 0) await window.main.chooseProfile({ profileId: first.profileId })
      else await answerHere(entered.profileId)
      ids.get(entered)?.push(await ask(`Question ${round}`))
    }
    for (const [mine, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const received = receivedBy(mine.server)
      const { headers } = mine.server.requests.at(-1) ?? {}
      expect(headers).toMatchObject({
        ...{ authorization: `Bearer ${mine.key}`, 'x-team': mine.team },
        ...{ 'openai-organization': mine.organization, 'openai-project': mine.project },
      })
      const foreign = [other.key, other.team, other.organization, other.project, ...(ids.get(other) ?? [])]
      expect(foreign.filter(secret => received.includes(secret))).toEqual([])
      expect(ids.get(mine)?.filter(id => received.includes(id)).length).toBeGreaterThan(0)
    }
  })

  test('at one address keep ids from each other, because they may be of two accounts', async () => {
    const [first, second] = [await enter(servers[0]), await enter(servers[0])]
    await window.main.chooseProfile({ profileId: first.profileId })
    const id = await ask('Who are you?')
    await answerHere(second.profileId)
    await ask('And you?')
    await answerHere(first.profileId)
    await ask('And you again?')
    expect(servers[0]?.requests.map(({ json }) => JSON.stringify(json).includes(id))).toEqual([false, false, true])
  })
})

describe('a profile that a conversation has for itself', () => {
  test('answers in it from its first question on, and in no other', async () => {
    const [first, second] = [await enter(servers[0]), await enter(servers[1])]
    await window.main.chooseProfile({ profileId: first.profileId })
    const turnId = randomUUID()
    const question = { turnId, conversationId, text: 'Hello?', attachmentId: null, profileId: second.profileId }
    await window.main.askTyped(question)
    await window.turnOnce(turnId, 'answered')
    conversationId = randomUUID()
    await ask('And here?')
    expect(servers.map(({ requests }) => requests.length)).toEqual([1, 1])
  })

  test('is kept over a restart, and by a copy of the conversation', async () => {
    const { profileId } = await enter(servers[0])
    await window.main.chooseProfile({ profileId })
    await ask('Hello?')
    await answerHere('practice')
    const { turns } = await window.main.openConversation({ conversationId })
    const copy = await window.main.duplicateConversation({ conversationId, throughTurnId: turns[0]?.id ?? '' })
    await window.close()
    await host.close()
    host = await startPagelessHost(folder)
    window = await openSocketWindow(host.url)
    const kept = [conversationId, copy.id].map(id => window.main.openConversation({ conversationId: id }))
    expect((await Promise.all(kept)).map(({ conversation }) => conversation?.profileId)).toEqual([
      ...['practice', 'practice'],
    ])
  })

  test('puts what was said in it into words, and nobody else hears it', async () => {
    const [first, second] = [await enter(servers[0]), await enter(servers[1])]
    await window.main.chooseProfile({ profileId: first.profileId })
    await window.main.changeSettings({ transcription: { isOn: true } })
    for (const { transcriptions } of servers) transcriptions.answerAlways('words')
    await say(second.profileId)
    await vi.waitFor(() => expect(servers[1]?.arrivals).toEqual(['question', 'transcription']), PATIENCE)
    expect(servers[0]?.arrivals).toEqual([])
  })

  test('and cannot put recordings into words does not keep others from it', async () => {
    const [first, second] = [await enter(servers[0]), await enter(servers[1])]
    await window.main.chooseProfile({ profileId: first.profileId })
    await window.main.changeSettings({ transcription: { isOn: true } })
    servers[0]?.transcriptions.answerAlways('words')
    servers[1]?.transcriptions.answerAlways('not implemented')
    await say(second.profileId)
    await say(null)
    await vi.waitFor(() => expect(servers[0]?.arrivals).toEqual(['question', 'transcription']), PATIENCE)
    expect((await window.main.getStatus({})).transcription).toBeNull()
  })

  test('that is removed leaves its conversations to the one that answers everywhere', async () => {
    const [first, second] = [await enter(servers[0]), await enter(servers[1])]
    await window.main.chooseProfile({ profileId: first.profileId })
    await ask('Hello?')
    await answerHere(second.profileId)
    await window.main.removeProfile({ profileId: second.profileId })
    await ask('Who is there?')
    expect(servers.map(({ requests }) => requests.length)).toEqual([2, 0])
  })
})
