import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FADE_SAMPLES, Playout, START_SAMPLES } from '../../../renderer/worklets/playout.ts'

/** A 200 Hz tone, loud enough that a cut in it would click. */
function tone(from: number, count: number): Int16Array {
  return Int16Array.from({ length: count }, (_, i) =>
    Math.round(20_000 * Math.sin((2 * Math.PI * 200 * (from + i)) / 24_000)),
  )
}

function render(playout: Playout, samples: number): number[] {
  const block = new Float32Array(samples)
  playout.render(block)
  return Array.from(block, sample => sample * 32_768)
}

function largestStep(samples: readonly number[]): number {
  return Math.max(...samples.slice(1).map((sample, i) => Math.abs(sample - (samples[i] ?? 0))))
}

function begun(): Playout {
  const playout = new Playout()
  playout.begin()
  return playout
}

describe('playing out a reply', () => {
  test('waits for 120 ms of it', () => {
    const playout = begun()
    playout.push(new Int16Array(START_SAMPLES - 1).fill(1))
    const before = render(playout, 128)
    playout.push(Int16Array.of(1))
    expect([before, render(playout, 128)]).toEqual([Array(128).fill(0), Array(128).fill(1)])
  })

  test('starts at once when it has ended already, and fades neither in nor out', () => {
    const playout = begun()
    playout.push(Int16Array.of(1000, -2000, 3000))
    playout.end()
    expect([render(playout, 5), playout.played, playout.isIdle]).toEqual([[1000, -2000, 3000, 0, 0], 3, true])
  })

  test('is over at once when it ended without a sample', () => {
    const playout = begun()
    playout.end()
    expect([render(playout, 2), playout.played, playout.isIdle]).toEqual([[0, 0], 0, true])
  })

  test('plays every sample once, in order and unchanged, however it arrives and whatever gaps that leaves', () => {
    const step = fc.oneof(fc.int16Array({ maxLength: 4000 }), fc.nat({ max: 5000 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const playout = begun()
        const pushed: number[] = []
        const played: number[] = []
        // One sample at a time, so that the position tells which of them belong to the reply.
        const advance = () => {
          const before = playout.played
          const [sample] = render(playout, 1)
          if (playout.played > before) played.push(sample ?? 0)
        }
        for (const each of steps) {
          if (typeof each === 'number') for (let i = 0; i < each; i++) advance()
          else {
            playout.push(each)
            pushed.push(...each)
          }
        }
        playout.end()
        for (let i = 0; !playout.isIdle && i < pushed.length + 5000; i++) advance()
        expect([playout.isIdle, played]).toEqual([true, pushed])
      }),
      { numRuns: 50 },
    )
  })

  test('renders the same in blocks of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), size => {
        const playout = begun()
        playout.push(tone(0, START_SAMPLES + 500))
        playout.end()
        const heard: number[] = []
        while (!playout.isIdle) heard.push(...render(playout, size))
        expect(heard.slice(0, START_SAMPLES + 500)).toEqual([...tone(0, START_SAMPLES + 500)])
      }),
    )
  })

  test('keeps every sample of ten minutes that come six times as fast as they are played', () => {
    const sampleAt = (n: number) => ((n * 7919) % 65_536) - 32_768
    const total = 600 * 24_000
    const chunk = 960
    const playout = begun()
    const block = new Float32Array(128)
    let [pushed, wrong] = [0, 0]
    for (let time = 0; !playout.isIdle; time += block.length) {
      while (pushed < total && pushed < (time + block.length) * 6) {
        const from = pushed
        playout.push(Int16Array.from({ length: chunk }, (_, i) => sampleAt(from + i)))
        pushed += chunk
        if (pushed === total) playout.end()
      }
      const before = playout.played
      playout.render(block)
      for (let i = 0; i < playout.played - before; i++) if (block[i] !== sampleAt(before + i) / 32_768) wrong++
    }
    expect([playout.played, wrong]).toEqual([total, 0])
  })
})

describe('a reply that runs dry', () => {
  function heardWithGap(): { playout: Playout; heard: number[] } {
    const playout = begun()
    playout.push(tone(0, START_SAMPLES))
    const heard = render(playout, START_SAMPLES + 1000)
    playout.push(tone(START_SAMPLES, 2 * START_SAMPLES))
    heard.push(...render(playout, 2 * START_SAMPLES))
    return { playout, heard }
  }

  test('fades into the gap and out of it in 4 ms, without a click', () => {
    const { heard } = heardWithGap()
    const silentFrom = START_SAMPLES + FADE_SAMPLES
    expect(heard.slice(silentFrom, START_SAMPLES + 1000).every(sample => sample === 0)).toBe(true)
    expect(heard.slice(START_SAMPLES, silentFrom).some(sample => sample !== 0)).toBe(true)
    // The fades mirror the tone, so they step no further than the tone does, plus the fade's own slope.
    expect(largestStep(heard)).toBeLessThan(largestStep([...tone(0, 240)]) + 20_000 / FADE_SAMPLES)
  })

  test('goes on with the next sample after fading in', () => {
    const { heard } = heardWithGap()
    const from = START_SAMPLES + 1000 + FADE_SAMPLES
    expect(heard.slice(from)).toEqual([...tone(START_SAMPLES, heard.length - from)])
  })

  test('needs twice as much before it goes on, and the next reply as much as is said of it', () => {
    const playout = begun()
    playout.push(tone(0, START_SAMPLES))
    render(playout, START_SAMPLES + 1000)
    playout.push(tone(0, 2 * START_SAMPLES - 1))
    render(playout, 1000)
    const inGap = [playout.isPlaying, playout.gaps]
    playout.push(tone(0, 1))
    render(playout, 1000)
    const after = playout.isPlaying
    playout.begin()
    playout.startWith(180)
    playout.push(tone(0, 1.5 * START_SAMPLES - 1))
    render(playout, 1000)
    const tooEarly = playout.isPlaying
    playout.push(tone(0, 1))
    render(playout, 1000)
    expect([inGap, after, tooEarly, playout.isPlaying, playout.gaps]).toEqual([[false, 1], true, false, true, 0])
  })

  test.each([
    [0, 0],
    [60, 1440],
  ])('that may start after %d ms starts %d samples after its first one came, however much has come', (ms, samples) => {
    const playout = begun()
    playout.startWith(ms)
    render(playout, 500)
    playout.push(Int16Array.of(500, 600))
    const heard = render(playout, 128)
    while (heard.length < 1700) heard.push(...render(playout, 128))
    expect(heard.findIndex(sample => sample !== 0)).toBeGreaterThanOrEqual(samples)
    expect(heard.findIndex(sample => sample !== 0)).toBeLessThan(samples + 128)
  })

  test('is not yet dry when a block ends with its last sample', () => {
    const playout = begun()
    playout.push(tone(0, START_SAMPLES))
    render(playout, START_SAMPLES)
    playout.push(tone(START_SAMPLES, 128))
    expect(render(playout, 128)).toEqual([...tone(START_SAMPLES, 128)])
  })
})

describe('a pause of the voice', () => {
  const ms = (count: number) => count * 24

  /** As the audio thread asks for it, in blocks of 128 samples. */
  function renderBlocks(playout: Playout, samples: number): number[] {
    return Array.from({ length: Math.ceil(samples / 128) }, () => render(playout, 128)).flat()
  }

  /** A voice, a pause of 200 ms, and the voice again: `before` and `after` in milliseconds. */
  function spoken(before: number, after: number): Int16Array {
    return Int16Array.of(...tone(0, ms(before)), ...new Int16Array(ms(200)), ...tone(60, ms(after)))
  }

  test('lasts longer while little waits, without a gap, and the voice goes on with its next sample', () => {
    const playout = begun()
    const voice = spoken(200, 1000)
    playout.push(voice.subarray(0, ms(400)))
    const heard = renderBlocks(playout, ms(500))
    const held = [playout.played < ms(290), playout.isPlaying, playout.gaps]
    playout.push(voice.subarray(ms(400)))
    heard.push(...renderBlocks(playout, ms(1000)))
    const whole = [...voice]
    const at = heard.length - (playout.played - ms(400))
    expect([held, heard.slice(0, ms(400))]).toEqual([[true, true, 0], whole.slice(0, ms(400))])
    expect(heard.slice(ms(400), at).every(sample => sample === 0)).toBe(true)
    expect(heard.slice(at)).toEqual(whole.slice(ms(400), playout.played))
    expect(at).toBeGreaterThan(ms(600))
  })

  test('lasts no longer where 300 ms wait, or nothing more will come', () => {
    const voice = spoken(200, 1000)
    for (const isAll of [false, true]) {
      const playout = begun()
      playout.push(isAll ? voice.subarray(0, ms(450)) : voice)
      if (isAll) playout.end()
      expect(renderBlocks(playout, ms(448))).toEqual([...voice.subarray(0, ms(448))])
    }
  })

  test('lasts 300 ms longer at most', () => {
    const playout = begun()
    playout.push(spoken(200, 0))
    renderBlocks(playout, ms(570))
    const held = playout.played
    renderBlocks(playout, ms(60))
    expect([held < ms(290), playout.played > held]).toEqual([true, true])
    renderBlocks(playout, ms(200))
    expect([playout.played, playout.gaps]).toEqual([ms(400), 1])
  })

  test('is none before the voice was heard, nor in a voice that is quiet for less than 80 ms', () => {
    const playout = begun()
    const sound = Int16Array.of(
      ...new Int16Array(ms(200)),
      ...tone(60, ms(40)),
      ...new Int16Array(ms(72)),
      ...tone(60, ms(8)),
    )
    playout.push(sound)
    expect(renderBlocks(playout, ms(320))).toEqual([...sound])
  })

  test('that is lengthened falls silent without a sample of what waits', () => {
    const playout = begun()
    playout.push(Int16Array.of(...spoken(200, 60)))
    renderBlocks(playout, ms(330))
    playout.silence()
    expect([render(playout, 256), playout.isIdle]).toEqual([Array(256).fill(0), true])
  })
})

describe('silencing a reply', () => {
  test('fades within one block and plays nothing after it', () => {
    const playout = begun()
    playout.push(tone(0, 24_000))
    const before = render(playout, START_SAMPLES + 30)
    playout.silence()
    const after = [...render(playout, 128), ...render(playout, 128)]
    expect(after.slice(FADE_SAMPLES).every(sample => sample === 0)).toBe(true)
    expect(largestStep([...before.slice(-1), ...after])).toBeLessThan(
      largestStep([...tone(0, 240)]) + 20_000 / FADE_SAMPLES,
    )
    expect([playout.isIdle, playout.played]).toEqual([true, START_SAMPLES + 30])
  })

  test('drops what still comes for it', () => {
    const playout = begun()
    playout.push(tone(0, 24_000))
    playout.silence()
    playout.push(tone(0, 24_000))
    expect(render(playout, 256)).toEqual(Array(256).fill(0))
  })

  test('that has not begun makes no sound at all', () => {
    const playout = begun()
    playout.push(tone(100, 500))
    playout.silence()
    expect(render(playout, 256)).toEqual(Array(256).fill(0))
  })

  test('lets the next reply start after the fade', () => {
    const playout = begun()
    playout.push(tone(0, 24_000))
    render(playout, 30)
    playout.begin()
    playout.push(tone(500, START_SAMPLES))
    const heard = render(playout, FADE_SAMPLES + 100)
    expect(heard.slice(FADE_SAMPLES)).toEqual([...tone(500, 100)])
    expect(playout.played).toBe(100)
  })
})

test('the peak is that of the samples played since it was last taken', () => {
  const playout = begun()
  playout.push(Int16Array.of(100, -16_384, 8192))
  playout.end()
  render(playout, 2)
  const first = playout.takePeak()
  render(playout, 1)
  expect([first, playout.takePeak(), playout.takePeak()]).toEqual([0.5, 0.25, 0])
})
