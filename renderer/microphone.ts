import { type AppError, failWith } from '../app/errors.ts'
import type { Device } from '../app/settings.ts'
import { microphoneName } from './devices.ts'
import { type MicrophoneChoice, openStream, stopStream } from './microphone-stream.ts'
import { openNativeSoundContext, openSoundContext } from './sound-context.ts'
import captureUrl from './worklets/capture.ts?worker&url'
import type { CaptureNews, CaptureOrder } from './worklets/capture-gate.ts'

/** A microphone that was opened. */
export interface OpenedMicrophone {
  /** Its name, for people. */
  label: string
  /** The chosen device, when it is not there and the system's default was opened instead. */
  missing: Device | null
}

interface LiveMicrophone extends OpenedMicrophone {
  key: string
  stream: MediaStream
  source: MediaStreamAudioSourceNode
}

/** What a microphone tells the recorder. */
export interface MicrophoneEvents {
  onNews(news: CaptureNews): void
  /** A microphone was opened, or let go of. */
  onOpen(isOpen: boolean): void
  /** The open microphone was disconnected, or its processor failed and answers no more; it has been let go of. */
  onLost(failure: AppError, isProcessorGone: boolean): void
}

/** One microphone at a time, connected to the capture processor. Who its samples belong to is `CaptureGate`'s business. */
export class Microphone {
  readonly #openLine: () => Promise<MessagePort>
  readonly #events: MicrophoneEvents
  #openContext = openSoundContext
  #loading: Promise<AudioWorkletNode> | null = null
  #processor: AudioWorkletNode | null = null
  #opening: { key: string; live: Promise<LiveMicrophone> } | null = null
  #live: LiveMicrophone | null = null

  /** @param openLine opens the line along which samples go from the audio thread to main */
  constructor(openLine: () => Promise<MessagePort>, events: MicrophoneEvents) {
    this.#openLine = openLine
    this.#events = events
  }

  /** The open microphone; null when none is. */
  get opened(): OpenedMicrophone | null {
    return this.#live
  }

  /** Whether this very choice is open, so that its samples are flowing. */
  isOpenFor(choice: MicrophoneChoice): boolean {
    return this.#live?.key === keyOf(choice)
  }

  /** Makes the context and loads the processor ahead of the first use, without touching the microphone. */
  async prepare(): Promise<void> {
    await this.#load()
  }

  /** Tells the capture processor something. Nobody answers before a microphone was opened for the first time. */
  order(order: CaptureOrder): void {
    this.#processor?.port.postMessage(order)
  }

  /**
   * Opens the chosen microphone and lets go of another that is open.
   * Throws microphone_denied, microphone_missing or microphone_busy; cancelled when it was let go of meanwhile.
   */
  async open(choice: MicrophoneChoice): Promise<OpenedMicrophone> {
    const key = keyOf(choice)
    if (this.#live?.key === key) return this.#live
    if (this.#opening?.key !== key) {
      this.release()
      this.#opening = { key, live: this.#connect(key, choice) }
    }
    const opening = this.#opening
    try {
      const live = await opening.live
      if (this.#opening === opening) {
        this.#opening = null
        this.#live = live
        this.#events.onOpen(true)
      }
      if (this.#live !== live) throw failWith('cancelled')
      return live
    } finally {
      if (this.#opening === opening) this.#opening = null
      this.#sleepWhenUnused()
    }
  }

  /** Lets go of the microphone: the system's indicator goes off. */
  release(): void {
    this.#opening?.live.then(disconnect, () => undefined)
    this.#opening = null
    if (this.#live) {
      disconnect(this.#live)
      this.#live = null
      this.#events.onOpen(false)
    }
    this.#sleepWhenUnused()
  }

  async #connect(key: string, choice: MicrophoneChoice): Promise<LiveMicrophone> {
    // Both take a while on a cold start. The context runs before the source is made: what a source gathers for a context
    // that sleeps would stay in front of everything it delivers later.
    const [processor, microphone] = await Promise.allSettled([this.#load().then(wake), openStream(choice)])
    if (microphone.status === 'rejected') throw microphone.reason
    const { stream, missing } = microphone.value
    if (processor.status === 'rejected') {
      stopStream(stream)
      throw processor.reason
    }
    const source = await this.#createSource(processor.value, stream)
    const [track] = stream.getAudioTracks()
    const live = { key, stream, source, missing, label: microphoneName(track?.label ?? '') }
    track?.addEventListener('ended', () => {
      if (this.#live === live) this.#lose(failWith('microphone_unplugged'), false)
    })
    return live
  }

  async #createSource(processor: AudioWorkletNode, stream: MediaStream): Promise<MediaStreamAudioSourceNode> {
    const create = (node: AudioWorkletNode) => {
      const source = contextOf(node).createMediaStreamSource(stream)
      source.connect(node)
      return source
    }
    try {
      return create(processor)
    } catch {
      // Firefox refuses a stream whose rate is not the context's (bugzilla 1674892): begin again at the device's rate.
      this.#openContext = openNativeSoundContext
      this.#loading = null
      void contextOf(processor).close()
      return create(await this.#load().then(wake))
    }
  }

  #load(): Promise<AudioWorkletNode> {
    this.#loading ??= this.#loadProcessor().catch((error: unknown) => {
      this.#loading = null
      throw error
    })
    return this.#loading
  }

  async #loadProcessor(): Promise<AudioWorkletNode> {
    const context = this.#openContext()
    const [line] = await Promise.all([this.#openLine(), context.audioWorklet.addModule(captureUrl)])
    // A microphone may have any number of channels: explicitly one, so that the browser mixes them down.
    const processor = new AudioWorkletNode(context, 'parley-capture', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    })
    processor.port.postMessage({ kind: 'line', port: line }, [line])
    processor.port.onmessage = (event: MessageEvent<CaptureNews>) => this.#events.onNews(event.data)
    processor.onprocessorerror = () => {
      this.#loading = null
      this.#lose(failWith('internal', { what: 'the capture processor failed' }), true)
    }
    this.#processor = processor
    return processor
  }

  #sleepWhenUnused(): void {
    if (!this.#live && !this.#opening && this.#processor) void contextOf(this.#processor).suspend()
  }

  #lose(failure: AppError, isProcessorGone: boolean): void {
    this.release()
    this.#events.onLost(failure, isProcessorGone)
  }
}

function keyOf({ device, noiseSuppression }: MicrophoneChoice): string {
  return JSON.stringify([device?.deviceId, device?.label, noiseSuppression])
}

async function wake(processor: AudioWorkletNode): Promise<AudioWorkletNode> {
  await contextOf(processor).resume()
  return processor
}

function contextOf(processor: AudioWorkletNode): AudioContext {
  return processor.context as AudioContext
}

function disconnect({ source, stream }: LiveMicrophone): void {
  source.disconnect()
  stopStream(stream)
}
