import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ReplySound } from '../../app/sound/sound-line.ts'
import { launchChromium } from '../../build/chromium.ts'
import { amplitudeAt } from '../helpers/sound.ts'
import { serveSoundPage } from '../helpers/sound-page.ts'

/** On a busy machine an order takes longer to reach the audio thread now and then. */
const ATTEMPTS = 5

let served: Awaited<ReturnType<typeof serveSoundPage>>
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await serveSoundPage()
  browser = await launchChromium()
})

beforeEach(() => openPage())

afterEach(() => page.close())

afterAll(async () => {
  await browser.close()
  await served.close()
})

async function openPage(prepare?: () => void): Promise<void> {
  page = await browser.newPage()
  if (prepare) await page.addInitScript(prepare)
  await page.goto(served.url)
  await page.evaluate(async () => {
    soundPage.playing = new soundPage.PlayerLog()
    await soundPage.playing.probed
  })
}

/** Sound of which every sample is told from its neighbours, and none is zero. */
function coded(count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, i) => (((from + i) * 7919) % 32_767) + 1 - (i % 2) * 32_768)
}

/** Has a turn heard and gives the player samples of it in pieces of these sizes, which repeat. */
async function play(turnId: string, samples: number[], sizes: number[]): Promise<void> {
  await page.evaluate(([turnId, samples, sizes]) => soundPage.playing.play(turnId, samples, sizes), [
    turnId,
    samples,
    sizes,
  ] as const)
}

/** Gives the player a whole turn, pieces and end. */
async function playWhole(turnId: string, samples: number[], sizes: number[]): Promise<void> {
  await page.evaluate(
    ([turnId, samples, sizes]) => {
      soundPage.playing.play(turnId, samples, sizes)
      soundPage.playing.end(turnId)
    },
    [turnId, samples, sizes] as const,
  )
}

async function ended(turnId: string): Promise<void> {
  await page.waitForFunction(turnId => soundPage.playing.ended.includes(turnId), turnId)
  await silent()
}

/** Waits until nothing leaves the player any more; what the probe heard comes by another way than the player's news. */
async function silent(): Promise<void> {
  const now = await page.evaluate(() => soundPage.playing.player.output.context.currentTime)
  await page.waitForFunction(now => soundPage.playing.isSilentSince(now), now)
}

function heard(): Promise<number[]> {
  return page.evaluate(() => soundPage.playing.heard())
}

/** How sound differs from what it should be, in few words. */
function difference(heard: readonly number[], wanted: readonly number[]) {
  const firstWrong = wanted.findIndex((sample, n) => heard[n] !== sample)
  return { length: heard.length - wanted.length, firstWrong, heard: heard[firstWrong], wanted: wanted[firstWrong] }
}

const none = { length: 0, firstWrong: -1, heard: undefined, wanted: undefined }

/** Waits until so many milliseconds of a turn are known to have been played. */
async function played(turnId: string, ms: number): Promise<void> {
  await page.waitForFunction(
    ([turnId, ms]) => soundPage.playing.positions.some(([id, at]) => id === turnId && at >= ms),
    [turnId, ms] as const,
  )
}

describe('a reply', () => {
  test('leaves the player sample for sample as it came, whatever its pieces', async () => {
    const samples = coded(24_000)
    await playWhole('a', samples, [1, 961, 2400, 7, 128, 4799])
    await ended('a')
    expect(difference(await heard(), samples)).toEqual(none)
  })

  test('that is shorter than the start threshold is played once it has ended', async () => {
    const samples = coded(50)
    await playWhole('a', samples, [50])
    await ended('a')
    expect(difference(await heard(), samples)).toEqual(none)
  })

  test('tells when it sounds, where it is and when it is over, in that order', async () => {
    await page.evaluate(() => {
      const { playing } = soundPage
      const order: string[] = []
      Object.assign(globalThis, { order })
      for (const name of ['sounded', 'positions', 'ended'] as const) {
        const push = playing[name].push.bind(playing[name]) as (...items: unknown[]) => number
        playing[name].push = (...items: unknown[]) => {
          if (order.at(-1) !== name) order.push(name)
          return push(...items)
        }
      }
    })
    await playWhole('a', coded(24_000), [2400])
    await ended('a')
    const {
      order,
      sounded,
      ended: over,
      positions,
    } = await page.evaluate(() => ({
      order: (globalThis as unknown as { order: string[] }).order,
      sounded: soundPage.playing.sounded,
      ended: soundPage.playing.ended,
      positions: soundPage.playing.positions.map(([, ms]) => ms),
    }))
    expect({ order, sounded, over }).toEqual({ order: ['sounded', 'positions', 'ended'], sounded: ['a'], over: ['a'] })
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    expect(positions.at(-1)).toBe(1000)
    expect(positions.length).toBeLessThanOrEqual(15)
  })

  test('neither loses nor delays a sample while the page is blocked for 150 ms of every second', async () => {
    const samples = coded(2.4 * 24_000)
    await page.evaluate(samples => {
      soundPage.playing.playFromWorker('a', samples, 960, 40)
      let seconds = 0
      const blocker = setInterval(() => {
        const until = performance.now() + 150
        while (performance.now() < until);
        if (++seconds === 2) clearInterval(blocker)
      }, 1000)
    }, samples)
    await ended('a')
    const all = await heard()
    // Where a busy machine ran dry there is more than was sent; taking away the bridges must leave what was sent, all of it.
    let at = 0
    for (const sample of all) if (sample === samples[at]) at++
    expect([at, all.length >= samples.length]).toEqual([samples.length, true])
  })

  test('that is there before the page says so is heard from its beginning', async () => {
    const samples = coded(6000)
    await page.evaluate(samples => {
      soundPage.playing.send('a', samples, [960])
      soundPage.playing.end('a')
      soundPage.playing.player.hear('a')
    }, samples)
    await ended('a')
    expect(difference(await heard(), samples)).toEqual(none)
  })

  test('of a minute, pushed six times as fast as it is played, comes out whole', async () => {
    const result = await page.evaluate(async () => {
      const rate = 24_000
      const total = 60 * rate
      const sampleAt = (n: number) => ((n * 7919) % 65_535) - 32_767
      const context = new OfflineAudioContext(1, total + rate, rate)
      await context.audioWorklet.addModule(soundPage.acknowledgingUrl)
      await context.audioWorklet.addModule(soundPage.playbackUrl)
      const processor = new AudioWorkletNode(context, 'parley-playback', { numberOfInputs: 0, outputChannelCount: [1] })
      processor.connect(context.destination)
      let taken = 0
      const waiting: { count: number; resolve: () => void }[] = []
      processor.port.onmessage = ({ data }: MessageEvent<{ kind: string }>) => {
        if (data.kind !== 'taken') return
        taken++
        for (const { count, resolve } of waiting) if (taken >= count) resolve()
      }
      const { port1: line, port2 } = new MessageChannel()
      processor.port.postMessage({ kind: 'line', port: port2 }, [port2])
      processor.port.postMessage({ kind: 'hear', turnId: 'a' })
      let pushed = 0
      let sent = 2
      const send = (sound: ReplySound) => {
        line.postMessage(sound)
        sent++
      }
      // Rendering does not wait for the clock: it goes on when what was sent has come.
      const push = (count: number, pieceSize: number) => {
        for (const until = Math.min(total, pushed + count); pushed < until; ) {
          const from = pushed
          pushed = Math.min(until, from + pieceSize)
          const samples = Int16Array.from({ length: pushed - from }, (_, i) => sampleAt(from + i))
          send({ kind: 'push', turnId: 'a', offset: from * 2, pcm: new Uint8Array(samples.buffer), startMs: 120 })
        }
        if (pushed === total) send({ kind: 'end', turnId: 'a', bytes: total * 2 })
        return new Promise<void>(resolve => waiting.push({ count: sent, resolve }))
      }
      for (let second = 0; second < 10; second++) {
        void context
          .suspend(second)
          .then(() => push(6 * rate, 977))
          .then(() => context.resume())
      }
      const rendered = (await context.startRendering()).getChannelData(0)
      const begin = rendered.findIndex(sample => sample !== 0)
      let wrong = 0
      for (let n = 0; n < total; n++) if (rendered[begin + n] !== sampleAt(n) / 32_768) wrong++
      return { wrong, rest: rendered.subarray(begin + total).findIndex(sample => sample !== 0) }
    })
    expect(result).toEqual({ wrong: 0, rest: -1 })
  })
})

/** Silences a turn that plays; how many milliseconds of it came after that. */
async function soundAfterSilence(turnId: string): Promise<number> {
  await play(turnId, coded(3 * 24_000), [24_000])
  await played(turnId, 500)
  const { silenced, at } = await page.evaluate(() => {
    const { player } = soundPage.playing
    return { silenced: player.silence(), at: player.output.context.currentTime }
  })
  expect(silenced?.turnId).toBe(turnId)
  await silent()
  const lastFrame = await page.evaluate(() => {
    const last = soundPage.playing.blocks.findLast(({ samples }) => samples.some(sample => sample !== 0))
    return (last?.frame ?? Number.NaN) + (last?.samples.findLastIndex(sample => sample !== 0) ?? 0)
  })
  return lastFrame / 24 - at * 1000
}

describe('silencing', () => {
  test('leaves at most 15 ms of sound after it', async () => {
    let afterMs = Number.POSITIVE_INFINITY
    for (let n = 0; n < ATTEMPTS && afterMs > 15; n++) afterMs = await soundAfterSilence(`a${n}`)
    expect(afterMs).toBeLessThanOrEqual(15)
  })

  test('tells how much was heard, to within one callback of what left the player', async () => {
    let apartMs = Number.POSITIVE_INFINITY
    for (let n = 0; n < ATTEMPTS && apartMs >= 30; n++) {
      await page.close()
      await openPage()
      await play('a', coded(3 * 24_000), [24_000])
      await played('a', 300)
      const silenced = await page.evaluate(() => soundPage.playing.player.silence())
      await silent()
      apartMs = Math.abs((await heard()).length / 24 - (silenced?.heardMs ?? 0))
    }
    expect(apartMs).toBeLessThan(30)
  })

  test('nothing that plays says so', async () => {
    expect(await page.evaluate(() => soundPage.playing.player.silence())).toBe(null)
  })

  test('ends the turn: what still comes for it is not heard, and nothing more is told of it', async () => {
    await play('a', coded(24_000), [2400])
    await played('a', 200)
    await page.evaluate(() => soundPage.playing.player.silence())
    const { length } = await page.evaluate(() => soundPage.playing.positions)
    await page.evaluate(samples => {
      soundPage.playing.send('a', samples, [2400])
      soundPage.playing.end('a')
    }, coded(24_000))
    const next = coded(12_000, 5)
    await playWhole('b', next, [2400])
    await ended('b')
    expect(difference((await heard()).slice(-next.length), next)).toEqual(none)
    const told = await page.evaluate(() => soundPage.playing)
    expect({ ended: told.ended, sounded: told.sounded }).toEqual({ ended: ['b'], sounded: ['a', 'b'] })
    expect(told.positions.slice(length).every(([turnId]) => turnId === 'b')).toBe(true)
  })
})

test('sleeps unless somebody listens, and is woken when somebody begins to talk', async () => {
  const state = () => page.evaluate(() => soundPage.playing.player.output.context.state)
  await page.clock.install()
  await expect.poll(state).toBe('suspended')
  await page.evaluate(() => soundPage.playing.player.wake())
  await expect.poll(state).toBe('running')
  await page.clock.fastForward(60_000)
  await expect.poll(state).toBe('suspended')
})

test('whose processor could not be loaded is mute for one turn, which nobody waits for, and tries again', async () => {
  await page.close()
  await openPage(() => {
    const { addModule } = AudioWorklet.prototype
    let isFirst = true
    AudioWorklet.prototype.addModule = function (url, options) {
      const isRefused = isFirst
      isFirst = false
      return isRefused ? Promise.reject(new DOMException('', 'AbortError')) : addModule.call(this, url, options)
    }
  })
  await page.evaluate(() => soundPage.playing.player.hear('mute'))
  await page.waitForFunction(() => soundPage.playing.ended.includes('mute'))
  await playWhole('a', coded(4800), [480])
  await ended('a')
  expect(await heard()).toEqual(coded(4800))
})

test('another turn that is to be heard replaces the one that plays', async () => {
  await play('a', coded(3 * 24_000), [24_000])
  await played('a', 200)
  const next = coded(12_000, 9)
  await playWhole('b', next, [2400])
  await page.evaluate(samples => soundPage.playing.send('a', samples, [2400]), coded(24_000))
  await ended('b')
  expect(difference((await heard()).slice(-next.length), next)).toEqual(none)
  expect(await page.evaluate(() => soundPage.playing.ended)).toEqual(['b'])
})

test('the speaker is the chosen one, found by its name, and the default when it is not there', async () => {
  const withDevices = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
  const other = await withDevices.newPage()
  await other.goto(served.url)
  const sinks = await other.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    for (const track of stream.getTracks()) track.stop()
    const { player } = new soundPage.PlayerLog()
    const context = player.output.context as AudioContext & { sinkId: string }
    const changed = () => new Promise(resolve => context.addEventListener('sinkchange', resolve, { once: true }))
    const chosen = changed()
    player.setSpeaker({ deviceId: 'old', label: 'Fake Audio Output 2' })
    await chosen
    const known = await navigator.mediaDevices.enumerateDevices()
    const label = known.find(({ deviceId }) => deviceId === context.sinkId)?.label
    const back = changed()
    player.setSpeaker({ deviceId: 'old', label: 'Gone' })
    await back
    return [label, context.sinkId]
  })
  await withDevices.close()
  expect(sinks).toEqual(['Fake Audio Output 2', ''])
})

test('where only the rate of the device can be had, a reply keeps its length and its tone', async () => {
  await page.close()
  await openPage(() => {
    const Native = AudioContext
    globalThis.AudioContext = class extends Native {
      constructor(options: AudioContextOptions = {}) {
        if (options.sampleRate === 24_000) throw new DOMException('', 'NotSupportedError')
        super({ ...options, sampleRate: 48_000 })
      }
    }
  })
  const tone = Array.from({ length: 24_000 }, (_, n) =>
    Math.round(16_000 * Math.sin((2 * Math.PI * 1000 * n) / 24_000)),
  )
  await playWhole('a', tone, [2400])
  await ended('a')
  const all = await heard()
  expect(Math.abs(all.length - 48_000)).toBeLessThan(200)
  expect(amplitudeAt(1000, { samples: Int16Array.from(all), sampleRateHz: 48_000 })).toBeGreaterThan(15_500)
})
