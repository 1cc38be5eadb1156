import { describe, expect, test } from 'vitest'
import { samplesToPcm } from '../../app/pcm.ts'
import { TurnSound } from '../../renderer/turn-sound.ts'

const BATCH = 480

function batch(value: number): Int16Array {
  return new Int16Array(BATCH).fill(value)
}

describe('the sound of a turn', () => {
  test('waits until it is kept, then goes on in order', () => {
    const handed: Uint8Array[] = []
    const sound = new TurnSound(pcm => handed.push(pcm))
    sound.add(batch(1), 20)
    sound.add(batch(2), 40)
    const before = handed.length
    sound.keep()
    sound.add(batch(3), 60)
    expect([before, handed]).toEqual([0, [1, 2, 3].map(value => samplesToPcm(batch(value)))])
  })

  test('is handed on once, even when it is kept twice', () => {
    const handed: Uint8Array[] = []
    const sound = new TurnSound(pcm => handed.push(pcm))
    sound.add(batch(1), 20)
    sound.keep()
    sound.keep()
    expect(handed.length).toBe(1)
  })

  test('tells its length and its loudest sample', () => {
    const sound = new TurnSound(() => undefined)
    sound.add(batch(100), 20)
    sound.add(batch(-16_384), 40)
    sound.end(40)
    const { peakDbfs, ...rest } = sound.captured()
    expect([rest, peakDbfs.toFixed(2)]).toEqual([{ durationMs: 40, beganAt: 0, missingMs: 0 }, '-6.02'])
  })

  test('of which nothing came is empty and silent', () => {
    const sound = new TurnSound(() => undefined)
    sound.end(5000)
    expect(sound.captured()).toEqual({ durationMs: 0, peakDbfs: Number.NEGATIVE_INFINITY, beganAt: null, missingMs: 0 })
  })

  test('sounds with the first sample that is not zero', () => {
    const sound = new TurnSound(() => undefined)
    sound.add(batch(0), 20)
    const before = sound.isSounding
    sound.add(batch(1), 40)
    expect([before, sound.isSounding]).toEqual([false, true])
  })

  test.each([
    { elapsedMs: 1000, missingMs: 0 },
    { elapsedMs: 1100, missingMs: 0 },
    { elapsedMs: 2200, missingMs: 1200 },
  ])('of one second that took $elapsedMs ms misses $missingMs ms', ({ elapsedMs, missingMs }) => {
    const sound = new TurnSound(() => undefined)
    const openedAt = 7000
    for (let i = 1; i <= 50; i++) sound.add(batch(1), openedAt + i * 20)
    sound.end(openedAt + elapsedMs)
    expect(sound.captured().missingMs).toBe(missingMs)
  })
})
