import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcmToSamples, peakOf, samplesToPcm } from '../../../app/pcm.ts'
import { PEAKS_LIMIT, Peaks } from '../../../app/sound/peaks.ts'

function peaksOf(...pieces: Uint8Array[]): number[] {
  const peaks = new Peaks()
  for (const piece of pieces) peaks.add(piece)
  return peaks.values()
}

describe('peaks', () => {
  test('silence of no length has no values', () => {
    expect(peaksOf()).toEqual([])
  })

  test('each value is the loudest sample of its 256, the last of what is left', () => {
    const samples = new Int16Array(256 * 2 + 10)
    samples[3] = 16_384
    samples[300] = -32_768
    samples[512] = 1285
    expect(peaksOf(samplesToPcm(samples))).toEqual([128, 255, 10])
  })

  test('a second of half loudness after a second of silence is half drawn', () => {
    const values = peaksOf(samplesToPcm(new Int16Array(24_000)), samplesToPcm(new Int16Array(24_000).fill(16_384)))
    expect(values.filter(value => value === 0).length / values.length).toBeCloseTo(0.5, 1)
  })

  test('any length gives at most 240 values, and a long one at least 120', () => {
    const peaks = new Peaks()
    const counts: number[] = []
    const second = samplesToPcm(new Int16Array(24_000).fill(1000))
    for (let i = 0; i < 1800; i++) {
      peaks.add(second)
      counts.push(peaks.values().length)
    }
    expect({ most: Math.max(...counts), fewest: Math.min(...counts.slice(2)) }).toEqual({
      most: expect.toSatisfy((count: number) => count <= PEAKS_LIMIT),
      fewest: expect.toSatisfy((count: number) => count >= PEAKS_LIMIT / 2),
    })
  })

  test('how the sound is cut into pieces makes no difference, half samples included', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.array(fc.nat(5000), { maxLength: 8 }), (pcm, cuts) => {
        const places = [0, ...cuts.filter(cut => cut < pcm.length).sort((a, b) => a - b), pcm.length]
        const pieces = places.slice(1).map((end, i) => pcm.subarray(places[i], end))
        expect(peaksOf(...pieces)).toEqual(peaksOf(pcm))
      }),
    )
  })

  test('the loudest value is the loudest sample, however often values were joined', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 200_000, size: 'max' }), pcm => {
        const loudest = Math.round((peakOf(pcmToSamples(pcm)) / 32_768) * 255)
        expect(Math.max(...peaksOf(pcm))).toBe(loudest)
      }),
      { numRuns: 20 },
    )
  })
})
