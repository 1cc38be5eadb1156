import { type AppError, failWith } from '../../app/errors.ts'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import type { Device } from '../../app/settings.ts'
import { openNativeSoundContext, openSoundContext } from '../speaker/sound-context.ts'
import captureUrl from '../worklets/capture.ts?worker&url'
import type { CaptureNews, CaptureOrder } from '../worklets/capture-gate.ts'
import { isBluetooth, microphoneFailure, microphoneName } from './devices.ts'
import { type MicrophoneChoice, openStream, stopStream } from './microphone-stream.ts'
import { CONTEXT_TESTED_MS, isContextSilent } from './silent-context.ts'

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
  mayStayOpen: boolean
}

/** What a microphone tells the recorder. */
export interface MicrophoneEvents {
  onNews(news: CaptureNews): void
  /** A microphone was opened, or let go of. */
  onOpen(isOpen: boolean): void
  /** The open microphone was disconnected, or its processor failed and answers no more; it has been let go of. */
  onLost(failure: AppError, isProcessorGone: boolean): void
  /** Another capture processor has taken over and knows of no turn yet. `orderBefore` still reaches the one before. */
  onMoved(orderBefore: (order: CaptureOrder) => void): void
}

/** Opens one microphone at a time and connects it to the capture processor. Which turn gets its samples is decided by `CaptureGate`. */
export class Microphone {
  readonly #openLine: () => Promise<MessagePort>
  readonly #events: MicrophoneEvents
  #openContext = openSoundContext
  #loading: Promise<AudioWorkletNode> | null = null
  #processor: AudioWorkletNode | null = null
  #hasSounded = false
  #contextTest: ReturnType<typeof setTimeout> | undefined
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

  /** Whether the open microphone may stay open unused: not one over Bluetooth, whose sound suffers. False when none is open. */
  get mayStayOpen(): boolean {
    return this.#live?.mayStayOpen ?? false
  }

  /** Whether this very choice is open, so that its samples are flowing. */
  isOpenFor(choice: MicrophoneChoice): boolean {
    return this.#live?.key === keyOf(choice)
  }

  /** Makes the context and loads the processor ahead of the first use, without touching the microphone. */
  async prepare(): Promise<void> {
    await this.#load()
    // A browser that needs no gesture starts the context at once.
    this.#sleepWhenUnused()
  }

  /** Tells the capture processor something. Without effect before a microphone was opened for the first time. */
  order(order: CaptureOrder): void {
    this.#processor?.port.postMessage(order)
    if (order.kind === 'open' && !this.#hasSounded) this.#testContextSoon()
  }

  /**
   * Opens the chosen microphone and lets go of another that is open.
   * Throws microphone_denied, microphone_missing, microphone_busy or microphone_unplugged; cancelled when it was let go of meanwhile; and
   * why the processor cannot be loaded.
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
    clearTimeout(this.#contextTest)
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
    const [processor, microphone] = await Promise.allSettled([this.#loadAwake(), openStream(choice)])
    if (microphone.status === 'rejected') throw microphone.reason
    const { stream, missing } = microphone.value
    const source = await this.#createSource(processor, stream).catch(error => {
      stopStream(stream)
      throw error
    })
    const [track] = stream.getAudioTracks()
    const label = microphoneName(track?.label ?? '')
    const live = { key, stream, source, missing, label, mayStayOpen: track !== undefined && !isBluetooth(track) }
    // A microphone that was pulled out meanwhile sends no further `ended`.
    if (track?.readyState === 'ended') {
      disconnect(live)
      throw failWith('microphone_unplugged')
    }
    track?.addEventListener('ended', () => {
      if (this.#live === live) this.#lose(failWith('microphone_unplugged'), false)
    })
    return live
  }

  async #createSource(
    loaded: PromiseSettledResult<AudioWorkletNode>,
    stream: MediaStream,
  ): Promise<MediaStreamAudioSourceNode> {
    if (loaded.status === 'rejected') throw loaded.reason
    // Another opening, or a move, may have gone over to another context since.
    const processor = await this.#load()
    try {
      return connectSource(processor, stream)
    } catch {
      // Firefox refuses a stream whose rate is not the context's (bugzilla 1674892): begin again at the device's rate.
      const native = await this.#loadNative(processor)
      try {
        return connectSource(native, stream)
      } catch (error) {
        throw microphoneFailure(error)
      }
    }
  }

  /** Loads the processor and wakes its context. If the context does not start at Parley's rate in time, one at the device's rate is used. */
  async #loadAwake(): Promise<AudioWorkletNode> {
    const processor = await this.#load()
    if (!this.#isOwnRate(processor)) return wake(processor)
    const late = new Promise<null>(resolve => setTimeout(resolve, CONTEXT_TESTED_MS, null))
    return (await Promise.race([wake(processor), late])) ?? this.#loadNative(processor)
  }

  /** Goes over to a context at the device's rate. Two openings may get here at a time; only the first closes the context both had. */
  #loadNative(before: AudioWorkletNode): Promise<AudioWorkletNode> {
    if (this.#openContext !== openNativeSoundContext) {
      this.#openContext = openNativeSoundContext
      this.#loading = null
      this.#processor = null
      void contextOf(before).close()
    }
    return this.#load().then(wake)
  }

  #testContextSoon(): void {
    clearTimeout(this.#contextTest)
    this.#contextTest = setTimeout(() => {
      const processor = this.#processor
      const [track] = this.#live?.stream.getAudioTracks() ?? []
      if (!track || !processor) return
      const shown = {
        isOwnRate: this.#isOwnRate(processor),
        hasSounded: this.#hasSounded,
        isMuted: track.muted,
      }
      // If no other context can be had, this one stays in use.
      if (isContextSilent(shown)) this.#moveFrom(processor).catch(() => undefined)
    }, CONTEXT_TESTED_MS)
  }

  /** Goes over to another context in the middle of a turn. Until that one runs, this one's samples are kept, in case it is not silent after all. */
  async #moveFrom(before: AudioWorkletNode): Promise<void> {
    this.#openContext = openNativeSoundContext
    const known = this.#loading
    // A microphone that is opened meanwhile is connected to the new context.
    this.#loading = this.#loadProcessor().then(wake)
    const processor = await this.#loading.catch(error => {
      this.#loading = known
      throw error
    })
    this.#loading = Promise.resolve(processor)
    this.#processor = processor
    if (this.#live) {
      this.#live.source.disconnect()
      this.#live.source = connectSource(processor, this.#live.stream)
    }
    this.#events.onMoved(order => before.port.postMessage(order))
    // Its processor still answers orders, but gets no more sound.
    void contextOf(before).suspend()
    this.#sleepWhenUnused()
  }

  #isOwnRate({ context }: AudioWorkletNode): boolean {
    return this.#openContext === openSoundContext && context.sampleRate === SAMPLE_RATE_HZ
  }

  #load(): Promise<AudioWorkletNode> {
    this.#loading ??= this.#loadProcessor().then(
      processor => {
        this.#processor = processor
        return processor
      },
      (error: unknown) => {
        this.#loading = null
        throw error
      },
    )
    return this.#loading
  }

  async #loadProcessor(): Promise<AudioWorkletNode> {
    const context = this.#openContext()
    const [line] = await Promise.all([this.#openLine(), context.audioWorklet.addModule(captureUrl)]).catch(error => {
      void context.close()
      throw error
    })
    // A microphone may have any number of channels: explicitly one, so that the browser mixes them down.
    const processor = new AudioWorkletNode(context, 'parley-capture', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    })
    processor.port.postMessage({ kind: 'line', port: line }, [line])
    processor.port.onmessage = ({ data }: MessageEvent<CaptureNews>) => {
      if (data.kind === 'sounding') this.#hasSounded = true
      this.#events.onNews(data)
    }
    processor.onprocessorerror = () => {
      void context.close()
      if (this.#processor !== processor) return
      this.#processor = null
      this.#loading = null
      this.#lose(failWith('internal', { what: { name: 'capture_failed' } }), true)
    }
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

function connectSource(processor: AudioWorkletNode, stream: MediaStream): MediaStreamAudioSourceNode {
  const source = contextOf(processor).createMediaStreamSource(stream)
  source.connect(processor)
  return source
}

function contextOf(processor: AudioWorkletNode): AudioContext {
  return processor.context as AudioContext
}

function disconnect({ source, stream }: LiveMicrophone): void {
  source.disconnect()
  stopStream(stream)
}
