/** The names of AudioWorkletGlobalScope that Parley uses (W3C Web Audio API §1.32); TypeScript has no library for them. */

/** The worklet's end of `AudioWorkletNode.port`, and of a port that was transferred to it. */
interface WorkletPort {
  onmessage: ((event: { data: unknown }) => void) | null
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void
}

declare abstract class AudioWorkletProcessor {
  readonly port: WorkletPort
  /** Called for every 128 frames; inputs and outputs are [connection][channel]. Returning true keeps the node alive. */
  abstract process(inputs: readonly Float32Array[][], outputs: readonly Float32Array[][]): boolean
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** Samples per second of this context. */
declare const sampleRate: number
/** Time of the block being rendered, in seconds of the context's clock. */
declare const currentTime: number
