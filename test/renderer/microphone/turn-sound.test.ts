import { describe, expect, test } from 'vitest'
import { TurnSound } from '../../../renderer/microphone/turn-sound.ts'

describe('the sound of a turn', () => {
  test('tells its length and its loudest sample', () => {
    const sound = new TurnSound()
    sound.note(480, 100, 20)
    sound.note(960, 16_384, 40)
    sound.end(40)
    const { peakDbfs, ...rest } = sound.captured()
    expect([rest, peakDbfs.toFixed(2)]).toEqual([{ samples: 960, durationMs: 40, beganAt: 0, missingMs: 0 }, '-6.02'])
  })

  test('counts on when another processor takes over', () => {
    const sound = new TurnSound()
    sound.note(480, 0, 20)
    sound.goOn()
    sound.note(480, 100, 40)
    expect(sound.captured()).toMatchObject({ samples: 960, durationMs: 40, beganAt: 0 })
  })

  test('of which nothing came is empty and silent', () => {
    const sound = new TurnSound()
    sound.end(5000)
    expect(sound.captured()).toEqual({
      samples: 0,
      durationMs: 0,
      peakDbfs: Number.NEGATIVE_INFINITY,
      beganAt: null,
      missingMs: 0,
    })
  })

  test.each([
    { elapsedMs: 1000, missingMs: 0 },
    { elapsedMs: 1100, missingMs: 0 },
    { elapsedMs: 2200, missingMs: 1200 },
  ])('of one second that took $elapsedMs ms misses $missingMs ms', ({ elapsedMs, missingMs }) => {
    const sound = new TurnSound()
    const openedAt = 7000
    for (let i = 1; i <= 50; i++) sound.note(i * 480, 1, openedAt + i * 20)
    sound.end(openedAt + elapsedMs)
    expect(sound.captured().missingMs).toBe(missingMs)
  })

  test('that a busy page notices late misses nothing for that', () => {
    const sound = new TurnSound()
    sound.note(24_000, 1, 9000)
    sound.end(8990)
    expect(sound.captured().missingMs).toBe(0)
  })
})
