import type { Page } from '@playwright/test'

const PROBE_PATH = '/sound-probe.js'

/** Runs on the audio thread: counts every 128-frame block and posts the samples of its first input channel. */
const PROBE_WORKLET = `
registerProcessor('sound-probe', class extends AudioWorkletProcessor {
  process(inputs) {
    const samples = inputs[0]?.[0]
    this.port.postMessage(samples ? samples.slice() : null)
    return true
  }
})`

/**
 * Listens to what goes to the speaker: everything that is connected to a context's destination also goes into a probe on
 * the audio thread. Call before the page loads. The page's own code and policy stay as they are; only one more script of
 * the same origin is served.
 */
export async function probeSound(page: Page): Promise<{
  /** Every 16-bit sample from the first block with sound to the last, the silence between them included. */
  samples(): Promise<Int16Array>
  /** Wall clock (performance.now) at which the last sounding block was rendered; null when none was. */
  lastSoundAt(): Promise<number | null>
  reset(): Promise<void>
}> {
  await page.route(`**${PROBE_PATH}`, route => route.fulfill({ contentType: 'text/javascript', body: PROBE_WORKLET }))
  await page.addInitScript(path => {
    const heard: { blocks: Int16Array[]; soundingBlocks: number; lastSoundAt: number | null } = {
      blocks: [],
      soundingBlocks: 0,
      lastSoundAt: null,
    }
    Object.assign(window, { soundProbe: heard })
    const probes = new WeakMap<BaseAudioContext, Promise<AudioWorkletNode>>()
    const probeOf = (context: BaseAudioContext) => {
      const known = probes.get(context)
      if (known !== undefined) return known
      const made = context.audioWorklet.addModule(path).then(() => {
        const probe = new AudioWorkletNode(context, 'sound-probe', { numberOfOutputs: 0 })
        probe.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => {
          const hasSound = data?.some(sample => sample !== 0) ?? false
          if (!hasSound && heard.blocks.length === 0) return
          heard.blocks.push(Int16Array.from(data ?? new Float32Array(128), sample => Math.round(sample * 32_768)))
          if (!hasSound) return
          heard.soundingBlocks = heard.blocks.length
          heard.lastSoundAt = performance.now()
        }
        return probe
      })
      probes.set(context, made)
      return made
    }
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...rest: unknown[]) => AudioNode
    AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
      if (rest[0] instanceof AudioDestinationNode) void probeOf(this.context).then(probe => connect.call(this, probe))
      return connect.apply(this, rest)
    } as typeof AudioNode.prototype.connect
  }, PROBE_PATH)
  return {
    samples: async () => {
      const blocks = await page.evaluate(() => {
        const { soundProbe } = window as unknown as { soundProbe: { blocks: Int16Array[]; soundingBlocks: number } }
        return soundProbe.blocks.slice(0, soundProbe.soundingBlocks).map(block => [...block])
      })
      return Int16Array.from(blocks.flat())
    },
    lastSoundAt: () =>
      page.evaluate(() => (window as unknown as { soundProbe: { lastSoundAt: number | null } }).soundProbe.lastSoundAt),
    reset: () =>
      page.evaluate(() => {
        const { soundProbe } = window as unknown as { soundProbe: object }
        Object.assign(soundProbe, { blocks: [], soundingBlocks: 0, lastSoundAt: null })
      }),
  }
}
