import { expect, test } from 'vitest'
import { Resampler } from '../../../main/sound/resampler.ts'
import { tone } from '../../helpers/wav-files.ts'

/** Everything a resampler makes of samples, handed over in blocks of the given lengths, the rest as one. */
function resample(samples: Float64Array, fromHz: number, ...blocks: number[]): Int16Array {
  const resampler = new Resampler(fromHz)
  const input = Float32Array.from(samples)
  const out: number[] = []
  let at = 0
  for (const length of [...blocks, input.length]) {
    out.push(...resampler.push(input.subarray(at, at + length)))
    at += length
  }
  out.push(...resampler.finish())
  return Int16Array.from(out)
}

/** Root mean square in decibels below a full tone of amplitude 0.5, without the first and last tenth of a second. */
function levelOf(samples: ArrayLike<number>): number {
  const middle = Array.from(samples).slice(2400, -2400)
  const power = middle.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / middle.length
  return 10 * Math.log10(power / 0.125)
}

test.for([
  { fromHz: 8000, hz: 3000 },
  { fromHz: 11_025, hz: 4000 },
  { fromHz: 16_000, hz: 6000 },
  { fromHz: 22_050, hz: 8000 },
  { fromHz: 44_100, hz: 9500 },
  { fromHz: 47_999, hz: 9500 },
  { fromHz: 48_000, hz: 9500 },
  { fromHz: 96_000, hz: 9500 },
  { fromHz: 192_000, hz: 1000 },
])('a tone of $hz Hz at $fromHz Hz is the same tone at 24 kHz, to one part in a thousand', ({ fromHz, hz }) => {
  const heard = resample(tone(hz, { sampleRateHz: fromHz }), fromHz)
  const ideal = tone(hz)
  const difference = heard.map((sample, i) => sample - Math.round((ideal[i] ?? 0) * 32_768))
  expect(heard.length).toBe(24_000)
  expect(levelOf(difference)).toBeLessThan(-60)
})

test.for([
  { fromHz: 44_100, hz: 12_500 },
  { fromHz: 48_000, hz: 13_000 },
  { fromHz: 48_000, hz: 20_000 },
  { fromHz: 96_000, hz: 15_000 },
  { fromHz: 192_000, hz: 40_000 },
])('a tone of $hz Hz at $fromHz Hz, which 24 kHz cannot hold, does not come back as another', ({ fromHz, hz }) => {
  expect(levelOf(resample(tone(hz, { sampleRateHz: fromHz }), fromHz))).toBeLessThan(-75)
})

test('it makes no difference how the samples are cut into blocks', () => {
  const samples = tone(700, { sampleRateHz: 44_100 })
  expect(resample(samples, 44_100, 1, 0, 2, 63, 1000, 44)).toEqual(resample(samples, 44_100))
})

test('the last samples are there', () => {
  const click = new Float64Array(48_000)
  click[47_998] = 0.9
  const heard = resample(click, 48_000)
  expect([heard.length, Math.abs(heard.at(-1) ?? 0) > 8000]).toEqual([24_000, true])
})

test('sound that is too loud is clipped and what is no number is silent', () => {
  const loud = resample(new Float64Array(4800).fill(3), 48_000)
  const none = resample(new Float64Array(4800).fill(Number.NaN), 48_000)
  expect([loud[1200], none.every(sample => sample === 0)]).toEqual([32_767, true])
})
