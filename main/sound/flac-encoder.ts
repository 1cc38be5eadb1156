import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { BYTES_PER_SAMPLE, pcmToSamples } from '../../app/pcm.ts'
import { encodeFlacFrame, FLAC_BLOCK_SAMPLES } from './flac-frame.ts'
import { openWavSamples, type WavSamples } from './wav-samples.ts'

/** Frames to encode before other work gets its turn: some milliseconds, and 128 KiB of samples. */
const FRAMES_AT_ONCE = 16
const PIECE_BYTES = FRAMES_AT_ONCE * FLAC_BLOCK_SAMPLES * BYTES_PER_SAMPLE

/**
 * Encodes a 16-bit mono WAV file of any rate as FLAC, losslessly, in pieces made when asked for. The file is read twice, because a FLAC
 * file begins with the MD5 of its samples.
 * @throws AppError disk_failed when the file cannot be read, and the signal's reason
 */
export async function* encodeFlac(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const wav = await openWavSamples(path)
  yield streamInfo(wav, await md5Of(wav, signal))
  let number = 0
  for await (const piece of wav.pieces(PIECE_BYTES, signal)) {
    const samples = pcmToSamples(piece)
    const frames: Uint8Array[] = []
    for (let at = 0; at < samples.length; at += FLAC_BLOCK_SAMPLES) {
      frames.push(encodeFlacFrame(samples.subarray(at, at + FLAC_BLOCK_SAMPLES), number++, wav.sampleRateHz))
    }
    yield Buffer.concat(frames)
    await setImmediate()
  }
}

async function md5Of(wav: WavSamples, signal?: AbortSignal): Promise<Buffer> {
  const hash = createHash('md5')
  for await (const piece of wav.pieces(PIECE_BYTES, signal)) hash.update(piece)
  return hash.digest()
}

/** The beginning of a FLAC file with its only metadata block (RFC 9639, 8.1 and 8.2). */
function streamInfo({ sampleRateHz, bytes }: WavSamples, md5: Buffer): Buffer {
  const info = Buffer.alloc(42)
  info.write('fLaC')
  // The last metadata block, of type 0.
  info.writeUInt8(0x80, 4)
  info.writeUIntBE(34, 5, 3)
  info.writeUInt16BE(FLAC_BLOCK_SAMPLES, 8)
  info.writeUInt16BE(FLAC_BLOCK_SAMPLES, 10)
  // Sizes of frames stay 0, unknown. Then 20 bits of rate, 3 of channels − 1, 5 of bits − 1, 36 of samples in all.
  const samples = BigInt(bytes / BYTES_PER_SAMPLE)
  info.writeBigUInt64BE((BigInt(sampleRateHz) << 44n) | (15n << 36n) | samples, 18)
  md5.copy(info, 26)
  return info
}
