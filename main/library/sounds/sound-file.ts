import { createHash } from 'node:crypto'
import { closeSync, fdatasync, fsyncSync, ftruncateSync, openSync, rmSync } from 'node:fs'
import type { Sound } from '../../../app/conversation.ts'
import { failWith } from '../../../app/errors.ts'
import { BYTES_PER_SAMPLE, PCM_BYTES_PER_SECOND, pcmDurationMs, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { Peaks } from '../../../app/sound/peaks.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { renameSafely } from '../../files/folders.ts'
import type { Disk } from '../disk.ts'
import { insidePath, partPath } from '../paths.ts'
import { writeAll } from './sound-bytes.ts'

/** The length “unknown” for players that open a file while it grows, as streaming RIFF writers use it. */
const UNKNOWN_BYTES = 0xffff_ffff

/** How much may be appended before it is synchronised to the disk: one second of sound. */
const SYNC_EVERY_BYTES = PCM_BYTES_PER_SECOND

/** The file opened twice: once to write, once to synchronise. */
type OpenFile = { file: number; ahead: number }

/** The state of a sound file: open, complete under the part's name, under its final name, in the library, or given up. */
type Stage =
  | ({ name: 'open' } & OpenFile)
  | { name: 'whole' | 'named' }
  | { name: 'kept'; sound: Sound }
  | { name: 'gone' }

/** What a sound file needs of its library. */
export interface SoundFileOptions {
  disk: Disk
  /** Final path, relative to the data folder. Its row is written before, and its folder exists. */
  file: string
  /** Writes the row of the finished sound. Called again if it threw. */
  onFinished(sound: Sound): void
  /** Deletes the row of the part. */
  onDiscarded(): void
}

/**
 * A WAV file that grows while someone speaks. What `append` has accepted is in the file. It survives the end of this process; a power cut
 * takes at most the last second or so; the next start repairs the header. Every method throws disk_full, disk_read_only or disk_failed when
 * the disk refuses. What was written then stays, and the method can be called again.
 */
export class SoundFile {
  /** Absolute path of the file while it is being written. */
  readonly path: string
  readonly #options: SoundFileOptions
  readonly #finalPath: string
  readonly #peaks = new Peaks()
  readonly #hash = createHash('sha256')
  #halfSample: number | null = null
  #stage: Stage
  #written = 0
  #sync: { isUnderWay: boolean; bytes: number; failure: Error | null } = {
    isUnderWay: false,
    bytes: 0,
    failure: null,
  }

  /** Creates the part file with a header to be patched later, replacing a left-over one. */
  constructor(options: SoundFileOptions) {
    this.#options = options
    const { disk, file } = options
    this.#finalPath = disk.use(() => insidePath(disk.folder, file))
    this.path = disk.use(() => insidePath(disk.folder, partPath(file)))
    this.#stage = disk.use(() => {
      const file = openSync(this.path, 'w', 0o600)
      try {
        writeAll(file, wavHeader(UNKNOWN_BYTES, SAMPLE_RATE_HZ), 0)
        return { name: 'open', file, ahead: openSync(this.path, 'r+') }
      } catch (error) {
        closeSync(file)
        rmSync(this.path, { force: true })
        throw error
      }
    })
  }

  /** How many bytes of samples the file has. */
  get bytes(): number {
    return this.#written
  }

  /**
   * Adds pcm and returns how many bytes of samples the file now has. If the disk refuses midway, the whole samples already written stay,
   * `bytes` says how many there are, and appending can go on when there is room again.
   */
  append(pcm: Uint8Array): number {
    const { file, ahead } = this.#needOpen()
    let count = 0
    this.#options.disk.use(() => {
      try {
        writeAll(file, pcm, WAV_HEADER_BYTES + this.#written, written => {
          count = written
        })
      } catch (error) {
        if (count > 0) count -= (this.#written + count) % BYTES_PER_SAMPLE
        ftruncateSync(file, WAV_HEADER_BYTES + this.#written + count)
        throw error
      } finally {
        this.#peaks.add(pcm.subarray(0, count))
        this.#addToHash(pcm.subarray(0, count))
        this.#written += count
      }
    })
    this.#syncAhead(ahead)
    return this.#written
  }

  /**
   * Makes it a proper WAV file: patches the header, synchronises it to the disk, gives it its final name and adds it to the library. Half a
   * sample at the end is cut off. Works on a full disk; a second call returns the same sound.
   */
  finish(): Sound {
    return this.#options.disk.useReserve(() => {
      if (this.#stage.name === 'gone') throw failWith('not_found', { what: 'sound' })
      if (this.#stage.name === 'open') this.#complete(this.#stage)
      if (this.#stage.name === 'whole') {
        renameSafely(this.path, this.#finalPath)
        this.#stage = { name: 'named' }
      }
      if (this.#stage.name === 'kept') return this.#stage.sound
      const sound: Sound = {
        file: this.#options.file,
        format: 'wav',
        bytes: WAV_HEADER_BYTES + this.#written,
        durationMs: pcmDurationMs(this.#written),
        checksum: this.#hash.copy().digest('hex'),
        peaks: this.#peaks.values(),
      }
      this.#options.onFinished(sound)
      this.#stage = { name: 'kept', sound }
      return sound
    })
  }

  /** Deletes what was written. A finished sound is not touched, because it belongs to its turn. */
  discard(): void {
    if (this.#stage.name === 'kept' || this.#stage.name === 'gone') return
    const isNamed = this.#stage.name === 'named'
    this.#options.disk.use(() => {
      this.letGo()
      // The file first: the next start drops a row without a file, but would rescue a file without a row.
      rmSync(isNamed ? this.#finalPath : this.path, { force: true })
    })
    this.#options.onDiscarded()
  }

  /** Stops writing and leaves the file as it is, because the library is closing or deletes the turn. */
  letGo(): void {
    if (this.#stage.name === 'open') this.#closeBoth(this.#stage)
    if (this.#stage.name !== 'kept') this.#stage = { name: 'gone' }
  }

  /**
   * Synchronises what was appended while more is spoken, so that almost nothing is left to wait for at the end. It uses a descriptor of its
   * own: Linux reports a failed write once to each descriptor (fsync(2)), so the writing one gets it at the end too, however late this call
   * is.
   */
  #syncAhead(ahead: number): void {
    if (this.#sync.isUnderWay || this.#written - this.#sync.bytes < SYNC_EVERY_BYTES) return
    this.#sync = { ...this.#sync, isUnderWay: true, bytes: this.#written }
    fdatasync(ahead, error => {
      this.#sync.isUnderWay = false
      this.#sync.failure ??= error
      if (this.#stage.name !== 'open') closeSync(ahead)
    })
  }

  /** Half a sample waits for its other half, because one at the very end is cut off. */
  #addToHash(pcm: Uint8Array): void {
    const bytes = this.#halfSample === null ? pcm : Buffer.concat([Uint8Array.of(this.#halfSample), pcm])
    const whole = bytes.byteLength - (bytes.byteLength % BYTES_PER_SAMPLE)
    this.#hash.update(bytes.subarray(0, whole))
    this.#halfSample = bytes[whole] ?? null
  }

  #complete(open: OpenFile): void {
    const { file } = open
    this.#written -= this.#written % BYTES_PER_SAMPLE
    ftruncateSync(file, WAV_HEADER_BYTES + this.#written)
    writeAll(file, wavHeader(this.#written, SAMPLE_RATE_HZ), 0)
    const { failure } = this.#sync
    this.#sync.failure = null
    fsyncSync(file)
    // Other systems may have reported it to that descriptor only.
    if (failure) throw failure
    this.#closeBoth(open)
    this.#stage = { name: 'whole' }
  }

  #closeBoth({ file, ahead }: OpenFile): void {
    closeSync(file)
    // Otherwise it is closed when that has ended. Closed earlier, the number might already be another file's.
    if (!this.#sync.isUnderWay) closeSync(ahead)
  }

  #needOpen(): OpenFile {
    if (this.#stage.name === 'open') return this.#stage
    throw failWith('not_found', { what: 'sound' })
  }
}
