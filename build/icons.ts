import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchChromium } from './chromium.ts'
import { icnsSizes, icoSizes, type Picture, themeSizes, writeIcns, writeIco } from './icon-files.ts'

/** The part of the drawing that is shown: macOS wants an empty margin around the shape, the others none. */
const views = { withMargin: '0 0 1024 1024', filled: '88 88 848 848' } as const

const svg = await readFile(join(import.meta.dirname, 'icon.svg'), 'utf8')
const browser = await launchChromium()
try {
  const page = await browser.newPage()
  const apple = await draw(page, views.withMargin, icnsSizes)
  const others = await draw(page, views.filled, [...new Set([...icoSizes, ...themeSizes])])
  await writeFile(join(import.meta.dirname, 'icon.icns'), writeIcns(apple))
  await writeFile(join(import.meta.dirname, 'icon.ico'), writeIco(others))
  for (const { size, png } of others.filter(({ size }) => themeSizes.some(wanted => wanted === size))) {
    await writeFile(join(import.meta.dirname, 'icons', `${size}x${size}.png`), png)
  }
} finally {
  await browser.close()
}

async function draw(page: Page, view: string, sizes: readonly number[]): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    const sized = svg.replace(/viewBox="[^"]*"/, `viewBox="${view}" width="${size}" height="${size}"`)
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${sized}`)
    pictures.push({ size, png: await page.screenshot({ omitBackground: true }) })
  }
  return pictures
}
