import { decode, encode } from '@msgpack/msgpack'
import type { Answer, Bridge } from '../../app/wire.ts'

/**
 * The browser host's end of the wire in the window: a WebSocket at `/wire` of the page's own origin. The token of the
 * page's fragment goes first, then MessagePack frames: `[id, name, input]` out, `[id, answer]` and `[name, payload]` in.
 * Requests made before it is open wait; once it is lost, every request is answered with `connection_lost`.
 */
export function socketBridge(place: Pick<Location, 'protocol' | 'host' | 'hash'>, options: { onLost(): void }): Bridge {
  const socket = new WebSocket(`${place.protocol === 'https:' ? 'wss' : 'ws'}://${place.host}/wire`)
  socket.binaryType = 'arraybuffer'
  const waiting = new Map<number, (answer: Answer) => void>()
  const hearers = new Set<(name: string, payload: unknown) => void>()
  // Said by the page: the worker of the socket has no words.
  const lost: Answer = { ok: false, failure: { code: 'connection_lost', message: '', values: {} } }
  let unsent: Uint8Array<ArrayBuffer>[] = []
  let lastId = 0

  socket.addEventListener('open', () => {
    socket.send(encode({ token: place.hash.slice(1) }))
    for (const frame of unsent) socket.send(frame)
    unsent = []
  })
  socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    const [key, value] = decode(data) as [number, Answer] | [string, unknown]
    if (typeof key === 'string') {
      for (const hear of hearers) hear(key, value)
      return
    }
    waiting.get(key)?.(value as Answer)
    waiting.delete(key)
  })
  socket.addEventListener('close', () => {
    for (const answer of waiting.values()) answer(lost)
    waiting.clear()
    options.onLost()
  })

  return {
    request: (name, input) => {
      if (socket.readyState > WebSocket.OPEN) return Promise.resolve(lost)
      const id = ++lastId
      const frame = encode([id, name, input])
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
      else unsent.push(frame)
      return new Promise(resolve => waiting.set(id, resolve))
    },
    listen: hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
}
