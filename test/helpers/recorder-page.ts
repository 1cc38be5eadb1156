import type { Browser, Page } from '@playwright/test'
import { launchChromium, microphoneFromFile } from '../../build/chromium.ts'
import type { MicrophoneChoice } from '../../renderer/microphone/microphone-stream.ts'
import type { CapturedSound } from '../../renderer/microphone/turn-sound.ts'
import { serveSoundPage } from './sound-page.ts'

/** The microphone that tests use unless they say otherwise. */
export const systemDefault: MicrophoneChoice = { device: null, noiseSuppression: false }

/** A page of `sound-page/` with a recorder in it, whose events are in `soundPage.recording`. */
export class RecorderPage {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  /** Opens the page and loads the recorder; `prepare` runs in the page before. */
  static async open(browser: Browser, url: string, prepare?: () => void): Promise<RecorderPage> {
    const page = await browser.newPage()
    if (prepare) await page.addInitScript(prepare)
    await page.goto(url)
    await page.evaluate(async () => {
      soundPage.recording = new soundPage.RecorderLog()
      await soundPage.recording.recorder.prepare()
    })
    return new RecorderPage(page)
  }

  /** Opens a turn and keeps it; resolves when that many milliseconds have been captured. */
  async record(turnId: string, ms: number, choice: MicrophoneChoice = systemDefault): Promise<void> {
    await this.page.evaluate(
      async ([turnId, choice]) => {
        await soundPage.recording.recorder.open(turnId, choice)
        soundPage.recording.recorder.keep(turnId)
      },
      [turnId, choice] as const,
    )
    await this.captured(turnId, ms)
  }

  /** Waits until that many milliseconds of a turn have been handed on. */
  async captured(turnId: string, ms: number): Promise<void> {
    await this.page.waitForFunction(
      ([turnId, samples]) => (soundPage.recording.batches[turnId]?.length ?? 0) >= samples,
      [turnId, ms * 24] as const,
    )
  }

  /** Closes a turn and returns all that was handed on of it. */
  async finish(turnId: string): Promise<Omit<CapturedSound, 'samples'> & { samples: number[]; batchSizes: number[] }> {
    const captured = await this.page.evaluate(turnId => soundPage.recording.recorder.close(turnId), turnId)
    await this.captured(turnId, captured.samples / 24)
    return this.page.evaluate(
      ([turnId, captured]) => {
        const { batches, batchSizes } = soundPage.recording
        return { ...captured, samples: batches[turnId] ?? [], batchSizes: batchSizes[turnId] ?? [] }
      },
      [turnId, captured] as const,
    )
  }

  /** Lets go of the microphone at once after each turn. */
  async keepCold(): Promise<void> {
    await this.page.evaluate(() => soundPage.recording.recorder.warmFor(0))
  }
}

/** A Chromium whose microphone plays a file, from the beginning each time it is opened, and the page it can load. */
export class RecorderBrowser {
  /** Where the page is, for another Chromium. */
  readonly url: string
  readonly #browser: Browser
  readonly #closeServer: () => Promise<void>

  private constructor(browser: Browser, served: Awaited<ReturnType<typeof serveSoundPage>>) {
    this.#browser = browser
    this.url = served.url
    this.#closeServer = served.close
  }

  static async start(microphone: string): Promise<RecorderBrowser> {
    const served = await serveSoundPage()
    return new RecorderBrowser(await launchChromium(microphoneFromFile(microphone)), served)
  }

  /** Opens a page as `RecorderPage.open` does. */
  open(prepare?: () => void): Promise<RecorderPage> {
    return RecorderPage.open(this.#browser, this.url, prepare)
  }

  /** Closes every page, so that the next one begins afresh. */
  async closePages(): Promise<void> {
    await Promise.all(this.#browser.contexts().map(context => context.close()))
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#closeServer()
  }
}
