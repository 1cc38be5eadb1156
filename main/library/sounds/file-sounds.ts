import { existsSync, fsyncSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Sound } from '../../../app/conversation.ts'
import { failWith } from '../../../app/errors.ts'
import { makeSubfolder, renameSafely } from '../../files/folders.ts'
import type { Disk } from '../disk.ts'
import type { ManifestWriter } from '../manifest/manifest-writer.ts'
import { insidePath, partPath, type Side, soundPath } from '../paths.ts'
import { deleteBuried, deleteWhatIsBuried } from '../removal/deletion.ts'
import type { Store } from '../store.ts'
import { checksumOf } from './measure.ts'
import { readInto, withFile, writeAll } from './sound-bytes.ts'
import { SoundFile } from './sound-file.ts'
import type { SoundPiece, Sounds, WholeSound } from './sounds.ts'

/** The sounds of a library as files, each in the folder of its conversation. The row is always written before the file is opened. */
export class FileSounds implements Sounds {
  readonly #store: Store
  readonly #disk: Disk
  readonly #manifests: ManifestWriter
  readonly #open = new Map<string, SoundFile>()

  constructor(store: Store, disk: Disk, manifests: ManifestWriter) {
    this.#store = store
    this.#disk = disk
    this.#manifests = manifests
  }

  get isWriting(): boolean {
    return this.#open.size > 0
  }

  /** Throws disk_full when there is no room for the reserve, without which a recording that fills the disk could not be added to the index. */
  create(turnId: string, side: Side): SoundFile {
    this.#store.needWritable()
    if (side === 'recording') this.#disk.needReserve()
    const file = this.#addPart(turnId, side, 'wav')
    try {
      this.#disk.use(() => makeSubfolder(insidePath(this.#disk.folder, dirname(file))))
      const soundFile = new SoundFile({
        disk: this.#disk,
        file,
        onFinished: sound => this.#keep(turnId, side, sound),
        onDiscarded: () => this.#dropPart(turnId, side),
      })
      this.#open.set(`${turnId}/${side}`, soundFile)
      return soundFile
    } catch (error) {
      this.#dropPart(turnId, side)
      throw error
    }
  }

  keepWhole(turnId: string, side: Side, { format, durationMs, peaks, bytes }: WholeSound): Sound {
    const file = this.#addPart(turnId, side, format)
    const sound: Sound = { file, format, bytes: bytes.byteLength, durationMs, checksum: checksumOf(bytes), peaks }
    try {
      this.#disk.use(() => {
        const path = insidePath(this.#disk.folder, file)
        makeSubfolder(dirname(path))
        withFile(partPath(path), 'w', descriptor => {
          writeAll(descriptor, bytes, 0)
          fsyncSync(descriptor)
        })
        renameSafely(partPath(path), path)
      })
      this.#keep(turnId, side, sound)
      return sound
    } catch (error) {
      this.#store.write(() => {
        this.#store.files.deletePart(turnId, side)
        this.#store.files.bury(partPath(file))
      })
      deleteBuried(this.#store, this.#disk)
      throw error
    }
  }

  read(sound: Sound, offset: number, length: number): SoundPiece {
    return this.#disk.use(() => {
      const path = insidePath(this.#disk.folder, sound.file)
      const totalBytes = statSync(path, { throwIfNoEntry: false })?.size
      if (!totalBytes) throw failWith('not_found', { what: 'sound' })
      const wanted = Math.max(0, Math.min(length, totalBytes - offset))
      const bytes = withFile(path, 'r', file => readInto(file, new Uint8Array(wanted), offset))
      return { bytes, totalBytes, format: sound.format }
    })
  }

  locate(sound: Sound): string | null {
    return this.#disk.use(() => {
      const path = insidePath(this.#disk.folder, sound.file)
      return existsSync(path) ? path : null
    })
  }

  deleteBuried(changed?: ReadonlySet<string>): void {
    deleteWhatIsBuried(this.#store, this.#disk, this.#manifests, changed)
  }

  letGo(turnId: string, side: Side): void {
    this.#open.get(`${turnId}/${side}`)?.letGo()
    this.#open.delete(`${turnId}/${side}`)
  }

  close(): void {
    for (const soundFile of this.#open.values()) soundFile.letGo()
    this.#open.clear()
  }

  #addPart(turnId: string, side: Side, format: Sound['format']): string {
    this.#store.needWritable()
    const turn = this.#store.turn(turnId)
    if (this.#store.files.parts(turnId).some(part => part.side === side)) {
      throw failWith('bad_input', { what: { name: 'begun_already' } })
    }
    this.#disk.fillReserve()
    const file = soundPath(this.#store.folderOf(turn.conversationId), turn.position, side, format)
    this.#store.write(() => this.#store.files.addPart({ turnId, side, file }))
    return file
  }

  #keep(turnId: string, side: Side, sound: Sound): void {
    this.#store.write(() => {
      this.#store.saveSound(turnId, side, sound)
      this.#store.touch(this.#store.turn(turnId).conversationId)
    })
    this.#open.delete(`${turnId}/${side}`)
  }

  #dropPart(turnId: string, side: Side): void {
    this.#store.write(() => this.#store.files.deletePart(turnId, side))
    this.#open.delete(`${turnId}/${side}`)
  }
}
