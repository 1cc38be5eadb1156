import type { Page } from '@playwright/test'

/** What the page remembers of the sound that went to the speaker. */
interface Heard {
  /** Blocks of 16-bit samples, from the first that was not silent. */
  blocks: Int16Array[]
  /** How many of them there were when the last one with sound came. */
  soundingBlocks: number
  /** How many blocks there were when a key or the pointer last went down. */
  blocksAtPress: number
}

/** Listens to the speaker of a page. */
export interface SoundProbe {
  /** Every 16-bit sample from the first block with sound to the last, the silence between them included. */
  samples(): Promise<Int16Array>
  /** How many samples came after a key or the pointer last went down, up to the last one that was not silent. */
  samplesAfterPress(): Promise<number>
  reset(): Promise<void>
}

/**
 * Listens to what goes to the speaker, sample by sample: whatever is connected to an audio context's destination is also
 * read as a media track (MediaStreamTrackProcessor, W3C "MediaStreamTrack Insertable Media Processing"). Call before the
 * page loads. The page's own code and its policy stay as they are.
 */
export async function probeSound(page: Page): Promise<SoundProbe> {
  await page.addInitScript(() => {
    const heard: Heard = { blocks: [], soundingBlocks: 0, blocksAtPress: 0 }
    Object.assign(window, { soundProbe: heard })
    const read = async (track: MediaStreamTrack) => {
      const { MediaStreamTrackProcessor: Processor } = window as unknown as {
        MediaStreamTrackProcessor: new (options: object) => { readable: ReadableStream<AudioData> }
      }
      const reader = new Processor({ track, maxBufferSize: 10_000 }).readable.getReader()
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const block = new Float32Array(next.value.numberOfFrames)
        next.value.copyTo(block, { planeIndex: 0, format: 'f32-planar' })
        next.value.close()
        const hasSound = block.some(sample => sample !== 0)
        if (!hasSound && heard.blocks.length === 0) continue
        heard.blocks.push(Int16Array.from(block, sample => Math.round(sample * 32_768)))
        if (hasSound) heard.soundingBlocks = heard.blocks.length
      }
    }
    for (const press of ['keydown', 'pointerdown']) {
      addEventListener(press, () => Object.assign(heard, { blocksAtPress: heard.blocks.length }), { capture: true })
    }
    const probes = new WeakMap<BaseAudioContext, AudioNode>()
    const probeOf = (context: AudioContext) => {
      const known = probes.get(context)
      if (known) return known
      const probe = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' })
      probes.set(context, probe)
      for (const track of probe.stream.getAudioTracks()) void read(track)
      return probe
    }
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...rest: unknown[]) => AudioNode
    AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
      if (rest[0] instanceof AudioDestinationNode) connect.call(this, probeOf(this.context as AudioContext))
      return connect.apply(this, rest)
    } as typeof AudioNode.prototype.connect
  })
  const heardIn = <Result>(read: (heard: Heard) => Result) =>
    page.evaluate(`(${read.toString()})(window.soundProbe)`) as Promise<Result>
  return {
    samples: async () => {
      const blocks = await heardIn(heard => heard.blocks.slice(0, heard.soundingBlocks).map(block => [...block]))
      return Int16Array.from(blocks.flat())
    },
    samplesAfterPress: () =>
      heardIn(heard =>
        heard.blocks.slice(heard.blocksAtPress, heard.soundingBlocks).reduce((sum, block) => sum + block.length, 0),
      ),
    reset: () =>
      heardIn(heard => {
        Object.assign(heard, { blocks: [], soundingBlocks: 0, blocksAtPress: 0 })
      }),
  }
}

/** The samples between leading and trailing silence. */
export function withoutSilence(samples: Int16Array): Int16Array {
  const isSound = (sample: number) => sample !== 0
  return samples.slice(samples.findIndex(isSound), samples.findLastIndex(isSound) + 1)
}
