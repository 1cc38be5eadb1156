import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProxyChoice } from '../../../../app/profiles/proxy.ts'
import { reach } from '../../../../main/doctor/reach.ts'
import { agentFor, prepareConnection } from '../../../../main/endpoint/connection/connections.ts'
import { proxyFor, useProxies } from '../../../../main/endpoint/connection/proxies.ts'
import { redact } from '../../../../main/endpoint/failure/redact.ts'
import { endpointAt, hear } from '../../../helpers/asking.ts'
import { type ConnectProxy, startConnectProxy } from '../../../helpers/connect-proxy.ts'
import { selfSigned } from '../../../helpers/self-signed.ts'

const answer = 'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
/** A name that only the proxy finds. */
const host = 'model.test'
const baseUrl = `https://${host}/v1`
const byEnvironment: ProxyChoice = { mode: 'environment', address: '' }
const trusted = tls.getCACertificates()

let server: Server
let proxy: ConnectProxy
let ports: (number | undefined)[]
beforeEach(async () => {
  const identity = selfSigned(host)
  tls.setDefaultCACertificates([...trusted, identity.cert])
  ports = []
  server = createServer(identity, (request, response) => {
    ports.push(request.socket.remotePort)
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  proxy = await startConnectProxy(() => (server.address() as AddressInfo).port)
})
afterEach(async () => {
  useProxies({ mode: 'none', address: '' }, {})
  tls.setDefaultCACertificates(trusted)
  await proxy.close()
  server.close()
  server.closeAllConnections()
})

const ask = () => hear(endpointAt(baseUrl))
const look = () => reach(endpointAt(baseUrl), new AbortController().signal)

describe('a question to a server on the internet', () => {
  test('goes through the proxy of the environment, which sees neither key nor question, and keeps its connection', async () => {
    useProxies(byEnvironment, { HTTPS_PROXY: `http://me:pass%20word@${proxy.name}` })
    const { key } = endpointAt(baseUrl)
    expect((await ask()).words).toBe('Hi')
    await expect.poll(() => Object.keys(agentFor(new URL(baseUrl)).freeSockets).length).toBe(1)
    expect((await ask()).words).toBe('Hi')
    const authorization = `Basic ${Buffer.from('me:pass word').toString('base64')}`
    expect(proxy.asked).toEqual([{ target: `${host}:443`, authorization }])
    expect(new Set(ports).size).toBe(1)
    expect(proxy.seen()).not.toContain(key)
    expect(proxy.seen()).not.toContain('Bearer')
  })

  test('goes through the one in the settings, whatever the environment says', async () => {
    useProxies({ mode: 'address', address: proxy.name }, { https_proxy: 'http://127.0.0.1:9' })
    expect((await ask()).words).toBe('Hi')
    expect(proxy.asked).toEqual([{ target: `${host}:443`, authorization: undefined }])
  })

  test('goes on a connection that was made ahead', async () => {
    useProxies({ mode: 'address', address: proxy.name }, {})
    await Promise.all([prepareConnection(baseUrl), prepareConnection(baseUrl)])
    expect((await ask()).words).toBe('Hi')
    expect(proxy.asked).toHaveLength(1)
  })

  test.each([
    [407, 'proxy_refused', 'wants a name and a password'],
    [403, 'proxy_refused', `lets nothing through to ${host}:443`],
    [502, 'unreachable', 'it could not connect to it (502)'],
  ] as const)('that the proxy refuses with %i says so', async (status, code, words) => {
    useProxies(byEnvironment, { HTTPS_PROXY: `http://me:secret-word@${proxy.name}` })
    proxy.refuseWith = status
    const { failure } = await ask()
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) })
    expect(failure?.message).toContain(proxy.name)
    expect(failure?.message).not.toContain('secret-word')
  })

  test('says that the proxy does not answer, and goes nowhere else', async () => {
    useProxies({ mode: 'address', address: '127.0.0.1:9' }, {})
    const { failure } = await ask()
    expect(failure).toMatchObject({ code: 'unreachable' })
    expect(failure?.message).toContain('its proxy 127.0.0.1:9: nothing answers at that port')
    expect(ports).toEqual([])
  })

  test('does not trust a proxy that answers for the server', async () => {
    tls.setDefaultCACertificates(trusted)
    useProxies({ mode: 'address', address: proxy.name }, {})
    expect((await ask()).failure?.code).toBe('tls_untrusted')
    expect(ports).toEqual([])
  })

  test.each(['socks5://127.0.0.1:1080', 'http://', 'nonsense here'])(
    'goes nowhere when the proxy is %s',
    async named => {
      useProxies(byEnvironment, { HTTPS_PROXY: named })
      expect((await ask()).failure?.message).toContain('the proxy in HTTPS_PROXY is not an http:// or https:// address')
    },
  )
})

test('the doctor says who is in between, and that it is to blame', async () => {
  useProxies({ mode: 'address', address: proxy.name }, {})
  expect(await look()).toMatchObject({ proxy: proxy.name, protocol: 'TLSv1.3', failure: null })
  proxy.refuseWith = 407
  expect(await look()).toMatchObject({ connectMs: null, failure: { code: 'proxy_refused' } })
})

test('a proxy’s password is taken out of all that is said, however it is written', () => {
  useProxies(byEnvironment, { HTTPS_PROXY: 'http://me:swordfish%2F9@proxy.example:3128' })
  const basic = Buffer.from('me:swordfish/9').toString('base64')
  for (const text of ['swordfish%2F9', 'swordfish/9', `proxy-authorization: Basic ${basic}`]) {
    expect(redact(`it said ${text}.`)).not.toContain(text)
  }
})

describe('who makes the connection', () => {
  const through = (url: string, environment: Record<string, string>, choice = byEnvironment) => {
    useProxies(choice, environment)
    return proxyFor(new URL(url))?.name ?? null
  }

  test.each([
    'http://model.example/v1',
    'https://localhost:4000/v1',
    'https://api.localhost/v1',
    'https://127.0.0.2/v1',
    'https://[::1]:4000/v1',
    'https://0.0.0.0:4000/v1',
  ])('to %s is nobody, even when the user names a proxy', url => {
    expect(through(url, {}, { mode: 'address', address: 'proxy.example:3128' })).toBeNull()
  })

  test.each([
    [{ HTTPS_PROXY: 'proxy.example:3128' }, 'proxy.example:3128'],
    [{ HTTPS_PROXY: 'https://proxy.example' }, 'proxy.example:443'],
    [{ HTTPS_PROXY: 'http://[::1]' }, '[::1]:80'],
    [{ HTTPS_PROXY: 'http://large.example', https_proxy: 'http://small.example:1' }, 'small.example:1'],
    [{ HTTP_PROXY: 'http://proxy.example', ALL_PROXY: 'http://proxy.example' }, null],
    [{ HTTPS_PROXY: '' }, null],
  ] as const)('by %j is %s', (environment, name) => {
    expect(through('https://model.example/v1', environment)).toBe(name)
  })

  test('is nobody when the user wants none', () => {
    expect(
      through('https://model.example', { HTTPS_PROXY: 'p.example:1' }, { mode: 'none', address: 'p.example' }),
    ).toBeNull()
  })

  test.each([
    ['*', 'https://model.example', true],
    ['model.example', 'https://model.example', true],
    ['Example', 'https://model.example', true],
    ['.example', 'https://model.example', true],
    ['*.example', 'https://model.example', true],
    ['odel.example', 'https://model.example', false],
    ['model.example:443', 'https://model.example', true],
    ['model.example:8443', 'https://model.example', false],
    ['other, model.example', 'https://model.example:8443', true],
    ['other model.example', 'https://model.example', true],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.1.2.3', 'https://10.1.2.3', true],
    ['fd00::/8', 'https://[fd00::1]', true],
    ['fd00::1', 'https://[fd00::1]', true],
    ['[fd00::1]:443', 'https://[fd00::1]', true],
    ['10.0.0.0/99,1.2.3.4/x,/8,:', 'https://10.1.2.3', false],
    ['', 'https://model.example', false],
  ])('with NO_PROXY=%s to %s is nobody: %s', (NO_PROXY, url, isNobody) => {
    expect(through(url, { HTTPS_PROXY: 'proxy.example:3128', NO_PROXY }) === null).toBe(isNobody)
  })
})
