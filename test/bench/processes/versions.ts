// Asks a question, another after a pause, and sends a recording while it is spoken, all on one connection of Node's own client.
// versions.ts 1.1|2 <origin> <ms between> <s of speech>. Sends when the second was asked and the last byte was there, by `sharedNow`.
import { once } from 'node:events'
import http2 from 'node:http2'
import https from 'node:https'
import type { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { sharedNow } from './clock.ts'

const [version, origin = '', idleMs, spokenS] = process.argv.slice(2)
const ca = process.env.PARLEY_BENCH_CERTIFICATE ?? ''
/** 24 kHz, 16 bits, in base64. */
const BYTES_PER_S = 64_000
/** Four times the pace of people, as in the rows of uploading. */
const PACE = 4
const PIECE_MS = 20
const question = JSON.stringify({ model: 'gpt-audio-1.5', messages: [{ role: 'user', content: 'Hello' }] })

/** A request that is open, and its answer to its end. */
type Open = () => { request: Writable; answered: Promise<unknown> }

const agent = new https.Agent({ keepAlive: true, ca })
const overHttp1: Open = () => {
  const request = https.request(`${origin}/v1/chat/completions`, { method: 'POST', agent })
  const answered = once(request, 'response').then(([response]) => once(response.resume(), 'end'))
  return { request, answered }
}
const session = version === '2' ? http2.connect(origin, { ca }) : null
const overHttp2: Open = () => {
  const request = session?.request({ ':method': 'POST', ':path': '/v1/chat/completions' })
  if (!request) throw new Error('no session')
  return { request, answered: once(request.resume(), 'end') }
}
const open = session ? overHttp2 : overHttp1

async function ask(): Promise<void> {
  const { request, answered } = open()
  request.end(question)
  await answered
}

await ask()
await setTimeout(Number(idleMs))
const askedAt = sharedNow()
await ask()

const { request, answered } = open()
const pieces = (Number(spokenS) * 1000) / PACE / PIECE_MS
const piece = 'A'.repeat((BYTES_PER_S * PACE * PIECE_MS) / 1000)
const startedAt = sharedNow()
for (let i = 1; i <= pieces; i++) {
  request.write(piece)
  await setTimeout(Math.max(0, startedAt + i * PIECE_MS - sharedNow()))
}
const spokenAt = sharedNow()
request.end(piece)
await answered
process.send?.({ askedAt, spokenAt })
process.exit()
