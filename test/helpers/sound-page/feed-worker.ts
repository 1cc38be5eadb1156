import { samplesToPcm } from '../../../app/pcm.ts'

/** A reply to be sent along a sound line, at a pace that no page holds up. */
interface Feed {
  turnId: string
  samples: number[]
  pieceSize: number
  everyMs: number
  port: MessagePort
}

addEventListener('message', ({ data: { turnId, samples, pieceSize, everyMs, port } }: MessageEvent<Feed>) => {
  const pcm = samplesToPcm(Int16Array.from(samples))
  const bytes = pieceSize * 2
  const beganAt = performance.now()
  let offset = 0
  const timer = setInterval(() => {
    for (; offset < pcm.byteLength && (offset / bytes) * everyMs <= performance.now() - beganAt; offset += bytes) {
      port.postMessage({ kind: 'push', turnId, offset, pcm: pcm.slice(offset, offset + bytes), startMs: 120 })
    }
    if (offset < pcm.byteLength) return
    clearInterval(timer)
    port.postMessage({ kind: 'end', turnId, bytes: pcm.byteLength })
  }, 5)
})
