import { once } from 'node:events'
import type { Transform } from 'node:stream'
import zlib from 'node:zlib'

/**
 * Takes the packing off an answer while it comes (RFC 9110, "Content-Encoding"). Parley asks for none, but proxies pack
 * whatever passes them. An encoding that is not known leaves the bytes as they are.
 * @throws an error without a code when the bytes are not packed like that, and what `pieces` throws
 */
export async function* unpack(pieces: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]()
  const first = await source.next()
  if (first.done) return
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first.value
    yield* { [Symbol.asyncIterator]: () => source }
  }
  const unpacker = unpackerOf(encoding.trim().toLowerCase(), first.value[0] ?? 0)
  if (!unpacker) {
    yield* all()
    return
  }
  // Whoever reads it is told; a reader that leaves early is an error to it too, of which nobody needs to know.
  unpacker.on('error', () => undefined)
  void feed(unpacker, all())
  try {
    yield* unpacker as AsyncIterable<Uint8Array>
  } catch (error) {
    const isPacking =
      error instanceof Error && 'code' in error && /^(Z_|ZSTD_|ERR__|ERR_BROTLI)/.test(String(error.code))
    throw isPacking ? new Error('the answer is not packed as its head says') : error
  }
}

/** Never rejects: the unpacker fails with what went wrong. */
async function feed(unpacker: Transform, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const closed = new Promise(resolve => unpacker.once('close', resolve))
  try {
    for await (const piece of pieces) {
      if (!unpacker.destroyed && !unpacker.write(piece)) await Promise.race([once(unpacker, 'drain'), closed])
      if (unpacker.destroyed) return
    }
    unpacker.end()
  } catch (error) {
    unpacker.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** An answer that was cut off gives what there is of it: whoever reads it knows whether that is all. */
function unpackerOf(encoding: string, firstByte: number): Transform | null {
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_flush } = zlib.constants
  const asFarAsItGoes = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH }
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip(asFarAsItGoes)
    case 'deflate':
      // Meant with zlib's head, sent without by some for as long as the word exists.
      return (firstByte & 0x0f) === 8 ? zlib.createInflate(asFarAsItGoes) : zlib.createInflateRaw(asFarAsItGoes)
    case 'br':
      return zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH })
    case 'zstd':
      return zlib.createZstdDecompress({ finishFlush: ZSTD_e_flush })
    default:
      return null
  }
}
