import type { Sound } from '../../../app/conversation.ts'
import type { Side } from '../paths.ts'

/** A whole sound to be kept, as `readAttachment` returns it. */
export type WholeSound = Pick<Sound, 'format' | 'durationMs' | 'peaks'> & { bytes: Uint8Array }

/** A sound that grows while someone speaks. */
export interface GrowingSound {
  /** How many bytes of samples it has. */
  readonly bytes: number
  /** Adds pcm and returns how many bytes of samples it now has. Throws disk_*; what was written stays, and appending can go on. */
  append(pcm: Uint8Array): number
  /** Makes it the turn's sound. A second call returns the same. Throws disk_*. */
  finish(): Sound
  /** Deletes what was written. A finished sound is not touched, because it belongs to its turn. */
  discard(): void
}

/** A part of a sound's file. */
export interface SoundPiece {
  bytes: Uint8Array<ArrayBuffer>
  /** Size of the whole file. */
  totalBytes: number
  format: Sound['format']
}

/** Where the sounds of a library are: in files, or in memory if they must leave no trace. */
export interface Sounds {
  /** Begins a sound of a turn. An earlier one of that side stays until the new one is finished. Throws bad_input and disk_*. */
  create(turnId: string, side: Side): GrowingSound
  /** Keeps a whole sound as a turn's, with its bytes unchanged. Throws bad_input while one is being written, and disk_*. */
  keepWhole(turnId: string, side: Side, source: WholeSound): Sound
  /** Reads at most `length` bytes of a finished sound from `offset`. Throws not_found and disk_*. */
  read(sound: Sound, offset: number, length: number): SoundPiece
  /** Where a finished sound is: the path of its file, or its bytes; null when it is gone. Throws disk_*. */
  locate(sound: Sound): string | Uint8Array | null
  /** Deletes the sounds whose rows are gone, as far as possible now. `changed` are ids of conversations that lost turns. */
  deleteBuried(changed?: ReadonlySet<string>): void
  /** Stops writing that sound of a turn, which is being deleted. */
  letGo(turnId: string, side: Side): void
  /** Whether anything is being written. */
  readonly isWriting: boolean
  /** Stops writing everything. Unfinished sounds are recovered when the library is opened again. */
  close(): void
}
