import type { Payload } from '../contract.ts'
import type { RecordingEnd } from '../conversation.ts'
import { pcmToSamples } from '../pcm.ts'
import type { Answer, Bridge } from '../wire.ts'
import { LoudestSamples } from './peaks.ts'
import { RecordingUpload } from './recording-upload.ts'
import { isCapturedBatch, type ReplySound, type SoundLine, type SoundPort } from './sound-line.ts'

/** How long the end of a recording waits for samples that are on their way. They take milliseconds. */
const REST_AWAITED_MS = 5000
/** Time between two `replySoundGrew`. */
const GREW_EVERY_MS = 80
/** More than the recordings that one window begins at a time. */
const UNBEGUN_LIMIT = 4

/** Calls a function once that much time has passed. */
export type After = (ms: number, call: () => void) => void

/** The fields of a `finishRecording` that are used before main has validated it. */
interface EndOfRecording {
  end: RecordingEnd
  samples?: number
}

/** A reply that is arriving, as the window draws it. */
interface Arriving {
  bytes: number
  loudest: LoudestSamples
  toldAt: number
}

/**
 * Is placed between main and a window, and sends sound along sound lines, directly to and from the audio thread, instead of through the
 * page. Order is kept all the same: a recording is not ended before its last samples are written, and the end of a reply follows its sound
 * on the same line. It runs where the page cannot delay it: in the desktop host's main process, in the worker of the browser host, or in
 * the page itself if there is neither.
 */
export class SoundRelay implements Bridge {
  readonly #main: Bridge
  readonly #after: After
  readonly #hearers = new Set<(name: string, payload: unknown) => void>()
  readonly #uploads = new Map<string, RecordingUpload>()
  readonly #arriving = new Map<string, Arriving>()
  #capture: SoundPort | null = null
  #playback: SoundPort | null = null

  /** @param main what the window would talk to without a relay */
  constructor(main: Bridge, after: After) {
    this.#main = main
    this.#after = after
    main.listen((name, payload) => this.#hear(name, payload))
  }

  /**
   * Connects a line to the audio thread, replacing the one before.
   * @returns call this when the other end is gone: until there is another line, sound goes through the page
   */
  connect(line: SoundLine, port: SoundPort): () => void {
    if (line === 'playback') {
      this.#playback = port
      return () => {
        if (this.#playback === port) this.#playback = null
      }
    }
    this.#capture = port
    port.listen(message => {
      if (isCapturedBatch(message)) this.#uploadOf(message.turnId).add(message.pcm)
    })
    return () => {
      if (this.#capture === port) this.#capture = null
    }
  }

  /** Main is gone: only what has arrived of replies will be heard. */
  endReplies(): void {
    if (this.#playback) for (const turnId of [...this.#arriving.keys()]) this.#end({ turnId }, this.#playback)
  }

  request(name: string, input: unknown): Promise<Answer> {
    const turnId = turnIdOf(input)
    const isHere = turnId !== null && (this.#capture !== null || this.#uploads.has(turnId))
    if (isHere && name === 'startRecording') return this.#start(turnId, input)
    if (isHere && name === 'finishRecording') return this.#finish(turnId, input as EndOfRecording)
    return this.#main.request(name, input)
  }

  listen(hear: (name: string, payload: unknown) => void): () => void {
    this.#hearers.add(hear)
    return () => this.#hearers.delete(hear)
  }

  async #start(turnId: string, input: unknown): Promise<Answer> {
    const upload = this.#uploadOf(turnId)
    const answer = await this.#main.request('startRecording', input)
    if (answer.ok) upload.begin()
    else this.#uploads.delete(turnId)
    return answer
  }

  async #finish(turnId: string, input: EndOfRecording): Promise<Answer> {
    const { end, samples = 0 } = input
    const upload = this.#uploadOf(turnId)
    // Samples that do not arrive are not waited for. Those that have arrived are, however slow the disk.
    this.#after(REST_AWAITED_MS, () => upload.expectNoMore())
    await upload.written(samples)
    this.#uploads.delete(turnId)
    // Not everything that was said is there, so it becomes a draft for the user to decide about.
    const isKept = !upload.isWhole(samples) && end?.kind === 'send'
    const meant: RecordingEnd = isKept ? { kind: 'draft', reason: 'disk' } : end
    return this.#main.request('finishRecording', { ...input, end: meant })
  }

  #uploadOf(turnId: string): RecordingUpload {
    const known = this.#uploads.get(turnId)
    if (known) return known
    const upload = new RecordingUpload(
      (sequence, pcm) => this.#main.request('appendRecording', { turnId, sequence, pcm }),
      failure => this.#tell('recordingBroken', { turnId, failure }),
    )
    this.#uploads.set(turnId, upload)
    // Samples may arrive before their recording has begun. If it never begins, they are forgotten.
    const unbegun = [...this.#uploads].flatMap(([id, { hasBegun }]) => (hasBegun ? [] : [id]))
    if (unbegun.length > UNBEGUN_LIMIT) this.#uploads.delete(unbegun[0] ?? '')
    return upload
  }

  #hear(name: string, payload: unknown): void {
    if (this.#playback && name === 'replySoundAdded') {
      this.#pass(payload as Payload<'replySoundAdded'>, this.#playback)
      return
    }
    if (this.#playback && name === 'replyEnded') this.#end(payload as Payload<'replyEnded'>, this.#playback)
    this.#tell(name, payload)
  }

  #pass({ turnId, offset, pcm, startMs }: Payload<'replySoundAdded'>, playback: SoundPort): void {
    send(playback, { kind: 'push', turnId, offset, pcm, startMs })
    const known = this.#arriving.get(turnId)
    const arriving = known && offset > 0 ? known : { bytes: 0, loudest: new LoudestSamples(), toldAt: 0 }
    this.#arriving.set(turnId, arriving)
    arriving.bytes = offset + pcm.byteLength
    arriving.loudest.add(pcmToSamples(pcm))
    const now = Date.now()
    if (Math.abs(now - arriving.toldAt) < GREW_EVERY_MS) return
    arriving.toldAt = now
    this.#tell('replySoundGrew', { turnId, loudest: arriving.loudest.take() })
  }

  #end({ turnId }: Payload<'replyEnded'>, playback: SoundPort): void {
    const arriving = this.#arriving.get(turnId)
    if (!arriving) return
    this.#arriving.delete(turnId)
    this.#tell('replySoundGrew', { turnId, loudest: arriving.loudest.takeRest() })
    send(playback, { kind: 'end', turnId, bytes: arriving.bytes })
  }

  #tell(name: string, payload: unknown): void {
    for (const hear of this.#hearers) hear(name, payload)
  }
}

function send(port: SoundPort, sound: ReplySound): void {
  port.postMessage(sound)
}

function turnIdOf(input: unknown): string | null {
  const { turnId } = (input ?? {}) as { turnId?: unknown }
  return typeof turnId === 'string' ? turnId : null
}
