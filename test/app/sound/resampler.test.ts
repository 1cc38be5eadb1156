import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Resampler } from '../../../app/sound/resampler.ts'
import { tone } from '../../helpers/wav-files.ts'

/** Everything a resampler makes of pieces of sound. */
function resample(fromHz: number, toHz: number, ...pieces: Float32Array[]): number[] {
  const resampler = new Resampler(fromHz, toHz)
  return [...pieces.flatMap(piece => [...resampler.push(piece)]), ...resampler.finish()]
}

/** A second of a tone of amplitude 0.5. */
function toneAt(hz: number, rateHz: number): Float32Array {
  return Float32Array.from(tone(hz, { sampleRateHz: rateHz }))
}

/** Root mean square in decibels below a tone of amplitude 0.5, without the first and last tenth. */
function levelOf(samples: readonly number[]): number {
  const middle = samples.slice(samples.length / 10, -samples.length / 10)
  const power = middle.reduce((sum, sample) => sum + sample ** 2, 0) / middle.length
  return 10 * Math.log10(power / 0.125)
}

test.for([
  { fromHz: 7999, toHz: 24_000, hz: 3000 },
  { fromHz: 8000, toHz: 24_000, hz: 3000 },
  { fromHz: 11_025, toHz: 24_000, hz: 4000 },
  { fromHz: 16_000, toHz: 24_000, hz: 6000 },
  { fromHz: 22_050, toHz: 24_000, hz: 8000 },
  { fromHz: 44_100, toHz: 24_000, hz: 9500 },
  { fromHz: 47_999, toHz: 24_000, hz: 9500 },
  { fromHz: 48_000, toHz: 24_000, hz: 9500 },
  { fromHz: 96_000, toHz: 24_000, hz: 9500 },
  { fromHz: 192_000, toHz: 24_000, hz: 1000 },
  { fromHz: 383_999, toHz: 24_000, hz: 9500 },
  { fromHz: 24_000, toHz: 44_100, hz: 9500 },
  { fromHz: 24_000, toHz: 48_000, hz: 9500 },
])('$hz Hz at $fromHz Hz is the same tone at $toHz Hz, to one part in a thousand', ({ fromHz, toHz, hz }) => {
  const heard = resample(fromHz, toHz, toneAt(hz, fromHz))
  const ideal = toneAt(hz, toHz)
  expect(heard.length).toBe(toHz)
  expect(levelOf(heard.map((sample, i) => sample - (ideal[i] ?? 0)))).toBeLessThan(-60)
})

test.for([
  { fromHz: 44_100, hz: 12_500 },
  { fromHz: 48_000, hz: 13_000 },
  { fromHz: 48_000, hz: 20_000 },
  { fromHz: 96_000, hz: 15_000 },
  { fromHz: 192_000, hz: 40_000 },
])('a tone of $hz Hz at $fromHz Hz, which 24 kHz cannot hold, does not come back as another', ({ fromHz, hz }) => {
  expect(levelOf(resample(fromHz, 24_000, toneAt(hz, fromHz)))).toBeLessThan(-75)
})

test('it makes no difference how the samples are cut into pieces', () => {
  const sound = toneAt(700, 44_100).subarray(0, 3000)
  const whole = resample(44_100, 24_000, sound)
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3000 }), { maxLength: 12 }), cutAt => {
      const ends = [...cutAt.toSorted((a, b) => a - b), sound.length]
      const pieces = ends.map((end, i) => sound.subarray(ends[i - 1] ?? 0, end))
      expect(resample(44_100, 24_000, ...pieces)).toEqual(whole)
    }),
  )
})

test('a constant keeps its level', () => {
  const heard = resample(48_000, 24_000, new Float32Array(4800).fill(0.25))
  expect(Math.max(...heard.slice(200, -200).map(sample => Math.abs(sample - 0.25)))).toBeLessThan(1e-6)
})

test('the last samples are there', () => {
  const click = new Float32Array(48_000)
  click[47_998] = 0.9
  const heard = resample(48_000, 24_000, click)
  expect([heard.length, Math.abs(heard.at(-1) ?? 0) > 0.25]).toEqual([24_000, true])
})

test('less than one block makes something too', () => {
  expect(resample(48_000, 24_000, Float32Array.of(0, 0, 0)).length).toBe(2)
})

test('no pair of rates makes more than 4096 filters, each of which is kept', () => {
  const made: number[] = []
  const counting = new Proxy(Float32Array, {
    get(target, property) {
      if (property !== 'from') return Reflect.get(target, property)
      return (...parameters: Parameters<typeof Float32Array.from>) => {
        made.push(1)
        return Reflect.apply(target.from, target, parameters)
      }
    },
  })
  vi.stubGlobal('Float32Array', counting)
  resample(7999, 24_000, new Float32Array(9000))
  vi.unstubAllGlobals()
  expect(made.length).toBe(4096)
})
