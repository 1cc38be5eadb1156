import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { SettingsChange } from '../../app/settings.ts'
import { microphoneFromFile } from '../../build/chromium.ts'
import { type HostProcess, startHostProcess } from '../../build/host-process.ts'
import { SharedChromium } from './shared-chromium.ts'

/** Looks at the window in one state, which stays as it is meanwhile. */
export type Visit = (state: string, page: Page) => Promise<void>

/** Runs with a host, a part of a Chromium and a window of its own, all of which end with it. */
export async function withWindow(
  options: {
    microphone: string | null
    environment?: Record<string, string>
    settings?: SettingsChange
    /** Fills the data folder before it is opened. */
    prepare?: (dataFolder: string) => void
  },
  use: (page: Page, host: HostProcess) => Promise<void>,
): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'parley-states-'))
  let host: HostProcess | null = null
  let browser: SharedChromium | null = null
  try {
    const settings: SettingsChange = { setupDone: true, talk: { warmMs: 0 }, ...options.settings }
    await writeFile(join(dataFolder, 'settings.json'), JSON.stringify(settings))
    options.prepare?.(dataFolder)
    host = await startHostProcess({ dataFolder, environment: options.environment ?? {} })
    browser = await SharedChromium.open(
      options.microphone === null ? ['--use-fake-ui-for-media-stream'] : microphoneFromFile(options.microphone),
    )
    // Whoever looks may add letters or scripts of their own; that the policy holds is shown elsewhere.
    const page = await browser.newPage({
      ...{ viewport: { width: 960, height: 680 }, reducedMotion: 'reduce', bypassCSP: true },
    })
    await page.goto(host.url)
    await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
    // What is fetched after the window has begun is there too.
    await page.locator('.persona-button').waitFor()
    await use(page, host)
  } finally {
    await browser?.close()
    await host?.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** Where one talks and types. */
export function dock(page: Page): Locator {
  return page.getByRole('region', { name: 'Talk and type' })
}

/** Waits until the status region says this. */
export async function phase(page: Page, word: string): Promise<void> {
  await page.getByRole('status').getByText(word, { exact: true }).waitFor()
}

/** In a narrow window the sidebar has to be asked for. */
export async function showSidebar(page: Page): Promise<void> {
  const open = page.getByRole('button', { name: 'Show conversations' })
  if (await open.isVisible()) await open.click()
}
