import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BrowserHost } from '../../main/browser/host-server.ts'
import { startPagelessHost } from '../helpers/pageless-host.ts'
import { openSocketWindow, type SocketWindow } from '../helpers/socket-window.ts'

let folder: string
let host: BrowserHost
let window: SocketWindow

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-settings-'))
  host = await startPagelessHost(folder)
  window = await openSocketWindow(host.url)
})

afterEach(async () => {
  await window.close()
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

describe('settings', () => {
  test('are announced, kept, and change who answers', async () => {
    const settings = await window.main.changeSettings({ endpoint: { baseUrl: 'http://127.0.0.1:1/v1/' }, volume: 0.5 })
    expect(settings).toMatchObject({ endpoint: { baseUrl: 'http://127.0.0.1:1/v1' }, volume: 0.5 })
    expect(await window.main.getSettings({})).toEqual(settings)
    const status = await window.main.getStatus({})
    expect(status.endpoint).toMatchObject({ kind: 'custom', baseUrl: 'http://127.0.0.1:1/v1' })
    await expect
      .poll(() => window.events)
      .toEqual([
        { name: 'settingsChanged', payload: { settings } },
        { name: 'statusChanged', payload: { status } },
      ])
  })

  test.for([
    { baseUrl: 'api', code: 'endpoint_not_url' },
    { baseUrl: 'ftp://127.0.0.1', code: 'endpoint_not_http' },
    { baseUrl: 'http://me:secret@127.0.0.1', code: 'endpoint_has_password' },
  ])('refuse the address $baseUrl and stay as they were', async ({ baseUrl, code }) => {
    const before = await window.main.getSettings({})
    await expect(window.main.changeSettings({ endpoint: { baseUrl } })).rejects.toMatchObject({ code })
    expect(await window.main.getSettings({})).toEqual(before)
  })
})

describe('a key', () => {
  let refusing: Server
  let baseUrl: string
  let authorizations: (string | undefined)[]

  beforeEach(async () => {
    authorizations = []
    // Some servers repeat the key in their refusal.
    refusing = createServer((request, response) => {
      authorizations.push(request.headers.authorization)
      request.resume()
      const message = `Incorrect API key provided: ${request.headers.authorization}`
      response.writeHead(401, { 'Content-Type': 'application/json', 'X-Key': request.headers.authorization ?? '' })
      response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', code: 'invalid_api_key' } }))
    })
    await new Promise<void>(resolve => refusing.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/v1`
  })

  afterEach(() => {
    refusing.closeAllConnections()
    refusing.close()
  })

  test('goes to the address it was entered for and to no other', async () => {
    const key = `sk-test-${randomUUID()}`
    await window.main.changeSettings({ endpoint: { baseUrl } })
    await window.main.setKey({ key })
    expect(await askAndFail()).toBe('key_refused')
    const elsewhere = baseUrl.replace('127.0.0.1', 'localhost')
    const status = await window.main.changeSettings({ endpoint: { baseUrl: elsewhere } })
    expect(status.endpoint.baseUrl).toBe(elsewhere)
    expect((await window.main.getStatus({})).key).toEqual({ present: false, lastFour: '', kept: 'none' })
    expect(await askAndFail()).toBe('key_missing')
    expect(authorizations).toEqual([`Bearer ${key}`, undefined])
  })

  test('never comes back: it is in no message to the window, in no file, in nothing printed', async () => {
    const printed: string[] = []
    const spies = (['stdout', 'stderr'] as const).map(stream =>
      vi.spyOn(process[stream], 'write').mockImplementation(chunk => printed.push(String(chunk)) > 0),
    )
    const key = `sk-test-${randomUUID()}`
    await window.main.changeSettings({ endpoint: { baseUrl } })
    const kept = await window.main.setKey({ key: ` ${key}\n` })
    expect(await askAndFail()).toBe('key_refused')
    const status = await window.main.getStatus({})
    await window.main.setKey({ key: `${key} and more` }).catch(() => undefined)
    await window.main.setKey({ key: `${key}\u0000` }).catch(() => undefined)
    for (const spy of spies) spy.mockRestore()

    expect(authorizations[0]).toBe(`Bearer ${key}`)
    expect([kept, status.key]).toEqual(Array(2).fill({ present: true, lastFour: key.slice(-4), kept: 'session' }))
    const bytes = await contentsOf(folder)
    const everything = Buffer.concat([...window.frames, ...bytes, Buffer.from(printed.join(''))])
    const secret = key.slice('sk-test-'.length)
    for (const form of [secret, secret.slice(0, 18), Buffer.from(key).toString('base64').slice(4, 40)]) {
      expect(everything.includes(form)).toBe(false)
    }
  })

  test('that was cleared is gone', async () => {
    await window.main.setKey({ key: `sk-test-${randomUUID()}` })
    expect((await window.main.getStatus({})).endpoint).toMatchObject({ kind: 'custom', keySource: 'Settings' })
    await window.main.clearKey({})
    expect(await window.main.getStatus({})).toMatchObject({
      endpoint: { kind: 'practice' },
      key: { present: false, lastFour: '', kept: 'none' },
    })
  })

  test('with a line break in the middle is refused', async () => {
    await expect(window.main.setKey({ key: 'sk-test\nsk-test' })).rejects.toMatchObject({ code: 'key_malformed' })
  })

  /** Asks something typed, waits until the endpoint has refused it, and returns the failure's code. */
  async function askAndFail(): Promise<string | undefined> {
    const turnId = randomUUID()
    await window.main.askTyped({ turnId, conversationId: randomUUID(), text: 'Hello?', attachmentId: null })
    return (await window.turnOnce(turnId, 'failed')).failure?.code
  }
})

/** What is in the files of the data folder. */
async function contentsOf(path: string): Promise<Buffer[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))))
}
