import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { wavHeader } from '../../app/wav.ts'
import { encodeFlac } from '../../main/sound/flac-encoder.ts'
import { encodePcm } from '../../main/sound/mp3-encoder.ts'
import { wavOf } from './endpoint-events.ts'
import { type KnownReply, pcmOf } from './known-reply.ts'

/** A reply's sound as FLAC, which loses nothing. */
export async function flacOf(reply: KnownReply): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-flac-'))
  try {
    const pcm = pcmOf(reply)
    const path = join(folder, 'reply.wav')
    await writeFile(path, Buffer.concat([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm]))
    return await joined(encodeFlac(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A reply's sound as MP3. */
export async function mp3Of(reply: KnownReply): Promise<Buffer> {
  return joined(encodePcm([pcmOf(reply)]))
}

/** A reply's sound in any format there is. What the tests cannot encode, Opus and AAC, holds tones instead, a second of them. */
export async function encodedAs(format: string, reply: KnownReply): Promise<Buffer> {
  switch (format) {
    case 'wav':
      return wavOf(reply)
    case 'mp3':
      return mp3Of(reply)
    case 'flac':
      return flacOf(reply)
    case 'opus':
    case 'aac':
      return readFile(join(import.meta.dirname, '..', 'fixtures', `tones.${format}`))
    default:
      return pcmOf(reply)
  }
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
