import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that swallows any request and answers with the shortest spoken reply. */
export interface SinkServer {
  baseUrl: string
  /** When the last byte of each request arrived, in milliseconds since 1970 with fractions. */
  received: { at: number; bytes: number }[]
  close(): Promise<void>
}

/** Starts a sink on loopback in this process, so that its work is not counted against who sends. */
export async function startSinkServer(): Promise<SinkServer> {
  const received: SinkServer['received'] = []
  const server = createServer((request, response) => {
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => {
      received.push({ at: performance.timeOrigin + performance.now(), bytes })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const delta = { role: 'assistant', content: null, audio: { id: 'audio_1', transcript: 'Yes.', data: 'AAAA' } }
      response.write(`data: ${JSON.stringify({ id: '1', choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`)
      response.write(
        `data: ${JSON.stringify({ id: '1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`,
      )
      response.end('data: [DONE]\n\n')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
