import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Resampler } from '../../../renderer/worklets/resampler.ts'

function resample(fromHz: number, toHz: number, pieces: readonly Float32Array[]): number[] {
  const resampler = new Resampler(fromHz, toHz)
  return [...pieces.flatMap(piece => [...resampler.push(piece)]), ...resampler.flush()]
}

function tone(hz: number, rateHz: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => 0.5 * Math.sin((2 * Math.PI * hz * n) / rateHz))
}

/** Loudest sample without the ends, where the tone begins and stops. */
function loudest(samples: readonly number[]): number {
  return Math.max(...samples.slice(200, -200).map(Math.abs))
}

const rates: [fromHz: number, toHz: number][] = [
  [48_000, 24_000],
  [44_100, 24_000],
  [96_000, 24_000],
  [16_000, 24_000],
  [24_000, 48_000],
  [24_000, 44_100],
]

describe('a resampler', () => {
  test.each(rates)('%i Hz to %i Hz keeps a tone, its level and its place in time', (fromHz, toHz) => {
    const heard = resample(fromHz, toHz, [tone(1000, fromHz, fromHz / 10)])
    const wanted = tone(1000, toHz, toHz / 10)
    expect(heard.length).toBe(wanted.length)
    expect(loudest(heard.map((sample, n) => sample - (wanted[n] ?? 0)))).toBeLessThan(0.0005)
  })

  test('makes the same samples however its input was cut', () => {
    const sound = tone(440, 44_100, 3000)
    const whole = resample(44_100, 24_000, [sound])
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3000 }), { maxLength: 12 }), cutAt => {
        const ends = [...cutAt.toSorted((a, b) => a - b), sound.length]
        expect(
          resample(
            44_100,
            24_000,
            ends.map((end, i) => sound.subarray(ends[i - 1] ?? 0, end)),
          ),
        ).toEqual(whole)
      }),
    )
  })

  test.each([13_000, 15_000, 20_000])('a tone of %i Hz does not come back as another below 12 kHz', hz => {
    expect(loudest(resample(48_000, 24_000, [tone(hz, 48_000, 9600)]))).toBeLessThan(0.5 * 10 ** (-70 / 20))
  })

  test('keeps a constant at exactly its level', () => {
    const heard = resample(48_000, 24_000, [new Float32Array(4800).fill(0.25)])
    expect(loudest(heard.map(sample => sample - 0.25))).toBeLessThan(1e-6)
  })

  test('makes something of less than one block', () => {
    expect(resample(48_000, 24_000, [Float32Array.of(0, 0, 0)]).length).toBe(2)
  })
})
