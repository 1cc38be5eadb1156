import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../../../build/chromium.ts'
import { fixture } from '../../helpers/app.ts'
import { RecorderBrowser, RecorderPage, systemDefault } from '../../helpers/recorder-page.ts'
import { amplitudeAt } from '../../helpers/sound.ts'

const TONES = fixture('first-and-last-100ms-tones.wav')

let recorders: RecorderBrowser

beforeAll(async () => {
  recorders = await RecorderBrowser.start(TONES)
})

afterEach(() => recorders.closePages())

afterAll(() => recorders.close())

/** The code of the failure with which opening a turn ends. */
function failureOfOpening({ page }: RecorderPage): Promise<string> {
  return page.evaluate(
    choice =>
      soundPage.recording.recorder.open('denied', choice).then(
        () => 'opened',
        (error: { code: string }) => error.code,
      ),
    systemDefault,
  )
}

describe('the microphone', () => {
  test('stays open after a turn for as long as it was told, and is let go of then', async () => {
    const recorder = await recorders.open()
    await recorder.page.evaluate(() => soundPage.recording.recorder.warmFor(300))
    await recorder.record('a', 100)
    const warm = await recorder.page.evaluate(async () => {
      await soundPage.recording.recorder.close('a')
      return [...soundPage.recording.microphone]
    })
    await recorder.page.waitForFunction(() => soundPage.recording.microphone.length === 2)
    const later = await recorder.page.evaluate(() => soundPage.recording.microphone)
    expect([warm, later]).toEqual([[true], [true, false]])
  })

  test('is let go of at once when it shall not stay warm', async () => {
    const recorder = await recorders.open()
    await recorder.keepCold()
    await recorder.record('a', 100)
    await recorder.finish('a')
    expect(await recorder.page.evaluate(() => soundPage.recording.microphone)).toEqual([true, false])
  })

  test('is let go of at once when it is a Bluetooth headset’s, however long others are kept', async () => {
    const recorder = await recorders.open(() => {
      MediaStreamTrack.prototype.getSettings = () => ({ sampleRate: 16_000 })
    })
    await recorder.page.evaluate(() => soundPage.recording.recorder.warmFor(60_000))
    await recorder.record('a', 100)
    await recorder.finish('a')
    expect(await recorder.page.evaluate(() => soundPage.recording.microphone)).toEqual([true, false])
  })

  test('records again after it was let go of', async () => {
    const recorder = await recorders.open()
    await recorder.keepCold()
    await recorder.record('a', 100)
    await recorder.finish('a')
    await recorder.record('b', 2200)
    const { samples } = await recorder.finish('b')
    // A busy machine takes longer to open a microphone than the tone it begins with: the other one, of 100 ms, is heard in any case.
    expect(amplitudeAt(2000, { samples: Int16Array.from(samples), sampleRateHz: 24_000 })).toBeGreaterThan(400)
  })

  test('is asked once for a turn after another while it is warm', async () => {
    const recorder = await recorders.open(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      const counted = globalThis as unknown as { asked: number }
      counted.asked = 0
      navigator.mediaDevices.getUserMedia = constraints => {
        counted.asked++
        return ask(constraints)
      }
    })
    await recorder.record('a', 100)
    await recorder.finish('a')
    await recorder.record('b', 100)
    expect(await recorder.page.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBe(1)
  })

  test('is opened without processing, and with noise suppression only when it is wanted', async () => {
    const recorder = await recorders.open(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      const seen = globalThis as unknown as { tracks: MediaTrackSettings[] }
      seen.tracks = []
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        seen.tracks.push(...stream.getAudioTracks().map(track => track.getSettings()))
        return stream
      }
    })
    await recorder.record('a', 40)
    await recorder.finish('a')
    await recorder.record('b', 40, { device: null, noiseSuppression: true })
    const tracks = await recorder.page.evaluate(
      () => (globalThis as unknown as { tracks: MediaTrackSettings[] }).tracks,
    )
    const processing = tracks.map(track => [track.echoCancellation, track.autoGainControl, track.noiseSuppression])
    expect(processing).toEqual([
      [false, false, false],
      [false, false, true],
    ])
  })

  test('is the chosen one, found again by its name when its id has changed', async () => {
    const recorder = await recorders.open()
    const chosen = { deviceId: 'of another day', label: 'Fake Audio Input 2' }
    const opened = await recorder.page.evaluate(
      device => soundPage.recording.recorder.open('a', { device, noiseSuppression: false }),
      chosen,
    )
    expect(opened).toEqual({ label: 'Fake Audio Input 2', missing: null })
  })

  test('that is not there is replaced by the default, which is said once', async () => {
    const recorder = await recorders.open()
    const chosen = { deviceId: 'gone', label: 'Gone' }
    const opened = await recorder.page.evaluate(async device => {
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
    const recorder = await RecorderPage.open(denying, recorders.url)
    const code = await failureOfOpening(recorder)
    const { durationMs } = await recorder.finish('denied')
    const { label, microphone, failures } = await recorder.page.evaluate(() => ({
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
    const recorder = await RecorderPage.open(without, recorders.url)
    const code = await failureOfOpening(recorder)
    await without.close()
    expect(code).toBe('microphone_missing')
  })

  test.each([
    [
      'no context takes',
      () => {
        AudioContext.prototype.createMediaStreamSource = () => {
          throw new DOMException('', 'NotSupportedError')
        }
      },
    ],
    [
      'is there by its name, but in use',
      () => {
        const { mediaDevices } = navigator
        const ask = mediaDevices.getUserMedia.bind(mediaDevices)
        const list = mediaDevices.enumerateDevices.bind(mediaDevices)
        let isAllowed = false
        // Names are told once the microphone has been allowed.
        mediaDevices.enumerateDevices = async () => (isAllowed ? list() : [])
        mediaDevices.getUserMedia = async constraints => {
          if (JSON.stringify(constraints).includes('exact')) throw new DOMException('', 'NotReadableError')
          isAllowed = true
          return ask(constraints)
        }
      },
    ],
  ])('that %s is let go of, so that the system shows none in use', async (_, prepare) => {
    const recorder = await recorders.open(prepare)
    const opened = await recorder.page.evaluate(async () => {
      const tracks: MediaStreamTrack[] = []
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        tracks.push(...stream.getTracks())
        return stream
      }
      const device = { deviceId: 'of another day', label: 'Fake Audio Input 2' }
      const code = await soundPage.recording.recorder.open('a', { device, noiseSuppression: false }).then(
        () => 'opened',
        (error: { code: string }) => error.code,
      )
      return { code, tracks: tracks.map(({ readyState }) => readyState) }
    })
    expect(opened).toEqual({ code: 'microphone_busy', tracks: ['ended'] })
  })

  test('that is unplugged while it is being opened is told as such', async () => {
    const recorder = await recorders.open(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        for (const track of stream.getTracks()) track.stop()
        return stream
      }
    })
    expect(await failureOfOpening(recorder)).toBe('microphone_unplugged')
  })

  test('that is unplugged ends the turn with what came until then', async () => {
    const recorder = await recorders.open(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async constraints => {
        const stream = await ask(constraints)
        Object.assign(globalThis, { track: stream.getAudioTracks()[0] })
        return stream
      }
    })
    await recorder.record('a', 300)
    const before = await recorder.page.evaluate(() => {
      const { track } = globalThis as unknown as { track: MediaStreamTrack }
      track.stop()
      track.dispatchEvent(new Event('ended'))
      return soundPage.recording.batches.a?.length ?? 0
    })
    const { samples } = await recorder.finish('a')
    const { failures, microphone } = await recorder.page.evaluate(() => soundPage.recording)
    expect([failures, microphone]).toEqual([[['a', 'microphone_unplugged']], [true, false]])
    expect(samples.length).toBeGreaterThanOrEqual(before)
  })
})
