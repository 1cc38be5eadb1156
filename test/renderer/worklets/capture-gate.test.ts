import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { BATCH_SAMPLES, CaptureGate, type CaptureNews } from '../../../renderer/worklets/capture-gate.ts'

/** What a turn was given, as 16-bit samples, in order. */
function samplesOf(news: readonly CaptureNews[], turnId: string): number[] {
  return news.flatMap(item => (item.kind === 'batch' && item.turnId === turnId ? [...item.samples] : []))
}

type Step = { kind: 'open' | 'close'; turnId: string } | { kind: 'add'; count: number }

const turnId = fc.constantFrom('a', 'b', 'c')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), turnId }),
  fc.record({ kind: fc.constant('close' as const), turnId }),
  fc.record({ kind: fc.constant('add' as const), count: fc.nat({ max: 700 }) }),
)

describe('the gate between microphone and turns', () => {
  test('gives every sample to the turn that is open when it comes, once and in order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const news: CaptureNews[] = []
        const gate = new CaptureGate(SAMPLE_RATE_HZ, item => news.push(item))
        const wanted: Record<string, number[]> = { a: [], b: [], c: [] }
        let open: string | null = null
        let next = 1
        for (const each of [...steps, ...['a', 'b', 'c'].map(id => ({ kind: 'close' as const, turnId: id }))]) {
          if (each.kind === 'add') {
            const samples = Array.from({ length: each.count }, () => next++ % 32_767)
            gate.add(Float32Array.from(samples, sample => sample / 32_768))
            if (open) wanted[open]?.push(...samples)
            continue
          }
          gate.take(each)
          if (each.kind === 'open') open = each.turnId
          else if (open === each.turnId) open = null
        }
        expect(Object.fromEntries(['a', 'b', 'c'].map(id => [id, samplesOf(news, id)]))).toEqual(wanted)
      }),
    )
  })

  test('hands out 20 ms at a time, then the rest, then says that the turn is closed', () => {
    const news: CaptureNews[] = []
    const gate = new CaptureGate(SAMPLE_RATE_HZ, item => news.push(item))
    gate.take({ kind: 'open', turnId: 'a' })
    gate.add(new Float32Array(BATCH_SAMPLES + 32))
    gate.take({ kind: 'close', turnId: 'a' })
    expect(news).toEqual([
      { kind: 'batch', turnId: 'a', samples: new Int16Array(BATCH_SAMPLES) },
      { kind: 'batch', turnId: 'a', samples: new Int16Array(32) },
      { kind: 'closed', turnId: 'a' },
    ])
  })

  test('answers the close of a turn that was replaced, after its last batch', () => {
    const news: CaptureNews[] = []
    const gate = new CaptureGate(SAMPLE_RATE_HZ, item => news.push(item))
    gate.take({ kind: 'open', turnId: 'a' })
    gate.add(new Float32Array(10))
    gate.take({ kind: 'open', turnId: 'b' })
    gate.take({ kind: 'close', turnId: 'a' })
    expect(news.map(({ kind, turnId }) => [kind, turnId])).toEqual([
      ['batch', 'a'],
      ['closed', 'a'],
    ])
  })

  test('a device at 48 kHz gives half as many samples, to the last one', () => {
    const news: CaptureNews[] = []
    const gate = new CaptureGate(48_000, item => news.push(item))
    gate.take({ kind: 'open', turnId: 'a' })
    for (let block = 0; block < 75; block++) gate.add(new Float32Array(128).fill(0.25))
    gate.take({ kind: 'close', turnId: 'a' })
    const samples = samplesOf(news, 'a')
    expect([samples.length, samples[2400]]).toEqual([4800, 8192])
  })
})
