/** What is fed: pieces of `chunkSamples` each, one every `everyMs`. */
export interface Feed {
  samples: Int16Array
  chunkSamples: number
  everyMs: number
}

// A model's reply as it comes over a network: at a pace of its own, whatever the page is doing.
addEventListener('message', ({ data: { samples, chunkSamples, everyMs } }: MessageEvent<Feed>) => {
  const beganAt = performance.now()
  let fed = 0
  const feed = () => {
    while (fed * everyMs <= performance.now() - beganAt) {
      const chunk = samples.slice(fed * chunkSamples, (fed + 1) * chunkSamples)
      if (chunk.length === 0) {
        postMessage(null)
        return
      }
      postMessage(chunk)
      fed++
    }
    setTimeout(feed, beganAt + fed * everyMs - performance.now())
  }
  feed()
})
