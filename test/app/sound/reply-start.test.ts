import { describe, expect, test } from 'vitest'
import { Arrivals, addReply, type Gapped, STARTS_MS, startFor } from '../../../app/sound/reply-start.ts'
import { hearReplies, models } from '../../helpers/jitter-models.ts'

/** What is known after so many replies that all fared alike. */
function taught(count: number, hadGap: boolean[], from: Gapped | null = null): Gapped | null {
  let gapped = from
  for (let i = 0; i < count; i++) gapped = addReply(gapped, hadGap)
  return gapped
}

const all = (value: boolean) => STARTS_MS.map(() => value)
const below = (ms: number) => STARTS_MS.map(start => start < ms)

describe('how much of a reply waits before it starts', () => {
  test('is 120 ms where nothing is known', () => {
    expect(startFor(null)).toBe(120)
  })

  test('becomes nothing where sound is always ahead of its playing, and that takes some replies', () => {
    expect([startFor(taught(10, all(false))), startFor(taught(60, all(false)))]).toEqual([120, 0])
  })

  test('becomes longer with gaps, as far as that helps, and at most 600 ms', () => {
    expect(startFor(taught(3, below(300)))).toBe(300)
    expect(startFor(taught(40, all(true)))).toBe(600)
  })

  test('becomes shorter again after gaps that were an exception', () => {
    const gapped = taught(2, below(240))
    expect([startFor(gapped), startFor(taught(60, below(120), gapped))]).toEqual([240, 120])
  })
})

describe('the arrival of a reply', () => {
  test('tells of every start whether it would have led to a gap', () => {
    const arrivals = new Arrivals()
    // Pieces of 100 ms every 80 ms, and one that comes 150 ms later than that.
    for (const at of [0, 80, 160, 390, 470, 550, 630]) arrivals.add(1000 + at, 100)
    // At the piece that is late, 300 ms have come in 390 ms: to start with the third, after 160 ms, was enough, with the second too early.
    expect(arrivals.hadGap()).toEqual(STARTS_MS.map(start => start < 240))
  })

  test('of all at once leads to no gap, and of nothing tells nothing', () => {
    const arrivals = new Arrivals()
    expect(arrivals.hadGap()).toBe(null)
    arrivals.add(5, 4000)
    expect(arrivals.hadGap()).toEqual(all(false))
  })
})

describe('fifteen hundred replies', () => {
  const REPLIES = 1500
  const cleanOf = (heard: { gaps: number }[]) => heard.filter(({ gaps }) => gaps === 0).length / heard.length
  const meanOf = (heard: { startMs: number }[]) => heard.reduce((sum, { startMs }) => sum + startMs, 0) / heard.length

  // Half of it in B cannot be had as clean: whoever starts before the second piece is late meets stalls unprepared. In D all that helps is to wait.
  test.each([
    ['A', 0.5],
    ['B', 1.3],
    ['C', 0.5],
    ['D', 2],
  ] as const)(
    'of model %s are as clean as with 300 ms, to one in a hundred, and start %d times as late',
    (name, share) => {
      const [learned, fixed] = [hearReplies(models[name], REPLIES), hearReplies(models[name], REPLIES, 300)]
      expect(cleanOf(learned)).toBeGreaterThanOrEqual(cleanOf(fixed) - 0.01)
      expect(meanOf(learned)).toBeLessThanOrEqual(meanOf(fixed) * share)
    },
  )

  test('that come slower than they are played have a tenth of the gaps that no wait would leave', () => {
    const gapsOf = (heard: { gaps: number }[]) => heard.reduce((sum, { gaps }) => sum + gaps, 0)
    expect(gapsOf(hearReplies(models.E, REPLIES))).toBeLessThan(gapsOf(hearReplies(models.E, REPLIES, 0)) / 10)
  })
})
