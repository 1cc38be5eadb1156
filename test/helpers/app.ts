import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { SettingsChange } from '../../app/settings.ts'
import { microphoneFromFile } from '../../build/chromium.ts'
import { type HostProcess, startHostProcess } from '../../build/host-process.ts'
import { SharedChromium } from './shared-chromium.ts'

/** Path of a file in `test/fixtures/`. */
export function fixture(name: string): string {
  return join(import.meta.dirname, '..', 'fixtures', name)
}

/** The built app in a browser: a host process of its own, its part of a Chromium whose microphone plays a file, one open window. */
export interface RunningApp {
  host: HostProcess
  browser: SharedChromium
  page: Page
  dataFolder: string
  /** Sound files of the library as absolute paths, sorted. */
  soundFiles(): Promise<string[]>
  close(): Promise<void>
}

/**
 * Starts the built app and opens its window, with setup already done.
 * @param options.microphone what the microphone plays, once from each opening of it
 * @param options.beforeLoad runs before the page loads, for probes
 */
export async function startApp(
  options: {
    microphone?: string
    environment?: Record<string, string>
    settings?: SettingsChange
    dataFolder?: string
    beforeLoad?: (page: Page) => Promise<void>
  } = {},
): Promise<RunningApp> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'parley-end-to-end-')))
  if (!options.dataFolder) {
    // A microphone that is closed after each turn plays its file from the beginning in the next.
    const settings: SettingsChange = {
      setupDone: true,
      ...options.settings,
      talk: { warmMs: 0, ...options.settings?.talk },
    }
    await writeFile(join(dataFolder, 'settings.json'), JSON.stringify(settings))
  }
  const closers: (() => Promise<unknown>)[] = []
  if (!options.dataFolder) closers.unshift(() => rm(dataFolder, { recursive: true, force: true }))
  const close = async () => {
    for (const closer of closers) await closer()
  }
  try {
    const host = await startHostProcess({ dataFolder, environment: options.environment ?? {} })
    closers.unshift(() => host.stop())
    const browser = await SharedChromium.open(microphoneFromFile(fixture(options.microphone ?? 'golden-retriever.wav')))
    closers.unshift(() => browser.close())
    const page = await browser.newPage({ viewport: { width: 960, height: 680 } })
    await options.beforeLoad?.(page)
    await page.goto(host.url)
    await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
    return { host, browser, page, dataFolder, soundFiles: () => soundFilesOf(dataFolder), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Every sound file of a library, finished or not, as absolute paths, sorted. */
export async function soundFilesOf(dataFolder: string): Promise<string[]> {
  const entries = await readdir(join(dataFolder, 'conversations'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  return entries
    .filter(entry => entry.isFile() && /\.(wav|mp3|part)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
