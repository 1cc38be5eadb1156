import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { samplesToPcm } from '../../app/pcm.ts'
import { wavHeader } from '../../app/wav.ts'
import { RecorderBrowser, systemDefault } from '../helpers/recorder-page.ts'
import { correlate } from '../helpers/sound.ts'

/** What the microphone plays: noise, so that every moment is different. */
const hiss = lowPassed(Array.from({ length: 5 * 24_000 }, () => Math.random() * 60_000 - 30_000))

let recorders: RecorderBrowser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-hiss-'))
  const path = join(folder, 'hiss.wav')
  const pcm = samplesToPcm(hiss)
  await writeFile(path, Buffer.concat([wavHeader(pcm.byteLength, 24_000), pcm]))
  recorders = await RecorderBrowser.start(path)
})

afterEach(() => recorders.closePages())

afterAll(async () => {
  await recorders.close()
  await rm(folder, { recursive: true })
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

/** Takes away what a microphone at another rate could not carry. */
function lowPassed(samples: readonly number[]): Int16Array {
  return Int16Array.from(samples, (sample, n) => (sample + (samples[n - 1] ?? 0) + (samples[n - 2] ?? 0)) / 3)
}

// A machine that is busy with something else for 100 ms makes Chromium drop microphone samples: then once more.
describe('sample by sample', { retry: 2 }, () => {
  test('no sample of four seconds is missing or comes twice', async () => {
    const recorder = await recorders.open()
    await recorder.record('a', 4000)
    const { samples } = await recorder.finish('a')
    expect(placesOfHiss(samples).size).toBe(1)
  })

  test('two turns that follow each other at once share no sample, and none is lost between them', async () => {
    const recorder = await recorders.open()
    await recorder.record('a', 1500)
    await recorder.page.evaluate(choice => {
      const { recorder } = soundPage.recording
      void recorder.close('a')
      void recorder.open('b', choice)
      recorder.keep('b')
    }, systemDefault)
    await recorder.captured('b', 1500)
    const { samples } = await recorder.finish('b')
    const first = await recorder.page.evaluate(() => soundPage.recording.batches.a ?? [])
    expect(first.length).toBeGreaterThanOrEqual(1500 * 24)
    expect(placesOfHiss([...first, ...samples]).size).toBe(1)
  })

  test('a recording is 24 kHz where only the rate of the device can be had', async () => {
    const recorder = await recorders.open(() => {
      const Native = AudioContext
      globalThis.AudioContext = class extends Native {
        constructor(options: AudioContextOptions = {}) {
          if (options.sampleRate) throw new DOMException('', 'NotSupportedError')
          super(options)
        }
      }
    })
    await recorder.record('a', 1500)
    const { samples } = await recorder.finish('a')
    expect(correlate(hiss.subarray(6000, 18_000), Int16Array.from(samples)).likeness).toBeGreaterThan(0.9)
  })

  test('a recording begins again at the rate of the device where a context refuses the microphone at another', async () => {
    const recorder = await recorders.open(() => {
      const create = AudioContext.prototype.createMediaStreamSource
      AudioContext.prototype.createMediaStreamSource = function (stream) {
        if (this.sampleRate === 24_000) throw new DOMException('', 'NotSupportedError')
        return create.call(this, stream)
      }
    })
    await recorder.record('a', 1500)
    const { samples } = await recorder.finish('a')
    expect(correlate(hiss.subarray(6000, 18_000), Int16Array.from(samples)).likeness).toBeGreaterThan(0.9)
  })

  test('a recording goes on at the rate of the device where a context gives silence at another', async () => {
    const recorder = await recorders.open(() => {
      const create = AudioContext.prototype.createMediaStreamSource
      AudioContext.prototype.createMediaStreamSource = function (stream) {
        const heard = stream.clone()
        for (const track of heard.getTracks()) track.enabled = this.sampleRate !== 24_000
        return create.call(this, heard)
      }
    })
    await recorder.record('a', 800)
    await recorder.page.waitForFunction(() => soundPage.recording.ready.length > 0)
    const heard = await recorder.page.evaluate(() => soundPage.recording.batches.a?.length ?? 0)
    await recorder.captured('a', heard / 24 + 2500)
    const { samples, durationMs } = await recorder.finish('a')
    const sounding = samples.slice(samples.findIndex(sample => sample !== 0))
    const { likeness } = correlate(hiss.subarray(60_000, 72_000), Int16Array.from(sounding))
    expect(durationMs).toBeCloseTo(samples.length / 24)
    expect(samples.slice(0, 800 * 24).every(sample => sample === 0)).toBe(true)
    expect(likeness).toBeGreaterThan(0.9)
  })

  test('a recording is made at the rate of the device where a context does not come to run at another', async () => {
    const recorder = await recorders.open(() => {
      const resume = AudioContext.prototype.resume
      AudioContext.prototype.resume = function () {
        return this.sampleRate === 24_000 ? new Promise(() => undefined) : resume.call(this)
      }
    })
    await recorder.record('a', 1500)
    const { samples } = await recorder.finish('a')
    expect(correlate(hiss.subarray(36_000, 48_000), Int16Array.from(samples)).likeness).toBeGreaterThan(0.9)
  })
})
