import { WavStreamPlayer } from 'wavtools'
import { SAMPLE_RATE_HZ, samplesToPcm } from '../../../app/pcm.ts'
import { Player } from '../../../renderer/player.ts'
import type { SoundingBlock } from './probe-worklet.ts'
import probeUrl from './probe-worklet.ts?worker&url'

/** A player under measurement: it is awake, and everything that leaves it is listened to. */
export interface MeasuredPlayer {
  context: BaseAudioContext
  /** Gets ready, as the window does when the user begins to talk. */
  wake(): void
  play(replyId: string, samples: Int16Array<ArrayBuffer>): void
  /** No more will come. */
  end(replyId: string): void
  silence(): void
  /** Called with every block that is not silent. */
  onSound: (block: SoundingBlock) => void
}

/** Parley's player, as the window uses it. */
export async function openParley(): Promise<MeasuredPlayer> {
  const player = new Player({ onSounded: ignore, onEnded: ignore, onPosition: ignore })
  const { context } = player.output
  const probe = await openProbe(context)
  player.output.connect(probe)
  return listen(probe, {
    context,
    wake: () => player.wake(),
    play: (replyId, samples) => player.play(replyId, samplesToPcm(samples)),
    end: replyId => player.end(replyId),
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
    end: ignore,
    silence: () => void player.interrupt(),
  })
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
