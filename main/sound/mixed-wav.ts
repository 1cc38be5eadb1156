import { failWith } from '../../app/errors.ts'
import { BYTES_PER_SAMPLE, PCM_BYTES_PER_SECOND, pcmDurationMs, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../app/wav.ts'
import { countPcm, readPcm } from './pcm-file.ts'

/** Between two sounds: as long as people wait before they answer, and a little more. */
const GAP_MS = 400
/** What the 32 bits of a WAV header can say of the samples; 24.8 hours. */
const SAMPLE_BYTES_LIMIT = 0xffff_ffff - WAV_HEADER_BYTES

/** How sounds are joined. */
export interface MixOptions {
  /** Milliseconds of silence between two sounds; 400 when left out. */
  gapMs?: number
  signal?: AbortSignal
}

/** One WAV file of many sounds, not yet written. */
export interface MixedWav {
  /** Size of the whole file. */
  bytes: number
  durationMs: number
  /** Where each sound begins, in their order: what captions need. */
  startsMs: number[]
  /** The file from its header on, which is exact. */
  pieces(): AsyncGenerator<Uint8Array>
}

/**
 * Plans one mono 24 kHz WAV file in which sounds that Parley keeps, WAV or MP3, follow each other with a pause between them. Nothing is in
 * memory but a piece of one of them; an MP3 is decoded twice, as only that tells its length.
 * @param paths in the order in which they are heard
 * @throws AppError export_too_long for more than a WAV file can hold, disk_failed for a sound that cannot be read, and the
 * signal's reason
 */
export async function openMixedWav(
  paths: readonly string[],
  { gapMs = GAP_MS, signal }: MixOptions = {},
): Promise<MixedWav> {
  const gapBytes = Math.round((gapMs / 1000) * SAMPLE_RATE_HZ) * BYTES_PER_SAMPLE
  const starts: number[] = []
  let bytes = 0
  for (const path of paths) {
    if (starts.length > 0) bytes += gapBytes
    starts.push(bytes)
    bytes += await countPcm(path, signal)
    signal?.throwIfAborted()
  }
  if (bytes > SAMPLE_BYTES_LIMIT)
    throw failWith('export_too_long', { hours: hoursOf(bytes), limitHours: hoursOf(SAMPLE_BYTES_LIMIT) })
  return {
    bytes: WAV_HEADER_BYTES + bytes,
    durationMs: pcmDurationMs(bytes),
    startsMs: starts.map(start => pcmDurationMs(start)),
    async *pieces() {
      yield wavHeader(bytes, SAMPLE_RATE_HZ)
      for (const [index, path] of paths.entries()) {
        if (index > 0) yield new Uint8Array(gapBytes)
        yield* readPcm(path, signal)
      }
    },
  }
}

function hoursOf(bytes: number): number {
  return Math.floor((bytes / PCM_BYTES_PER_SECOND / 3600) * 10) / 10
}
