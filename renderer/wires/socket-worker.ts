import type { SoundLine } from '../../app/sound/sound-line.ts'
import { SoundRelay } from '../../app/sound/sound-relay.ts'
import type { Answer } from '../../app/wire.ts'
import { socketBridge } from './socket-bridge.ts'
import { soundPort } from './sound-port.ts'

/** What the page tells the worker. */
export type ToSocketWorker =
  | { kind: 'open'; place: Parameters<typeof socketBridge>[0] }
  | { kind: 'request'; id: number; name: string; input: unknown }
  | { kind: 'line'; line: SoundLine; port: MessagePort }

/** What the worker tells the page. */
export type FromSocketWorker =
  | { kind: 'begun' | 'lost' }
  | { kind: 'answer'; id: number; answer: Answer }
  | { kind: 'event'; name: string; payload: unknown }

/*
 * The browser host's socket and the far ends of both sound lines, in a thread of their own: however busy the page is, sound
 * passes between main and the audio thread.
 */

let relay: SoundRelay | null = null

function open(place: Parameters<typeof socketBridge>[0]): void {
  const socket = socketBridge(place, {
    onLost: () => {
      relay?.endReplies()
      tell({ kind: 'lost' })
    },
  })
  relay = new SoundRelay(socket, (ms, call) => setTimeout(call, ms))
  relay.listen((name, payload) => tell({ kind: 'event', name, payload }))
}

addEventListener('message', ({ data }: MessageEvent<ToSocketWorker>) => {
  switch (data.kind) {
    case 'open':
      open(data.place)
      break
    case 'request':
      void relay?.request(data.name, data.input).then(answer => tell({ kind: 'answer', id: data.id, answer }))
      break
    case 'line':
      relay?.connect(data.line, soundPort(data.port))
  }
})

tell({ kind: 'begun' })

function tell(message: FromSocketWorker): void {
  postMessage(message)
}
