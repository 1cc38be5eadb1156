import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'
import type { Output, RequestName } from '../../app/contract.ts'
import type { Bridge } from '../../app/wire.ts'
import { root } from '../../build/bundles.ts'
import { findElectron, missingDisplay } from '../../build/electron-runtime.ts'
import { MINI_PAGE } from '../../main/desktop/window/app-url.ts'
import { takeEndpointEnvironment } from '../../main/profiles/environment.ts'
import { fixture } from './app.ts'

/** Why the desktop host cannot be run here, to be shown in the name of what is skipped; null when it can. */
export function desktopMissing(): string | null {
  if (findElectron(process.env) === null) return 'no Electron runtime'
  return missingDisplay(process.platform, process.env, process.getuid?.())
}

/** The built app in its own window. */
export interface RunningDesktop {
  electron: ElectronApplication
  page: Page
  close(): Promise<void>
}

/** A data folder in which setup is done, English is spoken and the microphone closes after each turn, so that its file begins anew. */
export async function desktopDataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-desktop-'))
  await writeFile(join(path, 'settings.json'), JSON.stringify({ setupDone: true, language: 'en', talk: { warmMs: 0 } }))
  // Windows lets nobody remove what a process that is just ending still has open.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 20 }) }
}

/** Command line of the desktop host: its folder, and a microphone that plays a spoken question. */
export function desktopArguments(dataFolder: string): string[] {
  return [
    root,
    `--data=${dataFolder}`,
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${fixture('golden-retriever.wav')}%noloop`,
  ]
}

/**
 * Starts the built desktop host (`npm run build` first) and waits for its window. No endpoint is configured, so the practice
 * partner answers. Chromium's sandbox is on but for root, who cannot have it.
 */
export async function startDesktop(dataFolder: string, ...args: string[]): Promise<RunningDesktop> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  takeEndpointEnvironment(env)
  const launched = await electron.launch({
    executablePath: findElectron(process.env) ?? '',
    args: [...desktopArguments(dataFolder), ...args],
    env,
    chromiumSandbox: process.getuid?.() !== 0,
  })
  const page = await launched.firstWindow()
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  return { electron: launched, page, close: () => launched.close() }
}

/** Asks main something as the window would, over the bridge that the preload gives it. */
export async function askMain<N extends RequestName>(page: Page, name: N, input: object): Promise<Output<N>> {
  const answer = await page.evaluate(
    ([asked, given]) => (window as unknown as { bridge?: Bridge }).bridge?.request(asked, given),
    [name, input] as const,
  )
  if (!answer?.ok) throw new Error(answer?.failure.message ?? 'There is no bridge')
  return answer.value as Output<N>
}

/** Waits until the page of the mini window is there. */
export async function miniPage({ electron }: RunningDesktop): Promise<Page> {
  const isMini = (page: Page) => page.url() === MINI_PAGE
  return electron.windows().find(isMini) ?? electron.waitForEvent('window', isMini)
}
