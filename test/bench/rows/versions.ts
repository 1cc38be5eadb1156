import { once } from 'node:events'
import { createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { selfSigned } from '../../helpers/self-signed.ts'
import { atMostOver, inTurn, type Row } from '../measure.ts'
import { inOwnProcess } from '../own-process.ts'
import { sharedNow } from '../processes/clock.ts'
import { homeLine, startRelay } from '../relay.ts'

/** As in the row of the second turn. */
const IDLE_MS = 6000
const SPOKEN_S = 20
/** What is within this is the same. */
const SAME_MS = 5

/**
 * The same two things over HTTP/1.1 and HTTP/2, each by Node's own client, with TLS and the line of a home: a second question on the connection
 * of the first, and a recording that is sent while it is spoken, from its last byte until the server has that.
 */
export async function measureVersions(): Promise<Row[]> {
  const identity = selfSigned()
  const measure = (version: '1.1' | '2') => async () => {
    const receivedAt: number[] = []
    const server = createSecureServer({ ...identity, allowHTTP1: true }, (request, response) => {
      request.resume().on('end', () => {
        receivedAt.push(sharedNow())
        response.end('data: [DONE]\n\n')
      })
    })
    // Of those that speak 1.1; Node would close them after five seconds.
    Object.assign(server, { keepAliveTimeout: 600_000 })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const relay = await startRelay((server.address() as AddressInfo).port, homeLine)
    try {
      const args = [version, `https://localhost:${relay.port}`, `${IDLE_MS}`, `${SPOKEN_S}`]
      const env = { PARLEY_BENCH_CERTIFICATE: identity.cert }
      const { askedAt, spokenAt } = await inOwnProcess<{ askedAt: number; spokenAt: number }>('versions.ts', args, {
        env,
      })
      const [, second = Number.NaN, third = Number.NaN] = receivedAt
      if (receivedAt.length !== 3) throw new Error(`${receivedAt.length} requests came`)
      return { second: second - askedAt, upload: third - spokenAt }
    } finally {
      await relay.close()
      server.close()
    }
  }
  const { baseline, ours } = await inTurn(3, { baseline: measure('2'), ours: measure('1.1') })
  const { bitsPerSecond, roundTripMs } = homeLine
  const line = `${bitsPerSecond / 1e6} Mbit/s, ${roundTripMs} ms round trip`
  const row = (name: string, of: 'second' | 'upload'): Row => ({
    name,
    ...{ unit: 'ms', baselineName: 'HTTP/2' },
    baseline: baseline.map(each => each[of]),
    ours: ours.map(each => each[of]),
    target: atMostOver(SAME_MS, `≤ ${SAME_MS} ms more`),
  })
  return [
    row(`HTTP/1.1: second question after ${IDLE_MS / 1000} s → at the server (TLS, ${line})`, 'second'),
    row(`HTTP/1.1: ${SPOKEN_S} s sent while spoken, last byte → at the server`, 'upload'),
  ]
}
