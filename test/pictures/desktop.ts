import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { miniViewOf } from '../../app/desktop/mini-view.ts'
import { type PresenceState, presenceStates } from '../../app/desktop/presence.ts'
import { trayIconFile, trayStyles } from '../../app/desktop/tray-icon.ts'
import { desktopWords } from '../../app/words/desktop-words.ts'
import { outFolder, root } from '../../build/bundles.ts'
import { launchChromium } from '../../build/chromium.ts'
import { startBrowserHost } from '../../main/browser/host-server.ts'
import { MINI_SIZE } from '../../main/desktop/window/window-place.ts'
import type { DesktopPorts } from '../../main/requests/desktop-requests.ts'
import { openKeptSecrets } from '../../main/secrets/kept-secrets.ts'
import { openMiniPage } from '../helpers/mini-page.ts'

const words: Partial<Record<PresenceState, string>> = {
  speaking: '… patient and gentle, and they like to be where people are. A garden helps, but a long walk does as well.',
}

/** Saves pictures of the tray's icons and of the mini window. Returns how many. */
export async function pictureDesktop(folder: string): Promise<number> {
  const browser = await launchChromium()
  try {
    return (await pictureTray(browser, folder)) + (await pictureMini(browser, folder))
  } finally {
    await browser.close()
  }
}

/** Every icon at its size and larger, in rows: as a template, on a light bar, on a dark one. */
async function pictureTray(browser: Browser, folder: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 660, height: 264 } })
  const image = async (file: string, side: number) => {
    const png = await readFile(join(root, 'build', 'tray', file))
    const style = `width:${side}px;height:${side}px;margin:12px;image-rendering:pixelated`
    return `<img style="${style}" src="data:image/png;base64,${png.toString('base64')}">`
  }
  const rows = trayStyles.map(async style => {
    const files = presenceStates.map(state => trayIconFile(state, style))
    const images = files.flatMap(file => [image(file, 16), image(file.replace('.png', '@2x.png'), 32)])
    return `<div style="height:88px;background:${style === 'dark' ? '#202020' : '#e8e8e8'}">${(await Promise.all(images)).join('')}</div>`
  })
  await page.setContent(`<body style="margin:0">${(await Promise.all(rows)).join('')}`)
  await page.screenshot({ path: join(folder, 'tray-icons.png') })
  await page.close()
  return 1
}

const shown = (state: PresenceState, said = '') =>
  miniViewOf({ state, words: said }, { appearance: 'system', language: 'en', isMovedByPage: true })

async function pictureMini(browser: Browser, folder: string): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), 'parley-mini-'))
  const host = await startBrowserHost({
    ...{ dataFolder: data, host: 'browser', version: '', environment: {}, port: 0 },
    secrets: await openKeptSecrets({ folder: data, sealer: null }),
    rendererFolder: join(outFolder, 'renderer'),
  })
  let count = 0
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { width, height } = MINI_SIZE
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
      const nothing = () => undefined
      const desktop: DesktopPorts = {
        ...{ takePresence: nothing, takeLevel: nothing, showWindow: nothing, command: nothing },
        ...{ openSystemPage: async () => undefined, reveal: nothing, lookForUpdate: nothing, fetchUpdate: nothing },
        ...{ miniView: () => shown('idle'), moveMini: nothing, hideMini: nothing },
      }
      const mini = await openMiniPage(page, host.url, desktop)
      for (const state of presenceStates) {
        await mini.announce('miniChanged', { view: shown(state, words[state] ?? '') })
        await mini.announce('levelChanged', { level: state === 'listening' || state === 'speaking' ? 0.6 : 0 })
        await page.getByRole('status').filter({ hasText: desktopWords.miniStates[state] }).waitFor()
        await page.waitForTimeout(100)
        await page.screenshot({ path: join(folder, `mini-${state}-${colorScheme}.png`) })
        count++
      }
      await page.close()
    }
  } finally {
    await host.close()
    await rm(data, { recursive: true, force: true })
  }
  return count
}
