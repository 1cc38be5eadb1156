/// <reference path="../../../renderer/worklets/audio-worklet.d.ts" />

/** Number of the first frame of the block being rendered, on the context's clock. */
declare const currentFrame: number

/** Posts every block of its input with its place in time; silence when nothing is connected. */
class Probe extends AudioWorkletProcessor {
  override process(inputs: readonly Float32Array[][]): boolean {
    this.port.postMessage({ frame: currentFrame, samples: inputs[0]?.[0]?.slice() ?? new Float32Array(128) })
    return true
  }
}

registerProcessor('probe', Probe)
