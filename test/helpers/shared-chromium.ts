import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { launchChromium } from '../../build/chromium.ts'

/** The running ones, by their switches. They end with the process. */
const running = new Map<string, Promise<Browser>>()

/**
 * One test file's share of a Chromium that all files of its process use in turn, because each start takes most of a second of processor
 * time. The file has contexts of its own; it shares only the switches.
 */
export class SharedChromium {
  readonly #browser: Browser
  readonly #contexts = new Set<BrowserContext>()

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  /** Starts a Chromium with these switches unless one runs. */
  static async open(switches: readonly string[]): Promise<SharedChromium> {
    return new SharedChromium(await (running.get(keyOf(switches)) ?? start(switches)))
  }

  /** A window as of another user, who has never been here. */
  async newContext(options?: BrowserContextOptions): Promise<BrowserContext> {
    const context = await this.#browser.newContext(options)
    this.#contexts.add(context)
    return context
  }

  /** A page in a context of its own, which ends with the page. */
  async newPage(options?: BrowserContextOptions): Promise<Page> {
    const page = await this.#browser.newPage(options)
    this.#contexts.add(page.context())
    return page
  }

  /** Closes every context that was made here. Chromium goes on running. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#contexts, context => context.close()))
    this.#contexts.clear()
  }
}

function start(switches: readonly string[]): Promise<Browser> {
  const starting = launchChromium(switches)
  const forget = () => running.delete(keyOf(switches))
  running.set(keyOf(switches), starting)
  starting.then(browser => browser.once('disconnected', forget), forget)
  return starting
}

function keyOf(switches: readonly string[]): string {
  return switches.join(' ')
}

/** Ends every running Chromium, for a process that would otherwise not end. */
export async function closeSharedChromium(): Promise<void> {
  const browsers = await Promise.all(running.values())
  running.clear()
  await Promise.all(browsers.map(browser => browser.close()))
}
