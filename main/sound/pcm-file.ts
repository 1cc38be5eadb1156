import { BYTES_PER_SAMPLE, PCM_BYTES_PER_SECOND, pcmToSamples, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { piecesOfFile, soundUnreadable } from './file-pieces.ts'
import { decodeMp3, MP3_PIECE_BYTES } from './mp3-decoder.ts'
import { pcmFrom } from './pcm-conversion.ts'
import { openWavSamples } from './wav-samples.ts'

/** Sounds that are kept as they came, because nothing decodes them: they give no pcm. */
const isUndecoded = (path: string) => /\.(aac|flac|opus|bin)$/.test(path)

/**
 * Reads a sound file that Parley keeps, 16-bit mono WAV or MP3, as pcm in pieces of a few seconds at most, each made when it is
 * asked for; of one that is kept because nothing decodes it, none.
 * @throws AppError disk_failed when it cannot be read or is no such sound, and the signal's reason
 */
export async function* readPcm(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  if (isUndecoded(path)) return
  if (path.endsWith('.mp3')) {
    yield* pcmOfMp3(path, signal)
    return
  }
  const wav = await openWavSamples(path)
  const pieces = wav.pieces(PCM_BYTES_PER_SECOND, signal)
  if (wav.sampleRateHz === SAMPLE_RATE_HZ) {
    yield* pieces
    return
  }
  const conversion = pcmFrom(wav.sampleRateHz)
  for await (const piece of pieces) {
    yield conversion.push(Float32Array.from(pcmToSamples(piece), sample => sample / 32_768))
  }
  yield conversion.finish()
}

/** How many bytes `readPcm` gives in all. A WAV file's header tells; an MP3 has to be decoded. */
export async function countPcm(path: string, signal?: AbortSignal): Promise<number> {
  let bytes = 0
  if (isUndecoded(path)) return bytes
  if (path.endsWith('.mp3')) {
    for await (const piece of pcmOfMp3(path, signal)) bytes += piece.byteLength
    return bytes
  }
  const wav = await openWavSamples(path)
  return Math.ceil(((wav.bytes / BYTES_PER_SAMPLE) * SAMPLE_RATE_HZ) / wav.sampleRateHz) * BYTES_PER_SAMPLE
}

async function* pcmOfMp3(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  let isEmpty = true
  for await (const piece of decodeMp3(piecesOfFile(path, MP3_PIECE_BYTES), signal)) {
    isEmpty = false
    yield piece
  }
  if (isEmpty) throw soundUnreadable(path, null)
}
