import type { CapturedBatch } from '../../../app/sound/sound-line.ts'

/** What the page tells this worker: where a recording's samples come from, then how many there are. */
export type CollectOrder = { kind: 'open'; port: MessagePort } | { kind: 'finish'; samples: number }

const bytes: number[] = []
let awaited = Number.POSITIVE_INFINITY

// Stands where main is, which the page has nothing to do with: tells all that came once it is all there.
addEventListener('message', ({ data }: MessageEvent<CollectOrder>) => {
  if (data.kind === 'open') {
    data.port.onmessage = (event: MessageEvent<CapturedBatch>) => {
      for (const byte of event.data.pcm) bytes.push(byte)
      tellWhenWhole()
    }
    return
  }
  awaited = data.samples * 2
  tellWhenWhole()
})

function tellWhenWhole(): void {
  if (bytes.length >= awaited) postMessage(new Int16Array(Uint8Array.from(bytes).buffer))
}
