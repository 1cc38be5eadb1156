import type { Page } from '@playwright/test'

/** What the page remembers of the sound that went to the speaker. */
interface Heard {
  /** Blocks of 16-bit samples, from the first that was not silent. */
  blocks: Int16Array[]
  /** How many of them there were when the last one with sound came. */
  soundingBlocks: number
  /** When the page was told that a key or the pointer last went down (`performance.now`). */
  pressedAt: number
  /** When the last block with sound was made, on the clock of the media track. */
  lastSoundAt: number
  /** The least that `performance.now` was ever ahead of the media track's clock: the rest is how late a block was read. */
  clockOffsetMs: number
  /** When the page was told to forget what it heard (`performance.now`): what was made before may be read later. */
  resetAt: number
}

/** Listens to the speaker of a page. */
export interface SoundProbe {
  /** Every 16-bit sample from the first with sound to the last, the silence between them included. */
  samples(): Promise<Int16Array>
  /** How many those are: asked again and again it costs next to nothing, where the samples would be handed over each time. */
  length(): Promise<number>
  /** How long after a key or the pointer last went down sound still went out, in milliseconds; negative when none did. */
  soundAfterPressMs(): Promise<number>
  reset(): Promise<void>
}

/**
 * Listens to what goes to the speaker, sample by sample: whatever is connected to an audio context's destination is also
 * read as a media track (MediaStreamTrackProcessor, W3C "MediaStreamTrack Insertable Media Processing"). Call before the
 * page loads. The page's own code and its policy stay as they are.
 */
export async function probeSound(page: Page): Promise<SoundProbe> {
  await page.addInitScript(() => {
    const heard: Heard = {
      blocks: [],
      soundingBlocks: 0,
      pressedAt: 0,
      lastSoundAt: 0,
      clockOffsetMs: Infinity,
      resetAt: 0,
    }
    Object.assign(window, { soundProbe: heard })
    const read = async (track: MediaStreamTrack) => {
      const { MediaStreamTrackProcessor: Processor } = window as unknown as {
        MediaStreamTrackProcessor: new (options: object) => { readable: ReadableStream<AudioData> }
      }
      const reader = new Processor({ track, maxBufferSize: 10_000 }).readable.getReader()
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const block = new Float32Array(next.value.numberOfFrames)
        next.value.copyTo(block, { planeIndex: 0, format: 'f32-planar' })
        const madeAt = next.value.timestamp / 1000
        heard.clockOffsetMs = Math.min(heard.clockOffsetMs, performance.now() - madeAt)
        next.value.close()
        if (madeAt + heard.clockOffsetMs < heard.resetAt) continue
        const hasSound = block.some(sample => sample !== 0)
        if (!hasSound && heard.blocks.length === 0) continue
        heard.blocks.push(Int16Array.from(block, sample => Math.round(sample * 32_768)))
        if (hasSound) Object.assign(heard, { soundingBlocks: heard.blocks.length, lastSoundAt: madeAt })
      }
    }
    for (const press of ['keydown', 'pointerdown']) {
      addEventListener(press, () => Object.assign(heard, { pressedAt: performance.now() }), { capture: true })
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
    samples: () =>
      heardIn(({ blocks, soundingBlocks }) => {
        const samples = Int16Array.from(blocks.slice(0, soundingBlocks).flatMap(block => [...block]))
        const isSound = (sample: number) => sample !== 0
        return samples.slice(samples.findIndex(isSound), samples.findLastIndex(isSound) + 1)
      }),
    length: () =>
      heardIn(({ blocks, soundingBlocks }) => {
        const isSound = (sample: number) => sample !== 0
        const [first, last] = [blocks[0], blocks[soundingBlocks - 1]]
        if (!first || !last) return 0
        const before = blocks.slice(0, soundingBlocks - 1).reduce((sum, { length }) => sum + length, 0)
        return before + last.findLastIndex(isSound) + 1 - first.findIndex(isSound)
      }),
    soundAfterPressMs: () => heardIn(heard => heard.lastSoundAt + heard.clockOffsetMs - heard.pressedAt),
    reset: () =>
      heardIn(heard => {
        const resetAt = performance.now()
        Object.assign(heard, { blocks: [], soundingBlocks: 0, pressedAt: 0, lastSoundAt: 0, resetAt })
      }),
  }
}

/** The samples between leading and trailing silence. */
export function withoutSilence(samples: Int16Array): Int16Array {
  const isSound = (sample: number) => sample !== 0
  return samples.slice(samples.findIndex(isSound), samples.findLastIndex(isSound) + 1)
}
