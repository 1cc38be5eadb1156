import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  PCM_BYTES_PER_SECOND,
  pcmDurationMs,
  pcmToSamples,
  peakOf,
  samplesToPcm,
  toDbfs,
  toSample,
} from '../../app/pcm.ts'

const samples = fc.int16Array({ maxLength: 200 })

test('samples survive the way into bytes and back', () => {
  fc.assert(
    fc.property(samples, samples => {
      expect(pcmToSamples(samplesToPcm(samples))).toEqual(samples)
    }),
  )
})

test('bytes are little-endian', () => {
  expect([...samplesToPcm(Int16Array.of(1, -2, 0x1234))]).toEqual([1, 0, 0xfe, 0xff, 0x34, 0x12])
})

test('bytes are read at any alignment', () => {
  const pcm = Uint8Array.of(99, 1, 0, 0xfe, 0xff).subarray(1)
  expect([...pcmToSamples(pcm)]).toEqual([1, -2])
})

test('an odd last byte is left out', () => {
  expect([...pcmToSamples(Uint8Array.of(1, 0, 7))]).toEqual([1])
})

test('samples are copied, so that the source may be used again', () => {
  const pcm = Uint8Array.of(1, 0)
  const samples = pcmToSamples(pcm)
  pcm[0] = 9
  expect([...samples]).toEqual([1])
})

test('a second of sound is 48,000 bytes', () => {
  expect([PCM_BYTES_PER_SECOND, pcmDurationMs(48_000), pcmDurationMs(960), pcmDurationMs(32_000, 16_000)]).toEqual([
    48_000, 1000, 20, 1000,
  ])
})

test('the peak is the loudest absolute sample, up to the one negative value that has no positive twin', () => {
  expect([peakOf(Int16Array.of(3, -7, 5)), peakOf(Int16Array.of(-32_768, 32_767)), peakOf(new Int16Array(0))]).toEqual([
    7, 32_768, 0,
  ])
})

test('the peak is never below any sample', () => {
  fc.assert(
    fc.property(samples, samples => {
      expect(samples.every(sample => Math.abs(sample) <= peakOf(samples))).toBe(true)
    }),
  )
})

test('loudness is told in dBFS, silence being without bottom', () => {
  const tenth = Math.round(toDbfs(3276.8) * 1e6) / 1e6
  expect([toDbfs(32_768), tenth, toDbfs(0)]).toEqual([0, -20, Number.NEGATIVE_INFINITY])
})

test('what is too loud is clipped and what is no number is silent', () => {
  expect([0, 0.5, -1, 1, 3, -3, Number.NaN].map(toSample)).toEqual([0, 16_384, -32_768, 32_767, 32_767, -32_768, 0])
})
