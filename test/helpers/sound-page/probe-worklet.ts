/// <reference path="../../../renderer/worklets/audio-worklet.d.ts" />

/** Posts every block of its input, whatever it is; silence when nothing is connected. */
class Probe extends AudioWorkletProcessor {
  override process(inputs: readonly Float32Array[][]): boolean {
    this.port.postMessage(inputs[0]?.[0]?.slice() ?? new Float32Array(128))
    return true
  }
}

registerProcessor('probe', Probe)
