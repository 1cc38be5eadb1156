import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcmToSamples, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { openSoundDecoder } from '../../../main/sound/open-sound-decoder.ts'
import { flacOf } from '../../helpers/encoded-reply.ts'
import { codedSamples, cut, pcmOf } from '../../helpers/known-reply.ts'
import { amplitudeAt } from '../../helpers/sound.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures', name))

/** Tones of 440 Hz, then of 880 Hz from the half of it on, made by ffmpeg 9 (libopus 24 kbit/s, LAME, its own FLAC). */
const sounds = [
  { format: 'opus', file: fixture('tones.opus'), ms: 1000 },
  { format: 'mp3', file: fixture('tones.mp3'), ms: 1000 },
  { format: 'flac', file: fixture('tones-24-bit-stereo.flac'), ms: 400 },
]

async function decode(format: string, pieces: Uint8Array[]): Promise<Buffer> {
  const decoder = openSoundDecoder(format)
  if (!decoder) throw new Error(`nothing decodes ${format}`)
  const pcm: Uint8Array[] = []
  for (const piece of pieces) pcm.push(await decoder.push(piece))
  pcm.push(await decoder.finish())
  decoder.close()
  return Buffer.concat(pcm)
}

describe('a sound of another encoder is decoded to 24 kHz', () => {
  for (const { format, file, ms } of sounds) {
    test(`from ${format}, to its length and its tones`, async () => {
      const samples = pcmToSamples(await decode(format, [file]))
      expect(Math.abs(samples.length - (ms / 1000) * SAMPLE_RATE_HZ)).toBeLessThan(30)
      const heard = { samples, sampleRateHz: SAMPLE_RATE_HZ }
      const [first, second] = [
        [ms * 0.1, ms * 0.4],
        [ms * 0.6, ms * 0.9],
      ] as const
      expect(amplitudeAt(440, heard, ...first)).toBeGreaterThan(10 * amplitudeAt(880, heard, ...first))
      expect(amplitudeAt(880, heard, ...second)).toBeGreaterThan(10 * amplitudeAt(440, heard, ...second))
    })

    test(`from ${format}, the same however it is cut`, async () => {
      const whole = await decode(format, [file])
      for (const sizes of [[7], [1000, 3], [4096]])
        expect((await decode(format, cut(file, sizes))).equals(whole)).toBe(true)
    })

    test(`from ${format}, and damage never throws`, async () => {
      const damage = fc.array(fc.tuple(fc.nat(file.byteLength - 1), fc.nat(255)), { maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(damage, fc.nat(file.byteLength), async (changes, length) => {
          const damaged = Buffer.from(file)
          for (const [at, byte] of changes) damaged[at] = byte
          await decode(format, cut(damaged.subarray(0, length), [3000]))
        }),
        { numRuns: 25 },
      )
    })
  }
})

test('the channels of a FLAC are averaged, and a file of our own comes back to the last sample', async () => {
  const stereo = pcmToSamples(await decode('flac', [fixture('tones-24-bit-stereo.flac')]))
  // Half as loud on the right as on the left, which is half of all there can be.
  expect(amplitudeAt(440, { samples: stereo, sampleRateHz: SAMPLE_RATE_HZ }, 20, 180) / 32_768).toBeCloseTo(0.375, 1)
  const reply = { words: '', samples: codedSamples(20_000) }
  expect((await decode('flac', [await flacOf(reply)])).equals(pcmOf(reply))).toBe(true)
})

test('the length of an Opus stream is the one its last page tells, and a stream that follows another is heard', async () => {
  const file = fixture('tones.opus')
  const once = await decode('opus', [file])
  expect(once.byteLength).toBe(2 * SAMPLE_RATE_HZ)
  expect((await decode('opus', [file, file])).equals(Buffer.concat([once, once]))).toBe(true)
})
