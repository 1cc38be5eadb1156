import type { Sound } from '../../../app/conversation.ts'
import { failWith } from '../../../app/errors.ts'
import { BYTES_PER_SAMPLE, pcmDurationMs, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { Peaks } from '../../../app/sound/peaks.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { type Side, soundPath } from '../paths.ts'
import type { Store } from '../store.ts'
import type { GrowingSound, SoundPiece, Sounds, WholeSound } from './sounds.ts'

/** How much a private conversation may hold: nearly three hours of sound. */
const MEMORY_BYTES_LIMIT = 512_000_000

/** Sounds in memory only, gone with the process. `file` names each as if it were in a file. */
export class MemorySounds implements Sounds {
  readonly #store: Store
  readonly #limit: number
  readonly #finished = new Map<string, Uint8Array>()
  readonly #growing = new Map<string, PcmInMemory>()

  /** @param limit how many bytes of sound are held at most, finished or not */
  constructor(store: Store, limit = MEMORY_BYTES_LIMIT) {
    this.#store = store
    this.#limit = limit
  }

  get isWriting(): boolean {
    return this.#growing.size > 0
  }

  create(turnId: string, side: Side): GrowingSound {
    const key = `${turnId}/${side}`
    if (this.#growing.has(key)) throw failWith('bad_input', { what: { name: 'begun_already' } })
    const file = this.#fileFor(turnId, side, 'wav')
    const pcm = new PcmInMemory({
      needRoom: bytes => this.#needRoom(bytes),
      onFinished: (wav, rest) => {
        this.#keep(turnId, side, { file, ...rest }, wav)
        this.#growing.delete(key)
      },
      onDiscarded: () => this.#growing.delete(key),
      file,
    })
    this.#growing.set(key, pcm)
    return pcm
  }

  keepWhole(turnId: string, side: Side, { format, durationMs, peaks, bytes }: WholeSound): Sound {
    if (this.#growing.has(`${turnId}/${side}`)) {
      throw failWith('bad_input', { what: { name: 'begun_already' } })
    }
    this.#needRoom(bytes.byteLength)
    const file = this.#fileFor(turnId, side, format)
    const sound: Sound = { file, format, bytes: bytes.byteLength, durationMs, checksum: '', peaks }
    this.#keep(turnId, side, sound, bytes)
    return sound
  }

  read(sound: Sound, offset: number, length: number): SoundPiece {
    const bytes = this.#finished.get(sound.file)
    if (!bytes) throw failWith('not_found', { what: 'sound' })
    return { bytes: bytes.slice(offset, offset + length), totalBytes: bytes.byteLength, format: sound.format }
  }

  locate(sound: Sound): Uint8Array | null {
    return this.#finished.get(sound.file) ?? null
  }

  deleteBuried(): void {
    for (const path of this.#store.files.tombstones()) {
      for (const file of this.#finished.keys()) {
        if (file === path || file.startsWith(`${path}/`)) this.#finished.delete(file)
      }
      this.#store.write(() => this.#store.files.deleteTombstone(path))
    }
  }

  letGo(turnId: string, side: Side): void {
    this.#growing.get(`${turnId}/${side}`)?.discard()
  }

  /** Forgets all sounds. */
  close(): void {
    this.#finished.clear()
    for (const pcm of this.#growing.values()) pcm.discard()
  }

  #fileFor(turnId: string, side: Side, format: Sound['format']): string {
    const { conversationId, position } = this.#store.turn(turnId)
    return soundPath(this.#store.folderOf(conversationId), position, side, format)
  }

  #keep(turnId: string, side: Side, sound: Sound, bytes: Uint8Array): void {
    this.#store.write(() => this.#store.saveSound(turnId, side, sound))
    this.#finished.set(sound.file, bytes)
  }

  #needRoom(bytes: number): void {
    const sizes = [...this.#finished.values(), ...this.#growing.values()].map(held =>
      held instanceof Uint8Array ? held.byteLength : held.bytes,
    )
    const held = sizes.reduce((sum, size) => sum + size, 0)
    if (held + bytes > this.#limit) throw failWith('private_full', { limitBytes: this.#limit })
  }
}

/** What a growing sound needs from its owner. */
interface PcmOptions {
  /** The name of the sound. */
  file: string
  /** Throws private_full. */
  needRoom(bytes: number): void
  onFinished(wav: Uint8Array, sound: Omit<Sound, 'file'>): void
  onDiscarded(): void
}

/** Sound that grows in memory while someone speaks. */
class PcmInMemory implements GrowingSound {
  bytes = 0
  readonly #options: PcmOptions
  readonly #peaks = new Peaks()
  #pieces: Uint8Array[] = []
  #stage: { name: 'open' } | { name: 'kept'; sound: Sound } | { name: 'gone' } = { name: 'open' }

  constructor(options: PcmOptions) {
    this.#options = options
  }

  append(pcm: Uint8Array): number {
    if (this.#stage.name !== 'open') throw failWith('not_found', { what: 'sound' })
    this.#options.needRoom(pcm.byteLength)
    // A copy, because a piece may be a view into a larger message.
    this.#pieces.push(pcm.slice())
    this.#peaks.add(pcm)
    this.bytes += pcm.byteLength
    return this.bytes
  }

  finish(): Sound {
    if (this.#stage.name === 'gone') throw failWith('not_found', { what: 'sound' })
    if (this.#stage.name === 'kept') return this.#stage.sound
    const length = this.bytes - (this.bytes % BYTES_PER_SAMPLE)
    const sound = {
      format: 'wav',
      bytes: WAV_HEADER_BYTES + length,
      durationMs: pcmDurationMs(length),
      checksum: '',
      peaks: this.#peaks.values(),
    } as const
    this.#options.onFinished(this.#wav(length), sound)
    this.#pieces = []
    this.#stage = { name: 'kept', sound: { file: this.#options.file, ...sound } }
    return this.#stage.sound
  }

  discard(): void {
    if (this.#stage.name !== 'open') return
    this.#pieces = []
    this.#stage = { name: 'gone' }
    this.#options.onDiscarded()
  }

  #wav(length: number): Uint8Array {
    const whole = new Uint8Array(WAV_HEADER_BYTES + this.bytes)
    let at = 0
    for (const piece of [wavHeader(length, SAMPLE_RATE_HZ), ...this.#pieces]) {
      whole.set(piece, at)
      at += piece.byteLength
    }
    return whole.subarray(0, WAV_HEADER_BYTES + length)
  }
}
