import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { presenceStates } from '../app/desktop/presence.ts'
import { trayIconFile, trayStyles } from '../app/desktop/tray-icon.ts'
import { launchChromium } from './chromium.ts'
import { icnsSizes, icoSizes, type Picture, themeSizes, writeIcns, writeIco } from './icon-files.ts'
import { traySvg } from './tray-svg.ts'

/** The part of the drawing that is shown: macOS wants an empty margin around the shape, other systems do not. */
const views = { withMargin: '0 0 1024 1024', filled: '88 88 848 848' } as const

/** The side of a tray icon in pixels, at the usual scale and at twice that. */
const TRAY_SIZES = [16, 32] as const

const svg = await readFile(join(import.meta.dirname, 'icon.svg'), 'utf8')
const browser = await launchChromium()
try {
  const page = await browser.newPage()
  const apple = await draw(page, svg, views.withMargin, icnsSizes)
  const others = await draw(page, svg, views.filled, [...new Set([...icoSizes, ...themeSizes])])
  await writeFile(join(import.meta.dirname, 'icon.icns'), writeIcns(apple))
  await writeFile(join(import.meta.dirname, 'icon.ico'), writeIco(others))
  for (const { size, png } of others.filter(({ size }) => themeSizes.some(wanted => wanted === size))) {
    await writeFile(join(import.meta.dirname, 'icons', `${size}x${size}.png`), png)
  }
  await drawTray(page)
} finally {
  await browser.close()
}

/** Draws the tray's icon in every state, for every kind of bar. */
async function drawTray(page: Page): Promise<void> {
  const folder = join(import.meta.dirname, 'tray')
  await mkdir(folder, { recursive: true })
  for (const state of presenceStates) {
    for (const style of trayStyles) {
      const file = trayIconFile(state, style)
      const [usual, large] = await draw(page, traySvg(state, style), '0 0 16 16', TRAY_SIZES)
      if (usual) await writeFile(join(folder, file), usual.png)
      if (large) await writeFile(join(folder, file.replace('.png', '@2x.png')), large.png)
    }
  }
}

async function draw(page: Page, svg: string, view: string, sizes: readonly number[]): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    const sized = svg.replace(/viewBox="[^"]*"/, `viewBox="${view}" width="${size}" height="${size}"`)
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${sized}`)
    pictures.push({ size, png: await page.screenshot({ omitBackground: true }) })
  }
  return pictures
}
