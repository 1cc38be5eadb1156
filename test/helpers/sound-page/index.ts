import { pcmToSamples, samplesToPcm } from '../../../app/pcm.ts'
import type { CapturedBatch, ReplySound } from '../../../app/sound/sound-line.ts'
import type { CapturedSound } from '../../../renderer/microphone/turn-sound.ts'
import { Player } from '../../../renderer/player.ts'
import { Recorder } from '../../../renderer/recorder.ts'
import { trustedUrl } from '../../../renderer/wires/trusted-url.ts'
import playbackUrl from '../../../renderer/worklets/playback.ts?worker&url'
import acknowledgingUrl from './acknowledging-worklet.ts?worker&url'
import feedUrl from './feed-worker.ts?worker&url'
import probeUrl from './probe-worklet.ts?worker&url'

/** A recorder whose events are written down. */
class RecorderLog {
  readonly batches: Record<string, number[]> = {}
  readonly batchSizes: Record<string, number[]> = {}
  readonly levels: number[] = []
  readonly ready: string[] = []
  readonly failures: [turnId: string, code: string][] = []
  readonly microphone: boolean[] = []
  readonly closed: Record<string, CapturedSound> = {}
  readonly recorder = new Recorder(
    {
      onLevel: dbfs => this.levels.push(dbfs),
      onReady: turnId => this.ready.push(turnId),
      onFailure: (turnId, failure) => this.failures.push([turnId, failure.code]),
      onMicrophone: isOpen => this.microphone.push(isOpen),
    },
    async () => this.#openLine(),
  )

  /** The page stands where main is. */
  #openLine(): MessagePort {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data: { turnId, pcm } }: MessageEvent<CapturedBatch>) => {
      const samples = pcmToSamples(pcm)
      this.batches[turnId] = [...(this.batches[turnId] ?? []), ...samples]
      this.batchSizes[turnId] = [...(this.batchSizes[turnId] ?? []), samples.length]
    }
    return port2
  }
}

/** What left the player from one frame on. */
interface Block {
  frame: number
  samples: Float32Array
}

/** A player whose events are written down, and everything that leaves it. */
class PlayerLog {
  readonly sounded: string[] = []
  readonly ended: string[] = []
  readonly positions: [turnId: string, ms: number, level: number][] = []
  /** Blocks of 128 frames, without a gap from when the probe began. */
  readonly blocks: Block[] = []
  readonly #line = new MessageChannel()
  readonly #sent: Record<string, number> = {}
  readonly player = new Player(
    {
      onSounded: turnId => this.sounded.push(turnId),
      onEnded: turnId => this.ended.push(turnId),
      onPosition: (turnId, ms, level) => this.positions.push([turnId, ms, level]),
    },
    async () => this.#line.port2,
  )
  /** Resolves when the probe listens. */
  readonly probed = this.#probe()

  /** Sends samples of a turn along the line in pieces of these sizes, which repeat. */
  send(turnId: string, samples: readonly number[], sizes: readonly number[]): void {
    for (let at = 0, i = 0; at < samples.length; i++) {
      const size = sizes[i % sizes.length] ?? 1
      const pcm = samplesToPcm(Int16Array.from(samples.slice(at, at + size)))
      const offset = this.#sent[turnId] ?? 0
      this.#sent[turnId] = offset + pcm.byteLength
      this.#say({ kind: 'push', turnId, offset, pcm, startMs: 120 })
      at += size
    }
  }

  /** Sends along the line that a turn has come to its end. */
  end(turnId: string): void {
    this.#say({ kind: 'end', turnId, bytes: this.#sent[turnId] ?? 0 })
    delete this.#sent[turnId]
  }

  /** Has a turn heard and sends it in pieces. */
  play(turnId: string, samples: readonly number[], sizes: readonly number[]): void {
    this.player.hear(turnId)
    this.send(turnId, samples, sizes)
  }

  /** Has a worker send a turn, so that no more of it passes through the page than through that of the window. */
  playFromWorker(turnId: string, samples: readonly number[], pieceSize: number, everyMs: number): void {
    const worker = new Worker(trustedUrl(feedUrl) as string, { type: 'module' })
    const { port1 } = this.#line
    worker.postMessage({ turnId, samples, pieceSize, everyMs, port: port1 }, [port1])
    this.player.hear(turnId)
  }

  /** Everything that left the player from the first sounding sample to the last, as 16-bit samples. */
  heard(): number[] {
    const samples = this.blocks.flatMap(block => Array.from(block.samples, sample => sample * 32_768))
    return samples.slice(
      samples.findIndex(sample => sample !== 0),
      samples.findLastIndex(sample => sample !== 0) + 1,
    )
  }

  /** Whether the player was silent in the latest block that began at this time of its context, in seconds, or later. */
  isSilentSince(time: number): boolean {
    const latest = this.blocks.at(-1)
    if (!latest || latest.frame < time * this.player.output.context.sampleRate) return false
    return latest.samples.every(sample => sample === 0)
  }

  #say(sound: ReplySound): void {
    this.#line.port1.postMessage(sound)
  }

  async #probe(): Promise<void> {
    const { output } = this.player
    await output.context.audioWorklet.addModule(probeUrl)
    const probe = new AudioWorkletNode(output.context, 'probe', { numberOfOutputs: 0 })
    probe.port.onmessage = (event: MessageEvent<Block>) => this.blocks.push(event.data)
    output.connect(probe)
  }
}

declare global {
  /** What the page offers to tests, which put what they work with beside it. */
  var soundPage: {
    RecorderLog: typeof RecorderLog
    PlayerLog: typeof PlayerLog
    playbackUrl: string
    acknowledgingUrl: string
    recording: RecorderLog
    playing: PlayerLog
  }
}

Object.assign(globalThis, { soundPage: { RecorderLog, PlayerLog, playbackUrl, acknowledgingUrl } })
