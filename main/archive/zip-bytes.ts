import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

/** How much is read ahead: a list of contents is asked for in pieces of some dozen bytes. */
const PAGE_BYTES = 64 * 1024
/** How much of an entry is read at a time. */
const PIECE_BYTES = 256 * 1024

/**
 * The bytes of a ZIP file for yauzl, which takes positions from the file without a look at them: what lies outside ends early
 * here, where Node would throw out of a callback. Closes the file when it is let go.
 */
export class ZipBytes extends RandomAccessReader {
  readonly #file: FileHandle
  readonly #size: number
  #page: { at: number; bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) }

  constructor(file: FileHandle, size: number) {
    super()
    this.#file = file
    this.#size = size
  }

  /** Fills `buffer`; told of fewer bytes when the file ends before. */
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#readPaged(position, length).then(
      bytes => callback(null, bytes.copy(buffer, offset)),
      (error: Error) => callback(error),
    )
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false })
  }

  override close(callback: (error: Error | null) => void): void {
    this.#file.close().then(() => callback(null), callback)
  }

  async #readPaged(position: number, length: number): Promise<Buffer> {
    const end = Math.min(position + length, this.#size)
    if (position >= end) return Buffer.alloc(0)
    const { at, bytes } = this.#page
    if (position < at || end > at + bytes.byteLength) {
      this.#page = { at: position, bytes: await this.#readAt(position, Math.max(PAGE_BYTES, end - position)) }
    }
    return this.#page.bytes.subarray(position - this.#page.at, end - this.#page.at)
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const piece = await this.#readAt(at, Math.min(PIECE_BYTES, end - at))
      if (piece.byteLength === 0) return
      yield piece
      at += piece.byteLength
    }
  }

  async #readAt(position: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  }
}
