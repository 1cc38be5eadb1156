import { CaptureGate, type CaptureOrder } from './capture-gate.ts'

/** On the audio thread: the microphone's samples in 128-frame blocks, out as 16-bit batches of the open turn. */
class Capture extends AudioWorkletProcessor {
  readonly #gate = new CaptureGate(sampleRate, news => {
    this.port.postMessage(news, news.kind === 'batch' ? [news.samples.buffer] : [])
  })

  constructor() {
    super()
    this.port.onmessage = event => this.#gate.take(event.data as CaptureOrder)
  }

  override process(inputs: readonly Float32Array[][]): boolean {
    // While no microphone is connected there is no channel, and nothing is counted as captured.
    const channel = inputs[0]?.[0]
    if (channel) this.#gate.add(channel)
    return true
  }
}

registerProcessor('parley-capture', Capture)
