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
      const taken = () => port.postMessage({ kind: 'taken' })
      port.onmessage = order => {
        take?.(order)
        taken()
        const { port: line } = order.data as { port?: WorkletPort }
        const takeSound = line?.onmessage
        if (!line) return
        line.onmessage = sound => {
          takeSound?.(sound)
          taken()
        }
      }
      return processor
    },
  })
  register(name, Acknowledging)
}

Object.assign(globalThis, { registerProcessor: registerAcknowledging })
