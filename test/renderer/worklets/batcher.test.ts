import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Batcher } from '../../../renderer/worklets/batcher.ts'

function batchesOf(size: number, pieces: readonly Float32Array[]): number[][] {
  const batcher = new Batcher(size)
  const batches: number[][] = []
  for (const piece of pieces) batcher.add(piece, batch => batches.push([...batch]))
  const rest = batcher.flush()
  return rest ? [...batches, [...rest]] : batches
}

describe('a batcher', () => {
  test('makes the same batches however the samples were cut', () => {
    const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 2000 })
    const cuts = fc.array(fc.nat({ max: 2000 }), { maxLength: 20 })
    fc.assert(
      fc.property(samples, cuts, (values, cutAt) => {
        const sound = Float32Array.from(values, value => value / 32_768)
        const ends = [...cutAt.toSorted((a, b) => a - b), sound.length]
        const pieces = ends.map((end, i) => sound.subarray(ends[i - 1] ?? 0, end))
        const batches = batchesOf(480, pieces)
        expect(batches.flat()).toEqual(values)
        expect(batches.slice(0, -1).every(batch => batch.length === 480)).toBe(true)
      }),
    )
  })

  test('rounds to the nearest value and clips what is too loud', () => {
    const sound = Float32Array.of(0, 0.6 / 32_768, -0.6 / 32_768, 1, 2, -1, -3)
    expect(batchesOf(100, [sound])).toEqual([[0, 1, -1, 32_767, 32_767, -32_768, -32_768]])
  })

  test('has nothing left to flush after a whole batch', () => {
    expect(batchesOf(2, [Float32Array.of(0.5, 0.5)])).toEqual([[16_384, 16_384]])
  })

  test('hands out batches that it does not touch again', () => {
    const batcher = new Batcher(2)
    const batches: Int16Array[] = []
    batcher.add(Float32Array.of(0.5, 0.5, 0.25, 0.25), batch => batches.push(batch))
    expect(batches).toEqual([Int16Array.of(16_384, 16_384), Int16Array.of(8192, 8192)])
  })
})
