import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { windowHeaders } from '../../../app/content-security-policy.ts'
import { failWith } from '../../../app/errors.ts'
import { speak } from '../../../app/words/languages/speak.ts'
import { type BrowserHost, startBrowserHost } from '../../../main/browser/host-server.ts'
import { openKeptSecrets } from '../../../main/secrets/kept-secrets.ts'
import { openSocketWindow } from '../../helpers/socket-window.ts'

let folder: string
let host: BrowserHost
let address: URL

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-host-'))
  await mkdir(join(folder, 'window', 'assets'), { recursive: true })
  await writeFile(join(folder, 'window', 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'window', 'assets', 'index-1.js'), 'export {}')
  await writeFile(join(folder, 'window', 'notes.md'), 'not part of the window')
  await writeFile(join(folder, 'outside.html'), 'outside')
  host = await startBrowserHost({
    dataFolder: join(folder, 'data'),
    host: 'browser',
    version: '1.2.3',
    secrets: await openKeptSecrets({ folder: join(folder, 'data'), sealer: null }),
    environment: {},
    port: 0,
    rendererFolder: join(folder, 'window'),
  })
  address = new URL(host.url)
})

afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

/** One request with exactly this path and these headers. */
function ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port: address.port, path, ...options }, async response => {
        let body = ''
        for await (const chunk of response) body += chunk
        resolve({ status: response.statusCode, headers: response.headers, body })
      })
        .on('error', reject)
        .end()
    },
  )
}

describe('the address', () => {
  test('is on this machine only and carries 256 random bits in its fragment', () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/)
  })
})

describe('a file of the window', () => {
  test('comes with every header that locks the window down', async () => {
    const { status, headers, body } = await ask('/')
    const lowerCased = Object.fromEntries(
      Object.entries(windowHeaders).map(([name, value]) => [name.toLowerCase(), value]),
    )
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>' })
    expect(headers).toMatchObject({
      ...lowerCased,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
  })

  test('may be kept by the browser when its name carries a hash', async () => {
    const { headers } = await ask('/assets/index-1.js')
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

  test('comes without its body when only its headers are asked for', async () => {
    const { status, body } = await ask('/', { method: 'HEAD' })
    expect({ status, body }).toEqual({ status: 200, body: '' })
  })

  test.for([
    '/missing.html',
    '/notes.md',
    '/assets',
    '/../outside.html',
    '/..%2foutside.html',
    '/%2e%2e/outside.html',
    '/assets/..%2f..%2foutside.html',
    '/..%5coutside.html',
    '/..\\outside.html',
    '/index.html%00.js',
    '/%e0%a4',
    '//outside.html',
  ])('is not found at %s', async path => {
    const { status, body } = await ask(path)
    expect({ status, body }).toEqual({ status: 404, body: '404\n' })
  })

  test('is only read', async () => {
    const { status, headers } = await ask('/', { method: 'POST' })
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' })
  })
})

describe('the page', () => {
  const page = '<!doctype html><html lang="en"><title>Parley</title></html>'
  const begins = async (accepted: string) =>
    /<html [^>]*>/.exec((await ask('/', { headers: { 'Accept-Language': accepted } })).body)?.[0]

  beforeEach(() => writeFile(join(folder, 'window', 'index.html'), page))
  afterEach(() => speak('en', ['en']))

  test('begins in the language its browser prefers, and failures are told in it', async () => {
    expect(await begins('sv, de-AT;q=0.8, en;q=0.9')).toBe('<html lang="en" dir="ltr">')
    expect(await begins('sv, de-AT;q=0.8, *;q=0.1')).toBe('<html lang="de" dir="ltr">')
    expect(failWith('cancelled').message).toBe('Angehalten.')
    expect(await begins('')).toBe('<html lang="en" dir="ltr">')
  })

  test('begins in the language that was chosen, and windows that are open are told of it', async () => {
    const window = await openSocketWindow(host.url)
    await window.main.changeSettings({ language: 'de' })
    const spoken = () =>
      window.events.flatMap(({ name, payload }) =>
        name === 'statusChanged' ? [(payload as { status: { language: string } }).status.language] : [],
      )
    await expect.poll(() => spoken().at(-1)).toBe('de')
    expect(await begins('en')).toBe('<html lang="de" dir="ltr">')
    await window.main.changeSettings({ language: 'en' })
    await expect.poll(() => spoken().at(-1)).toBe('en')
    await window.close()
  })
})

describe('a request that does not come from Parley’s own page', () => {
  const strangers = [
    { what: 'another host name', headers: () => ({ Host: `parley.example:${address.port}` }) },
    { what: 'another port', headers: () => ({ Host: '127.0.0.1:1' }) },
    { what: 'no port', headers: () => ({ Host: '127.0.0.1' }) },
    { what: 'another origin', headers: () => ({ Host: address.host, Origin: 'https://parley.example' }) },
    { what: 'no origin to speak of', headers: () => ({ Host: address.host, Origin: 'null' }) },
    {
      what: 'the other name of this machine',
      headers: () => ({ Host: address.host, Origin: `http://localhost:${address.port}` }),
    },
  ]

  test.for(strangers)('is refused a file: $what', async ({ headers }) => {
    const { status, body } = await ask('/', { headers: headers() })
    expect({ status, body }).toEqual({ status: 403, body: '403\n' })
  })

  test.for([
    ...strangers,
    { what: 'a program without an origin', headers: () => ({ Host: address.host, Origin: '' }) },
  ])('is refused the wire even with the token: $what', async ({ headers }) => {
    const { Host, Origin = `http://${Host}` }: { Host: string; Origin?: string } = headers()
    await expect(openSocketWindow(host.url, { host: Host, origin: Origin })).rejects.toThrow(
      'Unexpected server response: 403',
    )
  })

  test('is served by either name of this machine when the page is its own', async () => {
    const localhost = `localhost:${address.port}`
    const window = await openSocketWindow(host.url, { host: localhost, origin: `http://${localhost}` })
    expect(await window.main.getStatus({})).toMatchObject({ host: 'browser', version: '1.2.3' })
    await window.close()
  })

  test('finds no wire at any other path', async () => {
    const socket = new WebSocket(`ws://${address.host}/other`, { origin: address.origin })
    const failure = await new Promise<Error>(resolve => socket.once('error', resolve))
    expect(failure.message).toBe('Unexpected server response: 404')
  })
})
