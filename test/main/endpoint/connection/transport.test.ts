import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { KeptSound } from '../../../../main/endpoint/request/request-body.ts'
import { endpointAt, hear } from '../../../helpers/asking.ts'
import { write } from '../../../helpers/endpoint-exchange.ts'

/** Twenty megabytes: more than any network keeps for a server that does not read. */
let recording: string
let folder: string
let close: () => void = () => undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-transport-'))
  recording = join(folder, 'long.mp3')
  await writeFile(recording, Buffer.alloc(20_000_000, 7))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => close())

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.close()
    server.closeAllConnections()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

function longQuestion() {
  const sound = {
    type: 'input_audio' as const,
    input_audio: { data: new KeptSound(recording), format: 'mp3' as const },
  }
  return { messages: [{ role: 'user' as const, content: [sound] }] }
}

const done = 'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

test('a long recording arrives whole, of the length that was announced and not in chunks', async () => {
  let bytes = 0
  let headers: IncomingMessage['headers'] = {}
  const baseUrl = await serve(async (request, response) => {
    headers = request.headers
    for await (const piece of request) bytes += piece.byteLength
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(done)
  })
  expect((await hear(endpointAt(baseUrl), longQuestion())).words).toBe('Hi')
  expect(Number(headers['content-length'])).toBe(bytes)
  expect(headers['transfer-encoding']).toBeUndefined()
  expect(bytes).toBeGreaterThan((20_000_000 / 3) * 4)
})

test('a server that refuses while a long recording is being sent is heard, and the rest is not sent', async () => {
  const baseUrl = await serve((request, response) => {
    response.writeHead(413, { 'content-type': 'text/html' }).end('<html>Too large</html>')
    request.pause()
  })
  expect(await hear(endpointAt(baseUrl), longQuestion())).toMatchObject({ kinds: [], failure: { code: 'too_large' } })
})

test('a server that stops reading does not hold the question for ever', async () => {
  const baseUrl = await serve(request => request.pause())
  const heard = await hear(endpointAt(baseUrl), longQuestion(), { timeouts: { sendMs: 200 } })
  expect(heard).toMatchObject({ kinds: [], failure: { code: 'timed_out' } })
})

test('of a refusal without end only a beginning is read', async () => {
  const baseUrl = await serve(async (_request, response) => {
    response.writeHead(500, { 'content-type': 'text/plain' })
    while (!response.destroyed) {
      await write(response, 'x'.repeat(10_000))
      await setImmediate()
    }
  })
  expect((await hear(endpointAt(baseUrl))).failure?.code).toBe('server_failed')
})

test('of a refusal whose words break off the status is told, and those that came', async () => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain', 'content-length': 100 })
    response.write('Over', () => response.destroy())
  })
  expect((await hear(endpointAt(baseUrl))).failure).toMatchObject({
    code: 'server_failed',
    values: { said: { name: 'said', said: '503: Over' } },
  })
})

test('of a refusal whose words never come the status is told', async () => {
  const baseUrl = await serve((_request, response) => response.writeHead(401).flushHeaders())
  expect((await hear(endpointAt(baseUrl))).failure?.code).toBe('key_refused')
})

test('who wants to speak another protocol is not waited for', async () => {
  const baseUrl = await serve((request, response) => {
    response.writeHead(101, { upgrade: 'websocket', connection: 'upgrade' }).flushHeaders()
    request.resume()
  })
  expect((await hear(endpointAt(baseUrl))).failure?.code).toBe('endpoint_unreadable')
})

test('a head may be long, as those are to which every proxy has added', async () => {
  const added = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`llm_provider-x-${index}`, 'x'.repeat(1000)]),
  )
  const baseUrl = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...added }).end(done)
  })
  expect((await hear(endpointAt(baseUrl))).words).toBe('Hi')
})

test('an answer that goes on after its end is left', async () => {
  const gone = Promise.withResolvers<void>()
  const baseUrl = await serve((_request, response) => {
    response.once('close', gone.resolve)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(done)
  })
  expect((await hear(endpointAt(baseUrl))).words).toBe('Hi')
  await gone.promise
})

test('stopping while a long recording is being sent ends it', async () => {
  const controller = new AbortController()
  const gone = Promise.withResolvers<void>()
  const baseUrl = await serve(request => {
    request.once('data', () => controller.abort()).on('error', () => gone.resolve())
  })
  const heard = await hear(endpointAt(baseUrl), longQuestion(), { signal: controller.signal })
  expect(heard.failure?.code).toBe('cancelled')
  await gone.promise
})
