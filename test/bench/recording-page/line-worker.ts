import type { CapturedBatch } from '../../../app/sound/sound-line.ts'

/** What the page tells this worker: where the sound of its recording comes from and goes to, then how many samples there are. */
export type LineOrder = { kind: 'open'; port: MessagePort; url: string } | { kind: 'finish'; samples: number }

// The socket that brings a recording to main is in a worker, as in the window: the page has nothing to do with the samples.
let socket: WebSocket
addEventListener('message', async ({ data }: MessageEvent<LineOrder>) => {
  if (data.kind === 'finish') {
    socket.send(String(data.samples))
    return
  }
  const { port, url } = data
  socket = new WebSocket(url)
  await new Promise(resolve => {
    socket.onopen = resolve
  })
  socket.onmessage = ({ data }) => postMessage(data)
  port.onmessage = (event: MessageEvent<CapturedBatch>) => socket.send(event.data.pcm as Uint8Array<ArrayBuffer>)
})
