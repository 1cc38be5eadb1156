import { pcmDurationMs, SAMPLE_RATE_HZ } from '../app/pcm.ts'
import type { Device } from '../app/settings.ts'
import { openSoundContext } from './speaker/sound-context.ts'
import { useSpeaker } from './speaker/speaker.ts'
import type { PlaybackNews } from './worklets/playback.ts'
import playbackUrl from './worklets/playback.ts?worker&url'
import type { PlaybackOrder } from './worklets/reply-intake.ts'

/** After so long without sound the audio context is suspended, so that the speaker can sleep. */
const SLEEP_MS = 30_000

/** What the player tells the window. */
export interface PlayerEvents {
  /** The first sample of a turn goes out. */
  onSounded(turnId: string): void
  /** The last sample of a turn has gone out, and no more will come. Not told of a turn that was silenced or replaced. */
  onEnded(turnId: string): void
  /** How much of the turn has been played, and the loudest recent sample, 0 to 1; at most 13 times a second. */
  onPosition(turnId: string, ms: number, level: number): void
}

interface Playing {
  turnId: string
  /** How many samples have come, and how many had been played when the context's clock showed `at` seconds. */
  came: number
  gaps: number
  played: number
  at: number
  isPlaying: boolean
}

/**
 * From main to the speaker, without losing or changing a sample. The sound goes straight from main to the audio thread along a sound line;
 * here it is only decided which turn's is heard. One turn is heard at a time, and another replaces it. A turn that was played to its end,
 * silenced or replaced is over: whatever still comes for it is not heard.
 */
export class Player {
  /** Everything that is played, before the volume: for tests. */
  readonly output: AudioNode
  readonly #events: PlayerEvents
  readonly #context: AudioContext
  readonly #volume: GainNode
  readonly #openLine: () => Promise<MessagePort>
  #processor: Promise<AudioWorkletNode>
  #playing: Playing | null = null
  #speaker: Device | null = null
  #gaps = 0
  #sleep: ReturnType<typeof setTimeout> | undefined

  /** @param openLine opens the line along which the sound of replies comes */
  constructor(events: PlayerEvents, openLine: () => Promise<MessagePort>) {
    this.#events = events
    this.#openLine = openLine
    this.#context = openSoundContext()
    this.#volume = new GainNode(this.#context)
    this.#volume.connect(this.#context.destination)
    const output = new GainNode(this.#context)
    output.connect(this.#volume)
    this.output = output
    this.#processor = this.#load()
    void this.#context.suspend()
    navigator.mediaDevices.addEventListener('devicechange', () => void useSpeaker(this.#context, this.#speaker))
  }

  /** Wakes the speaker. `hear` does that too; doing it when the user begins to talk saves the time later. */
  wake(): void {
    void this.#context.resume()
    this.#sleepLater()
    // Until the microphone was allowed, the browser did not tell which speakers there are.
    void useSpeaker(this.#context, this.#speaker)
  }

  /** Plays this turn's reply: what has come of it, and what still comes. Without effect if it is being heard already. */
  hear(turnId: string): void {
    if (this.isHearing(turnId)) return
    this.#playing = { turnId, gaps: 0, came: 0, played: 0, at: 0, isPlaying: false }
    this.wake()
    this.#tell({ kind: 'hear', turnId })
  }

  /** Whether this turn is heard and not over. */
  isHearing(turnId: string): boolean {
    return this.#playing?.turnId === turnId
  }

  /** Drops the sound of a turn that has come as a whole and is not to be heard. */
  ignore(turnId: string): void {
    if (!this.isHearing(turnId)) this.#tell({ kind: 'ignore', turnId })
  }

  /** How many gaps there were in replies, because sound came too late, since the window was opened. */
  get gaps(): number {
    return this.#gaps
  }

  /** Ends what is playing with a fade of 4 ms, and says which turn it was and how much of it was played. */
  silence(): { turnId: string; heardMs: number } | null {
    if (!this.#playing) return null
    const { turnId, came, played, at, isPlaying } = this.#playing
    this.#tell({ kind: 'silence' })
    this.#rest()
    const since = isPlaying ? Math.max(0, this.#context.currentTime - at) * SAMPLE_RATE_HZ : 0
    return { turnId, heardMs: durationOf(Math.min(came, played + since)) }
  }

  /** @param volume 0 to 1; at 1 the samples go out as they came */
  setVolume(volume: number): void {
    this.#volume.gain.value = volume
  }

  /** Plays through this speaker; the system's default when null, and when it is not there. */
  setSpeaker(speaker: Device | null): void {
    this.#speaker = speaker
    void useSpeaker(this.#context, speaker)
  }

  /** Loads what plays. If that fails, it is noticed when the next turn is to be heard (`#tell`). */
  #load(): Promise<AudioWorkletNode> {
    const loading = this.#loadProcessor()
    loading.catch(() => undefined)
    return loading
  }

  async #loadProcessor(): Promise<AudioWorkletNode> {
    const [line] = await Promise.all([this.#openLine(), this.#context.audioWorklet.addModule(playbackUrl)])
    const processor = new AudioWorkletNode(this.#context, 'parley-playback', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    })
    processor.port.postMessage({ kind: 'line', port: line }, [line])
    processor.port.onmessage = (event: MessageEvent<PlaybackNews>) => this.#hear(event.data)
    processor.onprocessorerror = () => {
      this.#processor = this.#load()
      if (this.#playing) this.#finish(this.#playing.turnId)
    }
    processor.connect(this.output)
    return processor
  }

  #tell(order: PlaybackOrder): void {
    const loaded = this.#processor
    loaded.then(
      processor => processor.port.postMessage(order),
      () => {
        if (order.kind !== 'hear') return
        // Without its processor the player is mute: this turn ends at once, and loading is tried again for the next.
        if (this.#processor === loaded) this.#processor = this.#load()
        this.#finish(order.turnId)
      },
    )
  }

  #hear(news: PlaybackNews): void {
    if (this.#playing?.turnId !== news.turnId) return
    switch (news.kind) {
      case 'sounded':
        this.#events.onSounded(news.turnId)
        break
      case 'played':
        this.#gaps += news.gaps - this.#playing.gaps
        Object.assign(this.#playing, {
          gaps: news.gaps,
          came: news.came,
          played: news.samples,
          at: news.at,
          isPlaying: news.isPlaying,
        })
        this.#events.onPosition(news.turnId, durationOf(news.samples), news.peak)
        break
      case 'ended':
        this.#finish(news.turnId)
    }
  }

  #finish(turnId: string): void {
    if (!this.isHearing(turnId)) return
    this.#rest()
    this.#events.onEnded(turnId)
  }

  #rest(): void {
    this.#playing = null
    this.#sleepLater()
  }

  #sleepLater(): void {
    clearTimeout(this.#sleep)
    if (!this.#playing) this.#sleep = setTimeout(() => void this.#context.suspend(), SLEEP_MS)
  }
}

function durationOf(samples: number): number {
  return pcmDurationMs(samples * 2)
}
