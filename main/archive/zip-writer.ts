import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { diskFailure } from '../files/disk-failure.ts'
import { writeStreamedFile } from '../files/streamed-file.ts'
import { foldEntryName, isSafeEntryName } from './entry-name.ts'
import { dataDescriptor, directoryRecord, endRecord, localHeader, type ZipRecord } from './zip-records.ts'

/** One file to be put into a ZIP. */
export interface ZipSource {
  /** Path in the ZIP, `/` between folders. */
  name: string
  /** A file on the disk, bytes, or bytes that are made while they are written. */
  content: { path: string } | Uint8Array | AsyncIterable<Uint8Array>
  /** When it was last changed, in milliseconds since 1970; now when left out. */
  changedAt?: number
}

/** How a ZIP is written. */
export interface ZipOptions {
  signal?: AbortSignal
  /** Told how many bytes of all sources have gone in so far, with every piece. */
  onProgress?(bytes: number): void
}

/** What deflate makes smaller; sound is stored as it is, which is as fast as the disk. */
const TEXTS = /\.(json|md|txt|srt|vtt|csv)$/i

/** How much is read at a time. */
const PIECE_BYTES = 256 * 1024

/**
 * Writes a ZIP file of sources, one after the other, ZIP64 where it must be; a source is opened when its turn comes. When anything
 * fails there is no half file, and what had the name before still has it.
 * @throws AppError `disk_*`, the signal's reason, and whatever a source throws
 */
export async function writeZip(
  path: string,
  sources: Iterable<ZipSource> | AsyncIterable<ZipSource>,
  options: ZipOptions = {},
): Promise<void> {
  await writeStreamedFile(path, zipBytes(sources, options), options.signal)
}

async function* zipBytes(
  sources: Iterable<ZipSource> | AsyncIterable<ZipSource>,
  { onProgress }: ZipOptions,
): AsyncGenerator<Uint8Array> {
  const names = new Set<string>()
  const directory: Buffer[] = []
  let offset = 0
  let told = 0
  for await (const { name, content, changedAt = Date.now() } of sources) {
    if (!isSafeEntryName(name)) throw new Error(`not a name for a ZIP entry: ${JSON.stringify(name)}`)
    if (names.size === names.add(foldEntryName(name)).size) throw new Error(`two ZIP entries of one name: ${name}`)
    const empty = { crc32: 0, packedBytes: 0, bytes: 0 }
    const record = {
      name: Buffer.from(name),
      isDeflated: TEXTS.test(name),
      changedAt: new Date(changedAt),
      offset,
      ...empty,
    }
    const counted = countBytes(content, record, count => {
      told += count
      onProgress?.(told)
    })
    const header = localHeader(record)
    yield header
    for await (const piece of record.isDeflated ? deflated(counted) : counted) {
      record.packedBytes += piece.byteLength
      yield piece
    }
    const descriptor = dataDescriptor(record)
    yield descriptor
    offset += header.byteLength + record.packedBytes + descriptor.byteLength
    directory.push(directoryRecord(record))
  }
  yield* directory
  const directoryBytes = directory.reduce((sum, record) => sum + record.byteLength, 0)
  yield endRecord(directory.length, directoryBytes, offset)
}

/** Passes the bytes of a source on, and notes their number and checksum. */
async function* countBytes(
  content: ZipSource['content'],
  record: ZipRecord,
  onCounted: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of piecesOf(content)) {
    record.crc32 = zlib.crc32(piece, record.crc32)
    record.bytes += piece.byteLength
    yield piece
    onCounted(piece.byteLength)
  }
}

async function* deflated(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const deflate = zlib.createDeflateRaw()
  // The loop throws the same.
  pipeline(Readable.from(pieces, { objectMode: false }), deflate).catch(() => {})
  yield* deflate
}

async function* piecesOf(content: ZipSource['content']): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) {
    yield content
  } else if ('path' in content) {
    try {
      yield* createReadStream(content.path, { highWaterMark: PIECE_BYTES })
    } catch (error) {
      throw diskFailure(error, basename(content.path))
    }
  } else {
    yield* content
  }
}
