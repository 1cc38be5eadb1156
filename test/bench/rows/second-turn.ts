import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfSigned } from '../../helpers/self-signed.ts'
import { inTurn, type Row, ratioAtMost } from '../measure.ts'
import { inOwnProcess } from '../own-process.ts'
import { sharedNow } from '../processes/clock.ts'
import { startRelay } from '../relay.ts'
import { startSinkServer } from '../sink-server.ts'

/** Longer than Node's own fetch keeps a connection of which nobody said how long it lasts: 4 s. */
const IDLE_MS = 6000
const roundTripMs = 40

/**
 * From asking the second question until the server has it, over TLS and a line with a round trip of 40 ms. Whoever has let go of its
 * connection connects and agrees on keys anew.
 */
export async function measureSecondTurn(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const identity = selfSigned()
  const certificate = join(folder, 'certificate.pem')
  await writeFile(certificate, identity.cert)
  const measure = (way: 'sdk' | 'parley') => async () => {
    let receivedAt = Number.NaN
    const sink = await startSinkServer(async () => {
      receivedAt = sharedNow()
    }, identity)
    const relay = await startRelay(sink.port, { bitsPerSecond: 0, roundTripMs })
    try {
      const url = `https://localhost:${relay.port}/v1`
      const env = { NODE_EXTRA_CA_CERTS: certificate }
      const { askedAt } = await inOwnProcess<{ askedAt: number }>('two-questions.ts', [way, url, `${IDLE_MS}`], { env })
      return receivedAt - askedAt
    } finally {
      await relay.close()
      await sink.close()
    }
  }
  try {
    const { baseline, ours } = await inTurn(3, { baseline: measure('sdk'), ours: measure('parley') })
    return [
      {
        name: `second question after ${IDLE_MS / 1000} s → at the server (TLS, ${roundTripMs} ms round trip)`,
        ...{ unit: 'ms', baselineName: 'SDK with its own fetch', baseline, ours },
        target: ratioAtMost(1 / 3, '≤ 1/3'),
      },
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}
