import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

const KEPT_MS = 600_000

/** A server that swallows any request and answers with the shortest spoken reply. */
export interface SinkServer {
  port: number
  baseUrl: string
  close(): Promise<void>
}

/**
 * Starts a sink on loopback in this process, so that its work is not counted against who sends.
 * It keeps connections for longer than anybody waits and does not say for how long, as providers do.
 * @param onReceived called when the last byte of a request has come, before it is answered, with the bytes of its body
 * @param identity a certificate for localhost and its key, to be reached by TLS alone
 */
export async function startSinkServer(
  onReceived: (bytes: number) => Promise<void>,
  identity: { cert: string; key: string } | null = null,
): Promise<SinkServer> {
  const answer: RequestListener = (request, response) => {
    // Lists of models and the like are not what is measured.
    if (request.method !== 'POST') {
      response.writeHead(404).end()
      return
    }
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', async () => {
      await onReceived(bytes)
      response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'keep-alive' })
      const delta = { role: 'assistant', content: null, audio: { id: 'audio_1', transcript: 'Yes.', data: 'AAAA' } }
      response.write(`data: ${JSON.stringify({ id: '1', choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`)
      response.write(
        `data: ${JSON.stringify({ id: '1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`,
      )
      response.end('data: [DONE]\n\n')
    })
  }
  const server = identity ? createSecureServer(identity, answer) : createServer(answer)
  server.keepAliveTimeout = KEPT_MS
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    baseUrl: identity ? `https://localhost:${port}/v1` : `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
