// A slow line to a server on loopback: relay.ts <server's port> <bits a second, upwards; 0: no limit> <round trip in ms>. It sends its port to
// whoever started it. What goes up leaves piece by piece at the line's rate, as a link of that rate puts bits on the wire, with no
// bucket of credit that would let a short request through at once; then half a round trip passes. What comes down has only that to wait for.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What a link carries at once: an Ethernet frame's worth. The whole burst, of which 4 KB would be too much. */
const PIECE_BYTES = 1460
/** How much may wait in here before the sender is told to stop: no more than a home router keeps. */
const WAITING_BYTES = 64 * 1024

const [port = 0, bitsPerSecond = 0, roundTripMs = 0] = process.argv.slice(2).map(Number)

const server = createServer({ noDelay: true, allowHalfOpen: true }, client => {
  // Whoever connects waits a round trip for the answer to that; loopback answers at once, so the first bytes wait in its place.
  const openAt = performance.now() + roundTripMs
  const upstream = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  carry(client, upstream, bitsPerSecond, openAt)
  carry(upstream, client, 0, openAt)
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit())

interface Piece {
  bytes: Buffer | null
  /** When it has come to the other end. */
  at: number
}

/** Carries bytes one way. `null` is the end of them. */
function carry(from: Socket, to: Socket, bitsPerSecond: number, openAt: number): void {
  const queue: Piece[] = []
  let freeAt = openAt
  let waiting = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  const deliver = () => {
    timer = null
    for (let piece = queue[0]; piece && piece.at <= performance.now(); piece = queue[0]) {
      queue.shift()
      if (piece.bytes === null) to.end()
      else to.write(piece.bytes)
      waiting -= piece.bytes?.byteLength ?? 0
    }
    if (waiting < WAITING_BYTES) from.resume()
    wait()
  }
  const wait = () => {
    const [next] = queue
    if (next && timer === null) timer = setTimeout(deliver, Math.max(1, next.at - performance.now()))
  }
  const add = (bytes: Buffer | null) => {
    const takesMs = bitsPerSecond === 0 ? 0 : ((bytes?.byteLength ?? 0) * 8000) / bitsPerSecond
    freeAt = Math.max(freeAt, performance.now()) + takesMs
    waiting += bytes?.byteLength ?? 0
    queue.push({ bytes, at: freeAt + roundTripMs / 2 })
  }
  from.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) add(chunk.subarray(at, at + PIECE_BYTES))
    if (waiting >= WAITING_BYTES) from.pause()
    wait()
  })
  from.on('end', () => {
    add(null)
    wait()
  })
}
