/// <reference path="../../../renderer/worklets/audio-worklet.d.ts" />

/** A block of 128 frames in which something sounded, and the number of its first frame since the context began. */
export interface SoundingBlock {
  frame: number
  samples: Float32Array
}

/** Posts every block of its input that is not silent. */
class Probe extends AudioWorkletProcessor {
  override process(inputs: readonly Float32Array[][]): boolean {
    const samples = inputs[0]?.[0]?.slice()
    if (samples?.some(sample => sample !== 0)) {
      const block: SoundingBlock = { frame: Math.round(currentTime * sampleRate), samples }
      this.port.postMessage(block, [samples.buffer])
    }
    return true
  }
}

registerProcessor('probe', Probe)
