import libflac from 'libflacjs'
import type { Heard } from './sound.ts'

/** What libFLAC makes of a FLAC file. */
export interface DecodedFlac {
  heard: Heard
  bits: number
  channels: number
  /** Every complaint it has, also that the MD5 of the samples is not the one in the file. */
  complaints: string[]
}

/** Decodes a mono FLAC file with libFLAC, the reference implementation, which checks the frames and the MD5 of all samples. */
export async function decodeFlac(bytes: Uint8Array): Promise<DecodedFlac> {
  const flac = libflac('asmjs')
  if (!flac.isReady()) await new Promise(resolve => flac.on('ready', resolve))
  const decoder = flac.create_libflac_decoder(true)
  const complaints: string[] = []
  const blocks: Uint8Array[] = []
  let info = { sampleRate: 0, bitsPerSample: 0, channels: 0 }
  let at = 0
  flac.init_decoder_stream(
    decoder,
    count => {
      const buffer = bytes.slice(at, at + count)
      at += buffer.byteLength
      return { buffer, readDataLength: buffer.byteLength, error: false }
    },
    ([block = new Uint8Array(0)]) => blocks.push(block),
    (code, description) => complaints.push(`${code} ${description}`),
    metadata => {
      if (metadata) info = metadata
    },
  )
  if (!flac.FLAC__stream_decoder_process_until_end_of_stream(decoder)) complaints.push('decoding stopped')
  if (!flac.FLAC__stream_decoder_finish(decoder)) complaints.push('the MD5 differs')
  flac.FLAC__stream_decoder_delete(decoder)
  const pcm = Buffer.concat(blocks)
  const samples = Int16Array.from({ length: pcm.byteLength / 2 }, (_, i) => pcm.readInt16LE(i * 2))
  return {
    heard: { samples, sampleRateHz: info.sampleRate },
    bits: info.bitsPerSample,
    channels: info.channels,
    complaints,
  }
}
