import { CaptureGate, type CaptureOrder } from './capture-gate.ts'

/** The end of a sound line, which comes first, or an order. */
export type CaptureMessage = { kind: 'line'; port: WorkletPort } | CaptureOrder

/**
 * On the audio thread: the microphone's samples in 128-frame blocks. The batches of turns that are kept go out by a line of
 * their own, so that the page may be busy; the page is told figures.
 */
class Capture extends AudioWorkletProcessor {
  #line: WorkletPort | null = null
  readonly #gate = new CaptureGate(sampleRate, {
    tell: news => this.port.postMessage(news),
    hand: batch => this.#line?.postMessage(batch),
  })

  constructor() {
    super()
    this.port.onmessage = event => {
      const message = event.data as CaptureMessage
      if (message.kind === 'line') this.#line = message.port
      else this.#gate.take(message)
    }
  }

  override process(inputs: readonly Float32Array[][]): boolean {
    // While no microphone is connected there is no channel, and nothing is counted as captured.
    const channel = inputs[0]?.[0]
    if (channel) this.#gate.add(channel)
    return true
  }
}

registerProcessor('parley-capture', Capture)
