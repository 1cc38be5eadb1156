/// <reference path="../../../renderer/worklets/audio-worklet.d.ts" />

/*
 * Loaded before another worklet: every processor that is registered afterwards tells when it has taken an order, so that one
 * who renders faster than messages travel can wait for them.
 */

const register = registerProcessor

const registerAcknowledging: typeof registerProcessor = (name, Processor) => {
  const Acknowledging = new Proxy(Processor, {
    construct: (target, options) => {
      const processor: AudioWorkletProcessor = Reflect.construct(target, options)
      const { port } = processor
      const take = port.onmessage
      port.onmessage = order => {
        take?.(order)
        port.postMessage({ kind: 'taken' })
      }
      return processor
    },
  })
  register(name, Acknowledging)
}

Object.assign(globalThis, { registerProcessor: registerAcknowledging })
