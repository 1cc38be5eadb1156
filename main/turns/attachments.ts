import { setImmediate } from 'node:timers/promises'
import { failWith } from '../../app/errors.ts'
import { ATTACHMENT_BYTES_LIMIT } from '../../app/limits.ts'
import { PCM_BYTES_PER_SECOND, pcmDurationMs, pcmToSamples, peakOf, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { Peaks } from '../../app/sound/peaks.ts'
import { wavHeader } from '../../app/wav.ts'
import { readMp3Duration } from '../sound/mp3.ts'
import { isWav, type OpenSound, openWav } from '../sound/wav-conversion.ts'

/** A file as it is kept and sent. */
export interface ReadAttachment {
  format: 'wav' | 'mp3'
  bytes: Uint8Array
  durationMs: number
  /** Loudness for drawing as `Sound` has it; empty for MP3, which nothing here decodes. */
  peaks: number[]
}

/** The largest sound that is sent: 28 MB as base64, what Azure documents and others accept. 7 minutes of pcm. */
export const SENT_BYTES_LIMIT = 20 * 1024 * 1024
/** Shorter than any word; endpoints refuse it with words about codecs. */
const SHORTEST_MS = 100
/** Loudest sample of a file that is silent: what dithering leaves (−66 dBFS), far below the quietest voice. */
const SILENT_PEAK = 16

/**
 * Reads a file the user attached, by its content and not by its name: WAV of any usual depth, rate and channels becomes
 * 24 kHz mono 16-bit, MP3 stays as it is. Whatever a header promises, no more is read or reserved than the file has.
 * Converting minutes of sound takes seconds: it goes on in steps of some milliseconds, with everything else in between.
 * @param name for sentences only
 * @throws AppError `attachment_*`, and the signal's reason when it was aborted
 */
export async function readAttachment(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<ReadAttachment> {
  if (bytes.byteLength === 0) throw failWith('attachment_empty', { name })
  if (bytes.byteLength > ATTACHMENT_BYTES_LIMIT) throw tooLarge(name, bytes, ATTACHMENT_BYTES_LIMIT)
  return isWav(bytes) ? readWav(name, bytes, signal) : readMp3(name, bytes)
}

async function readWav(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<ReadAttachment> {
  const opened = openWav(bytes)
  if (opened.kind === 'damaged') throw failWith('attachment_damaged', { name })
  if (opened.kind === 'unknown-encoding') throw failWith('attachment_encoding', { name })
  const longestMs = (SENT_BYTES_LIMIT / PCM_BYTES_PER_SECOND) * 1000
  if (opened.durationMs > longestMs) {
    const minutes = (ms: number) => Math.floor(ms / 6000) / 10
    const limitMinutes = minutes(longestMs)
    throw failWith('attachment_too_long', { name, minutes: minutes(opened.durationMs), limitMinutes })
  }
  if (opened.durationMs === 0) throw failWith('attachment_damaged', { name })
  const { pcm, peaks, loudest } = await convert(opened, signal)
  const durationMs = pcmDurationMs(pcm.byteLength)
  checkLength(name, durationMs)
  if (loudest <= SILENT_PEAK) throw failWith('attachment_empty', { name })
  const header = wavHeader(pcm.byteLength, SAMPLE_RATE_HZ)
  return { format: 'wav', bytes: Buffer.concat([header, pcm]), durationMs, peaks: peaks.values() }
}

async function convert(sound: OpenSound, signal?: AbortSignal) {
  const peaks = new Peaks()
  const pieces: Uint8Array[] = []
  let loudest = 0
  for (const piece of sound.pieces()) {
    pieces.push(piece)
    peaks.add(piece)
    loudest = Math.max(loudest, peakOf(pcmToSamples(piece)))
    await setImmediate()
    signal?.throwIfAborted()
  }
  return { pcm: Buffer.concat(pieces), peaks, loudest }
}

function readMp3(name: string, bytes: Uint8Array): ReadAttachment {
  // No more than may be sent is looked through: a larger one is refused whatever comes after.
  const durationMs = readMp3Duration(bytes.subarray(0, SENT_BYTES_LIMIT))
  if (durationMs === null) throw failWith('attachment_unsupported', { name })
  if (bytes.byteLength > SENT_BYTES_LIMIT) throw tooLarge(name, bytes, SENT_BYTES_LIMIT)
  checkLength(name, durationMs)
  return { format: 'mp3', bytes, durationMs, peaks: [] }
}

function checkLength(name: string, durationMs: number): void {
  if (durationMs < SHORTEST_MS) throw failWith('attachment_too_short', { name, ms: Math.round(durationMs) })
}

function tooLarge(name: string, bytes: Uint8Array, limitBytes: number) {
  return failWith('attachment_too_large', { name, bytes: bytes.byteLength, limitBytes })
}
