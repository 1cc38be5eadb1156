import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HEADERS_LIMIT, newProfile, PROFILES_LIMIT } from '../../../app/profiles/profiles.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { filesWith } from '../../helpers/folder-contents.ts'
import { answerAt } from '../../helpers/own-profile.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

const ENVIRONMENT_KEY = `sk-test-${randomUUID()}`

let folder: string
let host: BrowserHost
let window: SocketWindow

async function start(environment: Record<string, string> = { OPENAI_API_KEY: ENVIRONMENT_KEY }): Promise<void> {
  host = await startPagelessHost(folder, environment)
  window = await openSocketWindow(host.url)
}

async function stop(): Promise<void> {
  await window.close()
  await host.close()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-profiles-'))
  await start()
})

afterEach(async () => {
  await stop()
  await rm(folder, { recursive: true, force: true })
})

const profile = async (id: string) => (await window.main.getStatus({})).profiles.find(one => one.id === id)
const key = async (id: string) => (await profile(id))?.key
const ids = async () => (await window.main.getSettings({})).profiles.map(({ id }) => id)
/** The files of the data folder that have a secret in them. */
const filesHolding = (secret: string) => filesWith(folder, [secret]).map(path => relative(folder, path))
const noKey = { present: false, lastFour: '', kept: null }

describe('profiles', () => {
  test('are added and changed, announced, kept, and change who answers', async () => {
    const profileId = randomUUID()
    const added = await window.main.addProfile({ profileId, name: 'Mine', baseUrl: ' http://127.0.0.1:1/v1/ ' })
    expect(added.profiles).toEqual([newProfile(profileId, { name: 'Mine', baseUrl: 'http://127.0.0.1:1/v1' })])
    const changed = await window.main.changeProfile({ profileId, voice: 'cedar', timeoutS: 5 })
    expect(changed.profiles).toEqual([{ ...added.profiles[0], voice: 'cedar', timeoutS: 5 }])
    const status = await window.main.getStatus({})
    expect(status.endpoint).toMatchObject({ id: profileId, kind: 'custom', name: 'Mine', voice: 'cedar' })
    await expect
      .poll(() => window.events.slice(-2))
      .toEqual([
        { name: 'settingsChanged', payload: { settings: changed } },
        { name: 'statusChanged', payload: { status } },
      ])
    await stop()
    await start()
    expect(await window.main.getSettings({})).toEqual(changed)
  })

  test.for([
    { baseUrl: 'api', code: 'endpoint_not_url' },
    { baseUrl: 'api.openai.com/v1', code: 'endpoint_no_scheme' },
    { baseUrl: 'ftp://127.0.0.1', code: 'endpoint_not_http' },
    { baseUrl: 'http://me:secret@127.0.0.1', code: 'endpoint_has_password' },
  ])('refuse the address $baseUrl and stay as they were', async ({ baseUrl, code }) => {
    const profileId = await answerAt(window.main, 'http://127.0.0.1:1/v1')
    const before = await window.main.getSettings({})
    await expect(window.main.changeProfile({ profileId, baseUrl })).rejects.toMatchObject({ code })
    await expect(window.main.addProfile({ profileId: randomUUID(), baseUrl })).rejects.toMatchObject({ code })
    expect(await window.main.getSettings({})).toEqual(before)
  })

  test('are chosen, those of the environment too, and none that is not there', async () => {
    const profileId = await answerAt(window.main, 'http://127.0.0.1:1/v1')
    const answers = async (id: string) => {
      await window.main.chooseProfile({ profileId: id })
      return (await window.main.getStatus({})).endpoint.id
    }
    expect([await answers('practice'), await answers('environment-openai'), await answers('')]).toEqual([
      ...['practice', 'environment-openai', profileId],
    ])
    for (const id of ['environment-litellm', randomUUID()]) {
      await expect(window.main.chooseProfile({ profileId: id })).rejects.toMatchObject({ code: 'profile_missing' })
    }
  })

  test('of a LiteLLM proxy whose address is missing are told of', async () => {
    await stop()
    await start({ LITELLM_PROXY_KEY: ENVIRONMENT_KEY })
    expect(await window.main.getStatus({})).toMatchObject({
      endpoint: { kind: 'practice' },
      notices: [{ name: 'proxy_address_missing' }],
    })
  })

  test('of the environment and the practice partner cannot be changed or removed', async () => {
    for (const profileId of ['environment-openai', 'practice']) {
      const refusals = await Promise.allSettled([
        window.main.changeProfile({ profileId, voice: 'alloy' }),
        window.main.removeProfile({ profileId }),
        window.main.setKey({ profileId, key: 'sk-test' }),
      ])
      expect(refusals).toMatchObject(refusals.map(() => ({ reason: { code: 'profile_missing' } })))
    }
    await expect(
      window.main.copyProfile({ profileId: 'practice', newProfileId: randomUUID(), name: '' }),
    ).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('take no account that could not be sent', async () => {
    const profileId = await answerAt(window.main, 'http://127.0.0.1:1/v1')
    for (const account of [{ organization: 'org-“mine”' }, { project: 'proj\nX-Other: 1' }]) {
      const refused = window.main.changeProfile({ profileId, ...account })
      await expect(refused).rejects.toMatchObject({ code: 'header_refused' })
    }
    const [kept] = (await window.main.getSettings({})).profiles
    expect(kept).toMatchObject({ organization: '', project: '' })
  })

  test('are removed with their key, and are back with it where they were when that is taken back', async () => {
    const [first, second] = [
      await answerAt(window.main, 'http://127.0.0.1:1/v1'),
      await answerAt(window.main, 'http://127.0.0.1:2/v1', { isKeyFileAllowed: true }),
    ]
    await window.main.chooseProfile({ profileId: first })
    const entered = `sk-test-${randomUUID()}`
    await window.main.changeProfile({ profileId: first, isKeyFileAllowed: true })
    await window.main.setKey({ profileId: first, key: entered })
    const before = [await window.main.getStatus({}), await window.main.getSettings({})]
    const after = await window.main.removeProfile({ profileId: first })
    expect([after.profiles.map(({ id }) => id), after.profileId, filesHolding(entered)]).toEqual([[second], '', []])
    await window.main.restoreProfile({ profileId: first })
    expect([await window.main.getStatus({}), await window.main.getSettings({})]).toEqual(before)
    await expect(window.main.restoreProfile({ profileId: first })).rejects.toMatchObject({ code: 'profile_missing' })
  })

  test('are copied with their key, beside the other', async () => {
    const [first, second] = [
      await answerAt(window.main, 'http://127.0.0.1:1/v1'),
      await answerAt(window.main, 'http://127.0.0.1:2/v1'),
    ]
    const entered = `sk-test-${randomUUID()}`
    await window.main.setKey({ profileId: first, key: entered })
    await window.main.setHeader({ profileId: first, name: 'X-Team', value: 'blue' })
    const newProfileId = randomUUID()
    const { profiles } = await window.main.copyProfile({ profileId: first, newProfileId, name: 'Copy' })
    expect(profiles).toEqual([
      profiles[0],
      { ...profiles[0], id: newProfileId, name: 'Copy' },
      expect.objectContaining({ id: second }),
    ])
    expect(await profile(newProfileId)).toMatchObject({
      key: { present: true, lastFour: entered.slice(-4), kept: 'session-only' },
      headersKept: ['x-team'],
    })
  })

  test('of the environment are written down only when the user asks for it', async () => {
    await window.main.chooseProfile({ profileId: 'environment-openai' })
    await window.main.changeSettings({ fromEnvironment: { voice: 'cedar' } })
    expect([await ids(), filesHolding(ENVIRONMENT_KEY)]).toEqual([[], []])
    const newProfileId = randomUUID()
    await window.main.copyProfile({ profileId: 'environment-openai', newProfileId, name: 'OpenAI' })
    expect(await profile(newProfileId)).toMatchObject({
      ...{ name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', voice: 'cedar' },
      key: { present: true, lastFour: ENVIRONMENT_KEY.slice(-4), kept: 'session-only' },
    })
    expect(filesHolding(ENVIRONMENT_KEY)).toEqual([])
    await window.main.changeProfile({ profileId: newProfileId, isKeyFileAllowed: true })
    expect([(await key(newProfileId))?.kept, filesHolding(ENVIRONMENT_KEY)]).toEqual([
      'plaintext-consented',
      [join('keys', 'keys.json')],
    ])
  })
})

describe('a key', () => {
  let refusing: Server
  let baseUrl: string
  let received: { authorization: string | undefined; team: string | string[] | undefined }[]

  beforeEach(async () => {
    received = []
    // Some servers repeat the key in their refusal.
    refusing = createServer((request, response) => {
      const { authorization, 'x-team': team } = request.headers
      received.push({ authorization, team })
      request.resume()
      const message = `Incorrect API key provided: ${authorization} of ${team}`
      response.writeHead(401, { 'Content-Type': 'application/json', 'X-Key': authorization ?? '' })
      response.end(JSON.stringify({ error: { message, type: 'server_error', code: 'odd' } }))
    })
    await new Promise<void>(resolve => refusing.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/v1`
  })

  afterEach(() => {
    refusing.closeAllConnections()
    refusing.close()
  })

  test('goes to the address it was entered for and to no other, and headers with it', async () => {
    const entered = `sk-test-${randomUUID()}`
    const profileId = await answerAt(window.main, baseUrl)
    await window.main.setKey({ profileId, key: entered })
    await window.main.setHeader({ profileId, name: 'X-Team', value: 'blue team' })
    expect(await askAndFail()).toBe('key_refused')
    await window.main.changeProfile({ profileId, baseUrl: baseUrl.replace('127.0.0.1', 'localhost') })
    expect(await profile(profileId)).toMatchObject({ key: noKey, headersKept: [] })
    expect(await askAndFail()).toBe('key_missing')
    expect(received).toEqual([
      { authorization: `Bearer ${entered}`, team: 'blue team' },
      { authorization: undefined, team: undefined },
    ])
  })

  test('never comes back, nor the value of a header: it is in no message to the window, in no file, in nothing printed', async () => {
    const printed: string[] = []
    const spies = (['stdout', 'stderr'] as const).map(stream =>
      vi.spyOn(process[stream], 'write').mockImplementation(chunk => printed.push(String(chunk)) > 0),
    )
    const [entered, value] = [`sk-test-${randomUUID()}`, randomUUID()]
    const profileId = await answerAt(window.main, baseUrl)
    await window.main.setKey({ profileId, key: ` ${entered}\n` })
    await window.main.setHeader({ profileId, name: 'X-Team', value })
    expect(await askAndFail()).toBe('key_refused')
    const status = await profile(profileId)
    await window.main.setKey({ profileId, key: `${entered} and more` }).catch(() => undefined)
    await window.main.setKey({ profileId, key: `${entered}\u0000` }).catch(() => undefined)
    await window.main.setHeader({ profileId, name: 'X-Team', value: `${value}\n` }).catch(() => undefined)
    await window.main.setHeader({ profileId, name: 'X-Team', value: `${value}\u0000` }).catch(() => undefined)
    for (const spy of spies) spy.mockRestore()

    expect(received[0]).toEqual({ authorization: `Bearer ${entered}`, team: value })
    expect(status?.key).toEqual({ present: true, lastFour: entered.slice(-4), kept: 'session-only' })
    const everything = Buffer.concat([...window.frames, Buffer.from(printed.join(''))])
    const secret = entered.slice('sk-test-'.length)
    for (const form of [secret, secret.slice(0, 18), Buffer.from(entered).toString('base64').slice(4, 40), value]) {
      expect([everything.includes(form), filesHolding(form)]).toEqual([false, []])
    }
  })

  test('that was cleared is gone; headers stay', async () => {
    const profileId = await answerAt(window.main, baseUrl)
    await window.main.setKey({ profileId, key: `sk-test-${randomUUID()}` })
    await window.main.setHeader({ profileId, name: 'X-Team', value: 'blue' })
    await window.main.clearKey({ profileId })
    expect(await profile(profileId)).toMatchObject({ key: { present: false }, headersKept: ['x-team'] })
    await window.main.removeHeader({ profileId, name: 'x-team' })
    expect(await profile(profileId)).toMatchObject({ key: noKey, headersKept: [] })
  })

  test.for([
    ['sk-test\nsk-test', 'key_malformed'],
    [' ', 'key_malformed'],
  ] as const)('like %j is refused', async ([entered, code]) => {
    const profileId = await answerAt(window.main, baseUrl)
    await expect(window.main.setKey({ profileId, key: entered })).rejects.toMatchObject({ code })
  })

  test('cannot be entered while the profile has no address', async () => {
    const profileId = randomUUID()
    await window.main.addProfile({ profileId })
    await expect(window.main.setKey({ profileId, key: 'sk-test' })).rejects.toMatchObject({ code: 'endpoint_not_url' })
  })

  test('is in the file that the user allowed, at the next start too, and in no other', async () => {
    const profileId = await answerAt(window.main, baseUrl, { isKeyFileAllowed: true })
    const entered = `sk-test-${randomUUID()}`
    await window.main.setKey({ profileId, key: entered })
    expect(filesHolding(entered)).toEqual([join('keys', 'keys.json')])
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).not.toContain(entered)
    await stop()
    await start()
    expect(await key(profileId)).toEqual({
      present: true,
      lastFour: entered.slice(-4),
      kept: 'plaintext-consented',
    })
  })

  test('goes from the file when that is allowed no more, whatever the address is meanwhile', async () => {
    const profileId = await answerAt(window.main, baseUrl, { isKeyFileAllowed: true })
    const entered = `sk-test-${randomUUID()}`
    await window.main.setKey({ profileId, key: entered })
    await window.main.changeProfile({ profileId, baseUrl: 'http://127.0.0.1:1/v1' })
    await window.main.changeProfile({ profileId, isKeyFileAllowed: false })
    expect(filesHolding(entered)).toEqual([])
    await window.main.changeProfile({ profileId, baseUrl })
    expect(await key(profileId)).toMatchObject({ lastFour: entered.slice(-4), kept: 'session-only' })
  })

  /** Asks something typed, waits until the endpoint has refused it, and returns the failure's code. */
  async function askAndFail(): Promise<string | undefined> {
    const turnId = randomUUID()
    await window.main.askTyped({ turnId, conversationId: randomUUID(), text: 'Hello?', attachmentId: null })
    return (await window.turnOnce(turnId, 'failed')).failure?.code
  }
})

test('there are as many headers and profiles as anybody needs, and no more', async () => {
  const profileId = await answerAt(window.main, 'http://127.0.0.1:1/v1')
  for (let n = 1; n <= HEADERS_LIMIT; n++) await window.main.setHeader({ profileId, name: `x-${n}`, value: 'a' })
  const refused = expect.objectContaining({ code: 'bad_input' })
  await expect(window.main.setHeader({ profileId, name: 'x-more', value: 'a' })).rejects.toEqual(refused)
  await window.main.setHeader({ profileId, name: 'x-1', value: 'b' })
  for (let n = 1; n < PROFILES_LIMIT; n++) await window.main.addProfile({ profileId: randomUUID() })
  await expect(window.main.addProfile({ profileId: randomUUID() })).rejects.toEqual(refused)
})

test('a header with a name that is not the user’s to say is refused', async () => {
  const profileId = await answerAt(window.main, 'http://127.0.0.1:1/v1')
  for (const name of ['Host', 'Authorization', 'X Team']) {
    await expect(window.main.setHeader({ profileId, name, value: 'a' })).rejects.toMatchObject({
      code: 'header_refused',
    })
  }
  expect((await window.main.getSettings({})).profiles[0]?.headerNames).toEqual([])
})
