import { samplesToPcm } from '../../../app/pcm.ts'
import type { ReplySound } from '../../../app/sound/sound-line.ts'

/** What is fed: pieces of `chunkSamples` each, one every `everyMs`, to the page or, as a reply of that name, along a sound line. */
export interface Feed {
  samples: Int16Array
  chunkSamples: number
  everyMs: number
  line?: { port: MessagePort; replyId: string }
}

// A model's reply as it comes over a network: at a pace of its own, whatever the page is doing.
addEventListener('message', ({ data: { samples, chunkSamples, everyMs, line } }: MessageEvent<Feed>) => {
  const beganAt = performance.now()
  let fed = 0
  const feed = () => {
    while (fed * everyMs <= performance.now() - beganAt) {
      const from = fed * chunkSamples
      const chunk = samples.slice(from, from + chunkSamples)
      if (line) {
        const { port, replyId: turnId } = line
        const sound: ReplySound =
          chunk.length === 0
            ? { kind: 'end', turnId, bytes: samples.byteLength }
            : { kind: 'push', turnId, offset: from * 2, pcm: samplesToPcm(chunk), startMs: 120 }
        port.postMessage(sound)
      }
      if (chunk.length === 0 || !line) postMessage(chunk.length === 0 ? null : chunk)
      if (chunk.length === 0) return
      fed++
    }
    setTimeout(feed, beganAt + fed * everyMs - performance.now())
  }
  feed()
})
