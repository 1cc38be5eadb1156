import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawData, WebSocketServer } from 'ws'
import { openLibrary } from '../../main/library/open-library.ts'
import { Recordings } from '../../main/turns/recordings.ts'

const WINDOW = 'window'

/**
 * Main's part of a recording behind a socket: every message is a batch, which goes into the file; a number is how many samples there are,
 * and answered when all of them are in the file, and again when the WAV is whole and kept.
 */
export async function startRecordingServer(): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const library = openLibrary(folder)
  const recordings = new Recordings({ library, announce: () => undefined })
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', socket => {
    const turnId = randomUUID()
    recordings.start({ turnId, conversationId: randomUUID(), microphone: '' }, WINDOW)
    let [sequence, bytes, awaited] = [0, 0, Number.POSITIVE_INFINITY]
    socket.on('message', (data: RawData, isBinary) => {
      if (isBinary) bytes = recordings.append(turnId, sequence++, Uint8Array.from(data as Buffer), WINDOW)
      else awaited = Number(data) * 2
      if (bytes < awaited) return
      socket.send('written')
      recordings.finish(turnId, { kind: 'draft', reason: 'imported' }, 0, WINDOW)
      socket.send('finished')
    })
  })
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
      library.close()
      await rm(folder, { recursive: true })
    },
  }
}
