import type { Announce } from '../../app/contract.ts'
import { isUndecoded, type Sound, type Turn } from '../../app/conversation.ts'
import { AppError, toFailure } from '../../app/errors.ts'
import type { Library } from '../library/library.ts'
import type { Side } from '../library/paths.ts'
import type { SoundMeasurer } from '../library/sounds/sound-measurer.ts'

/** How many sounds wait at most; what was looked at longest ago is forgotten, and wanted again when it is looked at again. */
const WAITING_LIMIT = 500

/** A sound of which something is to be worked out. */
interface Wanted {
  turnId: string
  side: Side
  sound: Sound
}

/**
 * Works out the peaks and checksums of sounds that have none, because the index was made anew or an MP3 was attached, once a window shows
 * them. What was asked for last comes first; each turn is announced when it has them.
 */
export class Waveforms {
  readonly #library: Library
  readonly #measurer: SoundMeasurer
  readonly #announce: Announce
  /** By file, what was asked for last at the end. */
  readonly #waiting = new Map<string, Wanted>()
  /** Files that were tried: none is tried twice. */
  readonly #given = new Set<string>()
  #underWay: Promise<void> | null = null
  #isClosed = false

  constructor({ library, measurer, announce }: { library: Library; measurer: SoundMeasurer; announce: Announce }) {
    this.#library = library
    this.#measurer = measurer
    this.#announce = announce
  }

  /** Resolves when nothing waits any more. */
  get settled(): Promise<void> {
    return this.#underWay ?? Promise.resolve()
  }

  /** Whether anything is being worked out. */
  get isWorking(): boolean {
    return this.#underWay !== null
  }

  /** A window shows these turns. */
  want(turns: readonly Turn[]): void {
    for (const { id, recording, reply } of turns) {
      this.#wantSound(id, 'recording', recording)
      this.#wantSound(id, 'reply', reply?.sound ?? null)
    }
    for (const file of this.#waiting.keys()) if (this.#waiting.size > WAITING_LIMIT) this.#waiting.delete(file)
    if (this.#waiting.size > 0 && !this.#isClosed) this.#underWay ??= this.#work()
  }

  /** Works out nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#measurer.close()
    await this.#underWay
  }

  #wantSound(turnId: string, side: Side, sound: Sound | null): void {
    if (
      !sound ||
      isUndecoded(sound) ||
      (sound.peaks.length > 0 && sound.checksum !== '') ||
      this.#given.has(sound.file)
    )
      return
    this.#waiting.delete(sound.file)
    this.#waiting.set(sound.file, { turnId, side, sound })
  }

  async #work(): Promise<void> {
    for (let next = this.#newest(); next && !this.#isClosed; next = this.#newest()) {
      // Before it is tried, as the announced turn comes back here and may still lack something.
      this.#given.add(next.sound.file)
      try {
        await this.#workOut(next)
      } catch (error) {
        if (!(error instanceof AppError)) console.error(toFailure(error).message)
      }
    }
    this.#underWay = null
  }

  #newest(): Wanted | null {
    const [file, wanted] = [...this.#waiting].at(-1) ?? []
    if (file !== undefined) this.#waiting.delete(file)
    return wanted ?? null
  }

  async #workOut({ turnId, side, sound }: Wanted): Promise<void> {
    const measures = await this.#measurer.measure(this.#library.pathOf(sound))
    // A file of another size than was kept is another file; opening the library again looks into that.
    if (this.#isClosed || measures?.bytes !== sound.bytes) return
    const checksum = sound.checksum || measures.checksum
    const turn = this.#library.keepMeasures(turnId, side, { ...sound, peaks: measures.peaks, checksum })
    if (turn) this.#announce('turnChanged', { turn })
  }
}
