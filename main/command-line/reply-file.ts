import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { failWith } from '../../app/errors.ts'
import { diskFailure } from '../files/disk-failure.ts'

/** The file a reply's sound goes into: until it is whole it is `<name>.<process>.part`, beside where it will be. */
export class ReplyFile {
  readonly #path: string
  readonly #part: string
  #descriptor: number | null = null

  /** Opens the file before anything is asked, so that nobody pays for a reply that cannot be kept. Throws disk_*. */
  constructor(path: string) {
    this.#path = path
    this.#part = `${path}.${process.pid}.part`
    try {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
        throw failWith('disk_failed', { what: { name: 'is_folder', path } })
      }
      if (!existsSync(dirname(path)))
        throw failWith('disk_failed', { what: { name: 'not_there', path: dirname(path) } })
      this.#descriptor = openSync(this.#part, 'wx')
    } catch (error) {
      throw diskFailure(error, dirname(path))
    }
  }

  /**
   * Writes the sound and gives the file its name, in place of what had it. Throws disk_*, with nothing changed.
   * @param extension added to the name, for a sound that is not what the name says
   * @returns the name
   */
  save(sound: Uint8Array, extension = ''): string {
    const descriptor = this.#descriptor
    if (descriptor === null) throw new Error('the file is closed')
    try {
      for (let at = 0; at < sound.byteLength; ) at += writeSync(descriptor, sound, at)
      fsyncSync(descriptor)
      renameSync(this.#part, this.#path + extension)
    } catch (error) {
      throw diskFailure(error, dirname(this.#path))
    }
    this.close()
    return this.#path + extension
  }

  /** Leaves nothing behind of a file that was not saved. */
  close(): void {
    if (this.#descriptor === null) return
    closeSync(this.#descriptor)
    this.#descriptor = null
    rmSync(this.#part, { force: true })
  }
}
