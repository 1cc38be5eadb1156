import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { outFolder } from '../../build/bundles.ts'
import { visitEveryState } from '../helpers/window-states.ts'
import { pictureDesktop } from './desktop.ts'

/** How the window is looked at. */
const sizes = [
  { width: 960, height: 680 },
  { width: 360, height: 640 },
]

/** Saves a picture of every state of the built window, light and dark, wide and narrow, to `out/pictures/`. */
const folder = join(outFolder, 'pictures')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
let count = 0
await visitEveryState(async (state, page) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Nothing is caught halfway from one colour to the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const size of sizes) {
      await page.setViewportSize(size)
      const name = `${state.replaceAll(' ', '-')}-${colorScheme}-${size.width}.png`
      await page.screenshot({ path: join(folder, name) })
      count++
    }
  }
  await page.setViewportSize({ width: 960, height: 680 })
})
count += await pictureDesktop(folder)
console.log(`Saved ${count} pictures to out/pictures/`)
