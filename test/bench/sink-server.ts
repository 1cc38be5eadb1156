import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that swallows any request and answers with the shortest spoken reply. */
export interface SinkServer {
  baseUrl: string
  close(): Promise<void>
}

/**
 * Starts a sink on loopback in this process, so that its work is not counted against who sends.
 * @param onReceived called when the last byte of a request has come, before it is answered, with the bytes of its body
 */
export async function startSinkServer(onReceived: (bytes: number) => Promise<void>): Promise<SinkServer> {
  const server = createServer((request, response) => {
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', async () => {
      await onReceived(bytes)
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
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
