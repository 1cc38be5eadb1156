import { WavStreamPlayer } from 'wavtools'
import { SAMPLE_RATE_HZ, samplesToPcm } from '../../../app/pcm.ts'
import type { ReplySound } from '../../../app/sound/sound-line.ts'
import { Player } from '../../../renderer/player.ts'
import type { Feed } from './feed-worker.ts'
import type { SoundingBlock } from './probe-worklet.ts'
import probeUrl from './probe-worklet.ts?worker&url'

/** A player under measurement: it is awake, and everything that leaves it is listened to. */
export interface MeasuredPlayer {
  context: BaseAudioContext
  /** Gets ready, as the window does when the user begins to talk. */
  wake(): void
  play(replyId: string, samples: Int16Array<ArrayBuffer>): void
  /** Plays what a worker feeds it as a reply; resolves when that was all. */
  playFrom(worker: Worker, replyId: string, feed: Feed): Promise<void>
  silence(): void
  /** Called with every block that is not silent. */
  onSound: (block: SoundingBlock) => void
}

/** Parley's player, as the window uses it. */
export async function openParley(): Promise<MeasuredPlayer> {
  const { port1: line, port2 } = new MessageChannel()
  let sent = { replyId: '', bytes: 0 }
  const player = new Player({ onSounded: ignore, onEnded: ignore, onPosition: ignore }, async () => port2)
  const { context } = player.output
  return measured(player.output, {
    context,
    wake: () => player.wake(),
    play: (replyId, samples) => {
      if (sent.replyId !== replyId) sent = { replyId, bytes: 0 }
      player.hear(replyId)
      const push: ReplySound = {
        kind: 'push',
        turnId: replyId,
        offset: sent.bytes,
        pcm: samplesToPcm(samples),
        startMs: 120,
      }
      line.postMessage(push)
      sent.bytes += push.pcm.byteLength
    },
    // As in the window: who brings the sound gives it to the audio thread, and the page only says that it is heard.
    playFrom: (worker, replyId, feed) => {
      player.hear(replyId)
      worker.postMessage({ ...feed, line: { port: line, replyId } }, [line])
      return new Promise(resolve => {
        worker.onmessage = () => resolve()
      })
    },
    silence: () => player.silence(),
  })
}

/** The player that OpenAI's first realtime console brought along, and many took from there (npm `wavtools`). */
export async function openWavtools(): Promise<MeasuredPlayer> {
  const player = new WavStreamPlayer({ sampleRate: SAMPLE_RATE_HZ })
  await player.connect()
  const context = player.context as unknown as AudioContext
  const probe = await openProbe(context)
  // It makes a new node for every reply and connects each to the speaker by itself.
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...rest: unknown[]) => AudioNode
  AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
    if (rest[0] === context.destination) connect.call(this, probe)
    return connect.apply(this, rest)
  } as typeof AudioNode.prototype.connect
  return listen(probe, {
    context,
    wake: ignore,
    play: (replyId, samples) => player.add16BitPCM(samples, replyId),
    playFrom: (worker, replyId, feed) => {
      worker.postMessage(feed)
      return new Promise(resolve => {
        worker.onmessage = ({ data }: MessageEvent<Int16Array<ArrayBuffer> | null>) => {
          if (data) player.add16BitPCM(data, replyId)
          else resolve()
        }
      })
    },
    silence: () => void player.interrupt(),
  })
}

/** Listens to everything that leaves a player by a node. */
export async function measured(output: AudioNode, parts: Omit<MeasuredPlayer, 'onSound'>): Promise<MeasuredPlayer> {
  const probe = await openProbe(output.context)
  output.connect(probe)
  return listen(probe, parts)
}

function listen(probe: AudioWorkletNode, parts: Omit<MeasuredPlayer, 'onSound'>): MeasuredPlayer {
  const player: MeasuredPlayer = { ...parts, onSound: ignore }
  probe.port.onmessage = (event: MessageEvent<SoundingBlock>) => player.onSound(event.data)
  return player
}

async function openProbe(context: BaseAudioContext): Promise<AudioWorkletNode> {
  await context.audioWorklet.addModule(probeUrl)
  return new AudioWorkletNode(context, 'probe', { numberOfOutputs: 0 })
}

function ignore(): void {
  // Nothing is to be done.
}
