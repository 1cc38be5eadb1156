import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { samplesToPcm } from '../../app/pcm.ts'
import { wavHeader } from '../../app/wav.ts'
import { launchChromium, microphoneFromFile } from '../../build/chromium.ts'
import { fixture } from '../helpers/app.ts'
import { amplitudeAt, correlate, readWavFile } from '../helpers/sound.ts'
import { serveSoundPage } from '../helpers/sound-page.ts'

const TONES = fixture('first-and-last-100ms-tones.wav')
const systemDefault = { device: null, noiseSuppression: false }

let served: Awaited<ReturnType<typeof serveSoundPage>>
/** Its microphone plays the tones, from the beginning each time it is opened. */
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await serveSoundPage()
  browser = await launchChromium(microphoneFromFile(TONES))
})

afterEach(() => page.close())

afterAll(async () => {
  await browser.close()
  await served.close()
})

/** Opens the page with a recorder in it; `prepare` runs in the page before. */
async function openRecorder(prepare?: () => void, host: Browser = browser): Promise<void> {
  page = await host.newPage()
  if (prepare) await page.addInitScript(prepare)
  await page.goto(served.url)
  await page.evaluate(async () => {
    soundPage.recording = new soundPage.RecorderLog()
    await soundPage.recording.recorder.prepare()
  })
}

/** Opens a turn and keeps it; resolves when that many milliseconds have been captured. */
async function record(turnId: string, ms: number, choice: object = systemDefault): Promise<void> {
  await page.evaluate(
    async ([turnId, choice]) => {
      await soundPage.recording.recorder.open(turnId, choice)
      soundPage.recording.recorder.keep(turnId)
    },
    [turnId, choice as { device: null; noiseSuppression: boolean }] as const,
  )
  await captured(turnId, ms)
}

async function captured(turnId: string, ms: number): Promise<void> {
  await page.waitForFunction(([turnId, samples]) => (soundPage.recording.batches[turnId]?.length ?? 0) >= samples, [
    turnId,
    ms * 24,
  ] as const)
}

async function close(turnId: string) {
  return page.evaluate(async turnId => {
    const { recorder, batches, batchSizes } = soundPage.recording
    const result = await recorder.close(turnId)
    return { ...result, samples: batches[turnId] ?? [], batchSizes: batchSizes[turnId] ?? [] }
  }, turnId)
}

/** The code of the failure with which opening a turn ends. */
async function failureOfOpening(): Promise<string> {
  return page.evaluate(
    choice =>
      soundPage.recording.recorder.open('denied', choice).then(
        () => 'opened',
        (error: { code: string }) => error.code,
      ),
    systemDefault,
  )
}

describe('a recording', () => {
  test('has what the microphone heard, from the first tone to the last', async () => {
    await openRecorder()
    // The first opening of a browser takes longest, and its microphone does not wait.
    await page.evaluate(() => soundPage.recording.recorder.warmFor(0))
    await record('warm-up', 20)
    await close('warm-up')
    await record('a', 2200)
    const { samples, missingMs } = await close('a')
    const input = readWavFile(TONES)
    const heard = { samples: Int16Array.from(samples), sampleRateHz: 24_000 }
    const { likeness, lag } = correlate(input.samples, heard.samples)
    const startMs = lag / 24
    expect(missingMs).toBe(0)
    expect(likeness).toBeGreaterThan(0.9)
    expect(amplitudeAt(1000, heard, startMs + 60, startMs + 95)).toBeGreaterThan(15_000)
    expect(amplitudeAt(2000, heard, startMs + 1905, startMs + 1995)).toBeGreaterThan(15_000)
  })

  test('comes in batches of 20 ms, and its last partial one when it is closed', async () => {
    await openRecorder()
    await record('a', 300)
    const { samples, batchSizes, durationMs } = await close('a')
    const whole = batchSizes.slice(0, -1)
    expect(new Set(whole)).toEqual(new Set([480]))
    expect(batchSizes.at(-1)).toBeLessThanOrEqual(480)
    expect(durationMs).toBeCloseTo(samples.length / 24)
  })

  test('begins with the samples from before it was kept', async () => {
    await openRecorder()
    await page.evaluate(choice => soundPage.recording.recorder.open('a', choice), systemDefault)
    await page.waitForFunction(() => soundPage.recording.ready.length > 0)
    const early = await page.evaluate(() => {
      const { recorder, batches } = soundPage.recording
      const before = batches.a?.length ?? 0
      recorder.keep('a')
      return { before, after: batches.a?.length ?? 0 }
    })
    expect(early.before).toBe(0)
    expect(early.after).toBeGreaterThanOrEqual(480)
  })

  test('that is forgotten is never handed on', async () => {
    await openRecorder()
    await page.evaluate(choice => soundPage.recording.recorder.open('a', choice), systemDefault)
    await page.evaluate(() => soundPage.recording.recorder.forget('a'))
    await record('b', 100)
    expect(await close('a')).toEqual({
      durationMs: 0,
      peakDbfs: Number.NEGATIVE_INFINITY,
      missingMs: 0,
      samples: [],
      batchSizes: [],
    })
  })

  test('is ready with the first sample that is not zero', async () => {
    await openRecorder(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        const [track] = stream.getAudioTracks()
        // A track that is not enabled delivers silence, as many a headset does at first.
        if (track) Object.assign(globalThis, { track: Object.assign(track, { enabled: false }) })
        return stream
      }
    })
    await record('a', 300)
    const before = await page.evaluate(() => [...soundPage.recording.ready])
    await page.evaluate(() => {
      Object.assign((globalThis as unknown as { track: MediaStreamTrack }).track, { enabled: true })
    })
    await page.waitForFunction(() => soundPage.recording.ready.length > 0)
    const { samples } = await close('a')
    expect(before).toEqual([])
    expect(samples.slice(0, 300 * 24).every(sample => sample === 0)).toBe(true)
  })

  test('tells the level of the samples it keeps', async () => {
    await openRecorder()
    await record('a', 400)
    const { samples } = await close('a')
    const [level] = await page.evaluate(() => soundPage.recording.levels)
    const loudest = Math.max(...samples.slice(0, 4 * 480).map(Math.abs))
    expect(level).toBeCloseTo(20 * Math.log10(loudest / 32_768), 5)
  })
})

describe('the microphone', () => {
  test('stays open after a turn for as long as it was told, and is let go of then', async () => {
    await openRecorder()
    await page.evaluate(() => soundPage.recording.recorder.warmFor(300))
    await record('a', 100)
    await close('a')
    const warm = await page.evaluate(() => [...soundPage.recording.microphone])
    await page.waitForFunction(() => soundPage.recording.microphone.length === 2)
    const later = await page.evaluate(() => soundPage.recording.microphone)
    expect([warm, later]).toEqual([[true], [true, false]])
  })

  test('is let go of at once when it shall not stay warm', async () => {
    await openRecorder()
    await page.evaluate(() => soundPage.recording.recorder.warmFor(0))
    await record('a', 100)
    await close('a')
    expect(await page.evaluate(() => soundPage.recording.microphone)).toEqual([true, false])
  })

  test('records again after it was let go of', async () => {
    await openRecorder()
    await page.evaluate(() => soundPage.recording.recorder.warmFor(0))
    await record('a', 100)
    await close('a')
    await record('b', 2200)
    const { samples } = await close('b')
    // Without the 50 ms that may pass before a cold microphone is connected.
    const input = readWavFile(TONES).samples.subarray(50 * 24)
    expect(correlate(input, Int16Array.from(samples)).likeness).toBeGreaterThan(0.9)
  })

  test('is asked once for a turn after another while it is warm', async () => {
    await openRecorder(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      const counted = globalThis as unknown as { asked: number }
      counted.asked = 0
      navigator.mediaDevices.getUserMedia = constraints => {
        counted.asked++
        return ask(constraints)
      }
    })
    await record('a', 100)
    await close('a')
    await record('b', 100)
    expect(await page.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBe(1)
  })

  test('is opened without processing, and with noise suppression only when it is wanted', async () => {
    await openRecorder(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      const seen = globalThis as unknown as { tracks: MediaTrackSettings[] }
      seen.tracks = []
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        seen.tracks.push(...stream.getAudioTracks().map(track => track.getSettings()))
        return stream
      }
    })
    await record('a', 40)
    await close('a')
    await record('b', 40, { device: null, noiseSuppression: true })
    const tracks = await page.evaluate(() => (globalThis as unknown as { tracks: MediaTrackSettings[] }).tracks)
    const processing = tracks.map(track => [track.echoCancellation, track.autoGainControl, track.noiseSuppression])
    expect(processing).toEqual([
      [false, false, false],
      [false, false, true],
    ])
  })

  test('is the chosen one, found again by its name when its id has changed', async () => {
    await openRecorder()
    const chosen = { deviceId: 'of another day', label: 'Fake Audio Input 2' }
    const opened = await page.evaluate(
      device => soundPage.recording.recorder.open('a', { device, noiseSuppression: false }),
      chosen,
    )
    expect(opened).toEqual({ label: 'Fake Audio Input 2', missing: null })
  })

  test('that is not there is replaced by the default, which is said once', async () => {
    await openRecorder()
    const chosen = { deviceId: 'gone', label: 'Gone' }
    const opened = await page.evaluate(async device => {
      const { recorder } = soundPage.recording
      const first = await recorder.open('a', { device, noiseSuppression: false })
      await recorder.close('a')
      return [first, await recorder.open('b', { device, noiseSuppression: false })]
    }, chosen)
    expect(opened).toEqual([
      { label: 'Fake Default Audio Input', missing: chosen },
      { label: 'Fake Default Audio Input', missing: null },
    ])
  })

  test('that is not allowed is told as such, and leaves nothing behind', async () => {
    const denying = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'])
    await openRecorder(undefined, denying)
    const code = await failureOfOpening()
    const { durationMs } = await close('denied')
    const { label, microphone, failures } = await page.evaluate(() => ({
      label: soundPage.recording.recorder.label,
      microphone: soundPage.recording.microphone,
      failures: soundPage.recording.failures,
    }))
    await denying.close()
    expect({ code, durationMs, label, microphone, failures }).toEqual({
      code: 'microphone_denied',
      durationMs: 0,
      label: '',
      microphone: [],
      failures: [],
    })
  })

  test('that does not exist is told as such', async () => {
    const without = await launchChromium(['--disable-audio-input', '--use-fake-ui-for-media-stream'])
    await openRecorder(undefined, without)
    const code = await failureOfOpening()
    await without.close()
    expect(code).toBe('microphone_missing')
  })

  test('that is unplugged ends the turn with what came until then', async () => {
    await openRecorder(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        Object.assign(globalThis, { track: stream.getAudioTracks()[0] })
        return stream
      }
    })
    await record('a', 300)
    const before = await page.evaluate(() => {
      const { track } = globalThis as unknown as { track: MediaStreamTrack }
      track.stop()
      track.dispatchEvent(new Event('ended'))
      return soundPage.recording.batches.a?.length ?? 0
    })
    const { samples } = await close('a')
    const { failures, microphone } = await page.evaluate(() => soundPage.recording)
    expect([failures, microphone]).toEqual([[['a', 'microphone_unplugged']], [true, false]])
    expect(samples.length).toBeGreaterThanOrEqual(before)
  })
})

// A machine that is busy with something else for 100 ms makes Chromium drop microphone samples: then once more.
describe('of a microphone that hisses, so that every moment is different', { retry: 2 }, () => {
  const hiss = lowPassed(Array.from({ length: 5 * 24_000 }, () => Math.random() * 60_000 - 30_000))
  let folder: string
  let hissing: Browser

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-hiss-'))
    const path = join(folder, 'hiss.wav')
    const pcm = samplesToPcm(hiss)
    await writeFile(path, Buffer.concat([wavHeader(pcm.byteLength, 24_000), pcm]))
    hissing = await launchChromium(microphoneFromFile(path))
  })

  afterAll(async () => {
    await hissing.close()
    await rm(folder, { recursive: true })
  })

  test('no sample of four seconds is missing or comes twice', async () => {
    await openRecorder(undefined, hissing)
    await record('a', 4000)
    const { samples } = await close('a')
    expect(placesOfHiss(samples).size).toBe(1)
  })

  test('two turns that follow each other at once share no sample, and none is lost between them', async () => {
    await openRecorder(undefined, hissing)
    await record('a', 1500)
    await page.evaluate(choice => {
      const { recorder } = soundPage.recording
      void recorder.close('a')
      void recorder.open('b', choice)
      recorder.keep('b')
    }, systemDefault)
    await captured('b', 1500)
    const { samples } = await close('b')
    const first = await page.evaluate(() => soundPage.recording.batches.a ?? [])
    expect(first.length).toBeGreaterThanOrEqual(1500 * 24)
    expect(placesOfHiss([...first, ...samples]).size).toBe(1)
  })

  test('a recording is 24 kHz where only the rate of the device can be had', async () => {
    await openRecorder(() => {
      const Native = AudioContext
      globalThis.AudioContext = class extends Native {
        constructor(options: AudioContextOptions = {}) {
          if (options.sampleRate) throw new DOMException('', 'NotSupportedError')
          super(options)
        }
      }
    }, hissing)
    await record('a', 1500)
    const { samples } = await close('a')
    expect(correlate(hiss.subarray(6000, 18_000), Int16Array.from(samples)).likeness).toBeGreaterThan(0.9)
  })

  test('a recording begins again at the rate of the device where a context refuses the microphone at another', async () => {
    await openRecorder(() => {
      const create = AudioContext.prototype.createMediaStreamSource
      AudioContext.prototype.createMediaStreamSource = function (stream) {
        if (this.sampleRate === 24_000) throw new DOMException('', 'NotSupportedError')
        return create.call(this, stream)
      }
    }, hissing)
    await record('a', 1500)
    const { samples } = await close('a')
    expect(correlate(hiss.subarray(6000, 18_000), Int16Array.from(samples)).likeness).toBeGreaterThan(0.9)
  })

  /** Where the file's beginning lies in a recording, by each half second of it: one place, unless samples are amiss. */
  function placesOfHiss(samples: readonly number[]): Set<number> {
    const heard = Int16Array.from(samples)
    const places = new Set<number>()
    for (let at = 6000; at + 24_000 < samples.length; at += 12_000) {
      const { lag, likeness } = correlate(hiss.subarray(at, at + 12_000), heard)
      expect(likeness).toBeGreaterThan(0.9)
      places.add(lag - at)
    }
    return places
  }
})

/** Takes away what a microphone at another rate could not carry. */
function lowPassed(samples: readonly number[]): Int16Array {
  return Int16Array.from(samples, (sample, n) => (sample + (samples[n - 1] ?? 0) + (samples[n - 2] ?? 0)) / 3)
}
