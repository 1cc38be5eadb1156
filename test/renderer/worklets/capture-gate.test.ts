import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcmToSamples, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import type { CapturedBatch } from '../../../app/sound/sound-line.ts'
import { BATCH_SAMPLES, CaptureGate, type CaptureNews } from '../../../renderer/worklets/capture-gate.ts'

/** A gate, and what came out of it in order. */
function gateAt(inputRateHz = SAMPLE_RATE_HZ) {
  const out: (CaptureNews | CapturedBatch)[] = []
  const gate = new CaptureGate(inputRateHz, { tell: news => out.push(news), hand: batch => out.push(batch) })
  return {
    gate,
    out,
    /** Which things came out, batches by their length. */
    order: () => out.map(item => ('kind' in item ? item.kind : item.pcm.byteLength / 2)),
    /** What was handed on of a turn, as 16-bit samples, in order. */
    samplesOf: (turnId: string) =>
      out.flatMap(item => ('pcm' in item && item.turnId === turnId ? [...pcmToSamples(item.pcm)] : [])),
  }
}

type Step = { kind: 'open' | 'keep' | 'close'; turnId: string } | { kind: 'add'; count: number }

const turnId = fc.constantFrom('a', 'b', 'c')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('open' as const, 'keep' as const), turnId }),
  fc.record({ kind: fc.constant('close' as const), turnId }),
  fc.record({ kind: fc.constant('add' as const), count: fc.nat({ max: 700 }) }),
)

describe('the gate between microphone and turns', () => {
  test('gives every sample to the turn that is open when it comes, once and in order, if that is kept before it closes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const { gate, samplesOf } = gateAt()
        const wanted: Record<string, number[]> = { a: [], b: [], c: [] }
        const intakes = new Map<string, { samples: number[]; isKept: boolean }>()
        let open: string | null = null
        let next = 1
        for (const each of [...steps, ...['a', 'b', 'c'].map(id => ({ kind: 'close' as const, turnId: id }))]) {
          if (each.kind === 'add') {
            const samples = Array.from({ length: each.count }, () => next++ % 32_767)
            gate.add(Float32Array.from(samples, sample => sample / 32_768))
            if (open) intakes.get(open)?.samples.push(...samples)
            continue
          }
          gate.take(each)
          const intake = intakes.get(each.turnId)
          if (each.kind === 'open') {
            if (intake?.isKept) wanted[each.turnId]?.push(...intake.samples)
            intakes.set(each.turnId, { samples: [], isKept: false })
            open = each.turnId
          } else if (each.kind === 'keep') {
            if (intake) intake.isKept = true
          } else {
            if (intake?.isKept) wanted[each.turnId]?.push(...intake.samples)
            intakes.delete(each.turnId)
            if (open === each.turnId) open = null
          }
        }
        expect(Object.fromEntries(['a', 'b', 'c'].map(id => [id, samplesOf(id)]))).toEqual(wanted)
      }),
    )
  })

  test('hands out 20 ms at a time, then the rest, then says how much there was and that the turn is closed', () => {
    const { gate, out, order } = gateAt()
    gate.take({ kind: 'open', turnId: 'a' })
    gate.take({ kind: 'keep', turnId: 'a' })
    gate.add(new Float32Array(BATCH_SAMPLES + 32))
    gate.take({ kind: 'close', turnId: 'a' })
    expect(order()).toEqual([BATCH_SAMPLES, 32, 'heard', 'closed'])
    expect(out.slice(2)).toEqual([
      { kind: 'heard', turnId: 'a', samples: BATCH_SAMPLES + 32, peak: 0, loudest: [0, 0] },
      { kind: 'closed', turnId: 'a' },
    ])
  })

  test('keeps back what comes before the turn is kept, and drops it when that never happens', () => {
    const { gate, order } = gateAt()
    gate.take({ kind: 'open', turnId: 'a' })
    gate.add(new Float32Array(2 * BATCH_SAMPLES))
    expect(order()).toEqual([])
    gate.take({ kind: 'keep', turnId: 'a' })
    expect(order()).toEqual([BATCH_SAMPLES, BATCH_SAMPLES])
    gate.take({ kind: 'open', turnId: 'b' })
    gate.add(new Float32Array(BATCH_SAMPLES))
    gate.take({ kind: 'close', turnId: 'b' })
    expect(order()).toEqual([BATCH_SAMPLES, BATCH_SAMPLES, 'heard', 'closed'])
  })

  test('tells at once that it sounds, and every 80 ms how loud it was', () => {
    const { gate, out } = gateAt()
    gate.take({ kind: 'open', turnId: 'a' })
    for (const value of [0, 0.25, 0.5, 0, 0, 0, 0, 0.125]) gate.add(new Float32Array(BATCH_SAMPLES).fill(value))
    const told = out.map(item => ('kind' in item && item.kind === 'heard' ? [item.samples, item.peak] : item))
    expect(told).toEqual([{ kind: 'sounding', turnId: 'a' }, [4 * BATCH_SAMPLES, 16_384], [8 * BATCH_SAMPLES, 4096]])
  })

  test('answers the close of a turn that was replaced, after its last batch', () => {
    const { gate, out } = gateAt()
    gate.take({ kind: 'open', turnId: 'a' })
    gate.take({ kind: 'keep', turnId: 'a' })
    gate.add(new Float32Array(10))
    gate.take({ kind: 'open', turnId: 'b' })
    gate.take({ kind: 'close', turnId: 'a' })
    expect(out.map(item => [item.turnId, 'kind' in item ? item.kind : 'batch'])).toEqual([
      ['a', 'batch'],
      ['a', 'heard'],
      ['a', 'closed'],
    ])
  })

  test('a device at 48 kHz gives half as many samples, to the last one', () => {
    const { gate, samplesOf } = gateAt(48_000)
    gate.take({ kind: 'open', turnId: 'a' })
    gate.take({ kind: 'keep', turnId: 'a' })
    for (let block = 0; block < 75; block++) gate.add(new Float32Array(128).fill(0.25))
    gate.take({ kind: 'close', turnId: 'a' })
    const samples = samplesOf('a')
    expect([samples.length, samples[2400]]).toEqual([4800, 8192])
  })
})
