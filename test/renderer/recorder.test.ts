import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fixture } from '../helpers/app.ts'
import { RecorderBrowser, systemDefault } from '../helpers/recorder-page.ts'
import { amplitudeAt, correlate, readWavFile } from '../helpers/sound.ts'

const TONES = fixture('first-and-last-100ms-tones.wav')
/** The first opening of a browser takes longest. */
const ATTEMPTS = 5

let recorders: RecorderBrowser

beforeAll(async () => {
  recorders = await RecorderBrowser.start(TONES)
})

afterEach(() => recorders.closePages())

afterAll(() => recorders.close())

describe('a recording', () => {
  test('has what the microphone heard, from the first tone to the last', async () => {
    const recorder = await recorders.open()
    await recorder.keepCold()
    const input = readWavFile(TONES).samples
    // The pretended microphone does not wait until it is listened to: where a busy machine is late, it is opened once more.
    const recordings: { missingMs: number; likeness: number; tones: boolean[] }[] = []
    while (recordings.length < ATTEMPTS && !recordings.at(-1)?.tones.every(isThere => isThere)) {
      const turnId = `a${recordings.length}`
      await recorder.record(turnId, 2200)
      const { samples, missingMs } = await recorder.finish(turnId)
      const heard = { samples: Int16Array.from(samples), sampleRateHz: 24_000 }
      const { likeness, lag } = correlate(input, heard.samples)
      const amplitudes = [
        amplitudeAt(1000, heard, lag / 24 + 60, lag / 24 + 95),
        amplitudeAt(2000, heard, lag / 24 + 1905, lag / 24 + 1995),
      ]
      recordings.push({ missingMs, likeness, tones: amplitudes.map(amplitude => amplitude > 15_000) })
    }
    expect(recordings.at(-1)).toMatchObject({ missingMs: 0, tones: [true, true] })
    expect(recordings.at(-1)?.likeness).toBeGreaterThan(0.9)
  })

  test('comes in batches of 20 ms, and its last partial one when it is closed', async () => {
    const recorder = await recorders.open()
    await recorder.record('a', 300)
    const { samples, batchSizes, durationMs } = await recorder.finish('a')
    const whole = batchSizes.slice(0, -1)
    expect(new Set(whole)).toEqual(new Set([480]))
    expect(batchSizes.at(-1)).toBeLessThanOrEqual(480)
    expect(durationMs).toBeCloseTo(samples.length / 24)
  })

  test('begins with the samples from before it was kept', async () => {
    const recorder = await recorders.open()
    await recorder.page.evaluate(choice => soundPage.recording.recorder.open('a', choice), systemDefault)
    // Told every 80 ms.
    await recorder.page.waitForFunction(() => soundPage.recording.levels.length > 0)
    const before = await recorder.page.evaluate(() => soundPage.recording.batches.a?.length ?? 0)
    const { samples } = await recorder.page.evaluate(() => {
      const { recorder } = soundPage.recording
      recorder.keep('a')
      return recorder.close('a')
    })
    await recorder.captured('a', samples / 24)
    expect(before).toBe(0)
    expect(samples).toBeGreaterThanOrEqual(4 * 480)
  })

  test('that is forgotten is never handed on', async () => {
    const recorder = await recorders.open()
    await recorder.page.evaluate(choice => soundPage.recording.recorder.open('a', choice), systemDefault)
    await recorder.page.evaluate(() => soundPage.recording.recorder.forget('a'))
    await recorder.record('b', 100)
    expect(await recorder.finish('a')).toEqual({
      durationMs: 0,
      peakDbfs: Number.NEGATIVE_INFINITY,
      beganAt: null,
      missingMs: 0,
      samples: [],
      batchSizes: [],
    })
  })

  test('is ready with the first sample that is not zero', async () => {
    const recorder = await recorders.open(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        const [track] = stream.getAudioTracks()
        // A track that is not enabled delivers silence, as many a headset does at first.
        if (track) Object.assign(globalThis, { track: Object.assign(track, { enabled: false }) })
        return stream
      }
    })
    await recorder.record('a', 300)
    const before = await recorder.page.evaluate(() => [...soundPage.recording.ready])
    await recorder.page.evaluate(() => {
      Object.assign((globalThis as unknown as { track: MediaStreamTrack }).track, { enabled: true })
    })
    await recorder.page.waitForFunction(() => soundPage.recording.ready.length > 0)
    const { samples } = await recorder.finish('a')
    expect(before).toEqual([])
    expect(samples.slice(0, 300 * 24).every(sample => sample === 0)).toBe(true)
  })

  test('has a context that sleeps unless somebody records, and is woken by each one', async () => {
    const recorder = await recorders.open(() => {
      const contexts: AudioContext[] = []
      const Own = AudioContext
      class Noted extends Own {
        constructor(options?: AudioContextOptions) {
          super(options)
          contexts.push(this)
        }
      }
      Object.assign(window, { contexts, AudioContext: Noted })
    })
    await recorder.keepCold()
    const states = () =>
      recorder.page.evaluate(() =>
        (window as unknown as { contexts: AudioContext[] }).contexts.map(({ state }) => state),
      )
    expect(await states()).toEqual(['suspended'])
    for (const turnId of ['a', 'b']) {
      await recorder.record(turnId, 100)
      expect(await states()).toEqual(['running'])
      await recorder.finish(turnId)
      await expect.poll(states).toEqual(['suspended'])
    }
  })

  test('tells the level of the samples it keeps', async () => {
    const recorder = await recorders.open()
    await recorder.record('a', 400)
    const { samples } = await recorder.finish('a')
    const [level] = await recorder.page.evaluate(() => soundPage.recording.levels)
    const loudest = Math.max(...samples.slice(0, 4 * 480).map(Math.abs))
    expect(level).toBeCloseTo(20 * Math.log10(loudest / 32_768), 5)
  })
})
