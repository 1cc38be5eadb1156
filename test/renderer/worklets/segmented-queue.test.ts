import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SegmentedQueue } from '../../../renderer/worklets/segmented-queue.ts'

const pieces = fc.array(fc.int16Array({ maxLength: 300 }), { maxLength: 30 })
const sizes = fc.infiniteStream(fc.nat({ max: 400 }))

function readAll(queue: SegmentedQueue, nextSize: () => number): number[] {
  const samples: number[] = []
  while (queue.length > 0) {
    const into = new Float32Array(nextSize())
    samples.push(...into.subarray(0, queue.read(into)))
  }
  return samples
}

describe('a queue of samples', () => {
  test('reads back what was pushed, however it was cut and in whatever pieces it is read', () => {
    fc.assert(
      fc.property(pieces, sizes, (pushed, stream) => {
        const queue = new SegmentedQueue()
        for (const piece of pushed) queue.push(piece)
        const samples = readAll(queue, () => stream.next().value + 1)
        expect(samples.map(sample => sample * 32_768)).toEqual(pushed.flatMap(piece => [...piece]))
      }),
    )
  })

  test('loses and repeats nothing when pushing and reading take turns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.int16Array({ maxLength: 50 }), fc.nat({ max: 60 })), { maxLength: 60 }),
        steps => {
          const queue = new SegmentedQueue()
          const pushed: number[] = []
          const read: number[] = []
          for (const step of steps) {
            if (typeof step === 'number') {
              const into = new Float32Array(step)
              read.push(...into.subarray(0, queue.read(into)))
            } else {
              queue.push(step)
              pushed.push(...step)
            }
            expect(queue.length).toBe(pushed.length - read.length)
          }
          read.push(...readAll(queue, () => 7))
          expect(read.map(sample => sample * 32_768)).toEqual(pushed)
        },
      ),
    )
  })

  test('peeks without taking', () => {
    const queue = new SegmentedQueue()
    queue.push(Int16Array.of(1, 2))
    queue.push(Int16Array.of(3))
    const peeked = new Float32Array(5)
    expect(queue.peek(peeked)).toBe(3)
    expect(readAll(queue, () => 5)).toEqual([...peeked.subarray(0, 3)])
  })

  test('every 16-bit value comes out exactly as x / 32768', () => {
    const queue = new SegmentedQueue()
    const all = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768)
    queue.push(all)
    const read = new Float32Array(65_536)
    queue.read(read)
    expect(read.every((sample, i) => sample === (i - 32_768) / 32_768)).toBe(true)
  })

  test('takes samples that are floats already as they are', () => {
    const queue = new SegmentedQueue()
    queue.push(Float32Array.of(0.5, -0.25))
    expect(readAll(queue, () => 2)).toEqual([0.5, -0.25])
  })

  test('is empty after it was cleared, and takes more', () => {
    const queue = new SegmentedQueue()
    queue.push(Int16Array.of(1, 2, 3))
    queue.read(new Float32Array(1))
    queue.clear()
    queue.push(Int16Array.of(16_384))
    expect(readAll(queue, () => 9)).toEqual([0.5])
  })
})
