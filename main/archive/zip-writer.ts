import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { diskFailure } from '../disk-failure.ts'
import { writeStreamedFile } from '../streamed-file.ts'
import { foldEntryName, isSafeEntryName } from './entry-name.ts'

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
 * Writes a ZIP file of sources, one after the other, ZIP64 where it must be. When anything fails there is no half file, and what
 * had the name before still has it.
 * @throws AppError `disk_*`, the signal's reason, and whatever a source throws
 */
export async function writeZip(
  path: string,
  sources: Iterable<ZipSource> | AsyncIterable<ZipSource>,
  { signal, onProgress }: ZipOptions = {},
): Promise<void> {
  const zip = new ZipFile()
  const stop = new AbortController()
  const ended = writeStreamedFile(path, zip.outputStream, AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]))
  // Whoever awaits it last is told; until then a failure must not count as one that nobody heard of.
  ended.catch(() => {})
  try {
    await addAll(zip, sources, { ended, signal, onProgress })
    zip.end()
    await ended
  } catch (error) {
    stop.abort(error)
    await ended.catch(() => {})
    throw signal?.aborted ? signal.reason : error
  }
}

interface Adding {
  ended: Promise<void>
  signal: AbortSignal | undefined
  onProgress: ZipOptions['onProgress'] | undefined
}

/** Adds one source when the one before is in, so that one file is open at a time. */
async function addAll(
  zip: ZipFile,
  sources: Iterable<ZipSource> | AsyncIterable<ZipSource>,
  { ended, signal, onProgress }: Adding,
): Promise<void> {
  const names = new Set<string>()
  let bytes = 0
  for await (const { name, content, changedAt } of sources) {
    if (!isSafeEntryName(name)) throw new Error(`not a name for a ZIP entry: ${JSON.stringify(name)}`)
    if (names.size === names.add(foldEntryName(name)).size) throw new Error(`two ZIP entries of one name: ${name}`)
    const counted = async function* () {
      for await (const piece of piecesOf(content)) {
        signal?.throwIfAborted()
        yield piece
        bytes += piece.byteLength
        onProgress?.(bytes)
      }
    }
    const source = Readable.from(counted(), { objectMode: false })
    zip.addReadStream(source, name, {
      compress: TEXTS.test(name),
      mode: 0o100644,
      ...(changedAt === undefined ? {} : { mtime: new Date(changedAt) }),
    })
    // On a disk that takes no more, a source never ends.
    await Promise.race([finished(source), ended]).finally(() => source.destroy())
  }
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
