import { describe, expect, test } from 'vitest'
import {
  barCount,
  barHeights,
  barsPath,
  growingBarCount,
  placeAfterKey,
  placeOf,
  WAVEFORM_HEIGHT,
} from '../../../../renderer/components/timeline/waveform-bars.ts'

describe('bars', () => {
  test('are ten a second, never too few to see and never too many to fit', () => {
    expect([0, 1000, 5000, 12_000, 600_000].map(barCount)).toEqual([24, 24, 50, 120, 120])
  })

  test('of a growing sound begin with one and end as those of the kept sound', () => {
    expect([0, 400, 5000, 600_000].map(growingBarCount)).toEqual([1, 4, 50, 120])
  })

  test('each show the loudest of their stretch, and quiet speech is seen', () => {
    expect(barHeights([0, 0, 255, 10, 16, 4], 3)).toEqual([2, WAVEFORM_HEIGHT, 8])
  })

  test('outnumbering the peaks repeat them', () => {
    expect(barHeights([255, 0], 4)).toEqual([WAVEFORM_HEIGHT, WAVEFORM_HEIGHT, 2, 2])
  })

  test('of a sound without peaks are a flat line', () => {
    expect(barHeights([], 3)).toEqual([2, 2, 2])
  })

  test('are drawn side by side around the middle', () => {
    expect(barsPath([32, 2])).toBe('M0 0h2v32h-2zM4 15h2v2h-2z')
  })
})

describe('the place in a sound', () => {
  test('follows the pointer and stays inside', () => {
    expect([100, 150, 300, 20].map(x => placeOf(x, 100, 200, 8000))).toEqual([0, 2000, 8000, 0])
  })

  test('is its beginning while it has no width', () => {
    expect(placeOf(50, 0, 0, 8000)).toBe(0)
  })

  test('moves by keys as a slider does', () => {
    const keys = ['ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End', 'a']
    expect(keys.map(key => placeAfterKey(key, 4000, 10_000))).toEqual([5000, 3000, 9000, 0, 0, 10_000, null])
  })

  test('moves further in a long sound', () => {
    expect(placeAfterKey('ArrowRight', 0, 120_000)).toBe(5000)
  })
})
