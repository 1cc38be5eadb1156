import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareConnection } from '../../../../main/endpoint/connection/connections.ts'
import { endpointAt, hear } from '../../../helpers/asking.ts'
import { answerAt } from '../../../helpers/own-profile.ts'
import { startPagelessHost } from '../../../helpers/pageless-host.ts'
import { openSocketWindow } from '../../../helpers/socket-window.ts'

const answer = 'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

let server: Server
let baseUrl: string
let connections: Socket[]
let ports: (number | undefined)[]
beforeEach(async () => {
  connections = []
  ports = []
  server = createServer((request, response) => {
    ports.push(request.socket.remotePort)
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer))
  })
  server.on('connection', socket => connections.push(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterEach(() => {
  server.close()
  server.closeAllConnections()
})

test('a connection that was made ahead carries the question', async () => {
  await Promise.all([prepareConnection(baseUrl), prepareConnection(baseUrl)])
  expect((await hear(endpointAt(baseUrl))).words).toBe('Hi')
  expect(ports).toEqual([connections[0]?.remotePort])
  expect(connections).toHaveLength(1)
})

test('one that the server closed meanwhile costs nothing: the question goes out on another', async () => {
  await prepareConnection(baseUrl)
  await expect.poll(() => connections.length).toBe(1)
  connections[0]?.resetAndDestroy()
  expect(await hear(endpointAt(baseUrl))).toMatchObject({ words: 'Hi', failure: null })
  expect(ports).toHaveLength(1)
})

test('one that breaks when the question has long been out is not taken for that: somebody may have worked on it', async () => {
  server.removeAllListeners('request').on('request', ({ socket }) => {
    ports.push(socket.remotePort)
    setTimeout(() => socket.resetAndDestroy(), 3200)
  })
  await prepareConnection(baseUrl)
  expect((await hear(endpointAt(baseUrl))).failure).not.toBeNull()
  expect(ports).toHaveLength(1)
})

test('a key that goes down connects, and a tap that ends there asks nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-connections-'))
  const host = await startPagelessHost(folder)
  const window = await openSocketWindow(host.url)
  try {
    await answerAt(window.main, baseUrl)
    await window.main.expectQuestion({ conversationId: randomUUID() })
    await expect.poll(() => connections.length).toBe(1)
    expect(ports).toEqual([])
  } finally {
    await window.close()
    await host.close()
    await rm(folder, { recursive: true })
  }
})

test('where nobody is, nothing is told until something is asked', async () => {
  await prepareConnection('http://127.0.0.1:9/v1')
  expect((await hear(endpointAt('http://127.0.0.1:9/v1'))).failure?.code).toBe('unreachable')
})
