import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ, samplesToPcm } from '../../../app/pcm.ts'
import { Peaks } from '../../../app/sound/peaks.ts'
import { afterSilence, findSilences } from '../../../renderer/speaker/silences.ts'

const LOUD = 8000
/** −46 dBFS, which is quiet. */
const QUIET = 164

/** The silences of a sound made of stretches, each of a loudness and a length in milliseconds. */
function silencesOf(...stretches: [loudness: number, ms: number][]) {
  const pieces = stretches.map(([loudness, ms]) => new Int16Array((ms * SAMPLE_RATE_HZ) / 1000).fill(loudness))
  const samples = Int16Array.from(pieces.flatMap(piece => [...piece]))
  const peaks = new Peaks()
  peaks.add(samplesToPcm(samples))
  return findSilences(peaks.values(), peaks.durationMs())
}

/** Peaks are up to this long in a sound of a few seconds. */
const SPAN_MS = 43

describe('silences', () => {
  test('lie between speech, with a margin on both sides', () => {
    const [silence, ...others] = silencesOf([LOUD, 1000], [QUIET, 2000], [LOUD, 1000])
    expect(others).toEqual([])
    expect(silence?.fromMs).toBeGreaterThanOrEqual(1150)
    expect(silence?.fromMs).toBeLessThanOrEqual(1150 + SPAN_MS)
    expect(silence?.toMs).toBeLessThanOrEqual(2850)
    expect(silence?.toMs).toBeGreaterThanOrEqual(2850 - SPAN_MS)
  })

  test('at the ends reach to the ends', () => {
    const [first, last] = silencesOf([0, 2000], [LOUD, 500], [0, 1500])
    expect([first?.fromMs, last?.toMs]).toEqual([0, 4000])
  })

  test('are none where a pause is short, where something is just not quiet, and in a sound that is quiet all through', () => {
    const found = [silencesOf([LOUD, 500], [0, 550], [LOUD, 500]), silencesOf([LOUD, 500], [260, 2000], [LOUD, 500])]
    expect([...found, silencesOf([0, 3000]), findSilences([], 0)]).toEqual([[], [], [], []])
  })

  test('never touch what is said, nor 150 ms around it, whatever is said', () => {
    const stretch = fc.tuple(fc.constantFrom(0, LOUD), fc.integer({ min: 10, max: 3000 }))
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 8 }), stretches => {
        const silences = silencesOf(...stretches)
        let at = 0
        for (const [loudness, ms] of stretches) {
          const [from, to] = [at - 149, at + ms + 149]
          at += ms
          if (loudness === LOUD && silences.some(({ fromMs, toMs }) => fromMs < to && toMs > from)) return false
        }
        return true
      }),
      { numRuns: 60 },
    )
  })
})

test('playing goes on after the silence it is in, and stays where there is none', () => {
  const silences = [
    { fromMs: 0, toMs: 400 },
    { fromMs: 1000, toMs: 2000 },
  ]
  expect([0, 340, 399, 400, 999, 1000, 2000].map(ms => afterSilence(silences, ms))).toEqual([
    ...[400, 400, 399, 400, 999, 2000, 2000],
  ])
})
