import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildAll, outFolder } from '../../build/bundles.ts'
import { readScriptArguments, refuseScriptArguments } from '../../build/script-arguments.ts'
import { closeSharedChromium } from '../helpers/shared-chromium.ts'
import type { Visit } from '../helpers/state-window.ts'
import { visitEveryState, visitMainStates } from '../helpers/window-states.ts'
import { pictureDesktop } from './desktop.ts'
import { pictureInLanguages, type Save } from './languages.ts'

/** How the window is looked at. */
const sizes = [
  { width: 960, height: 680 },
  { width: 360, height: 640 },
]

const usage = 'npm run pictures -- [languages]: every state of the window, or the main ones in every language.'
const [what, ...others] = readScriptArguments(usage, { allowPositionals: true }).positionals
const unknown = what === 'languages' ? others[0] : what
if (unknown !== undefined) refuseScriptArguments(`There are no pictures of “${unknown}”.`, usage)
await buildAll()

/** Saves a picture of every state of the built window, light and dark, wide and narrow, to `out/pictures/`. */
const folder = join(outFolder, 'pictures')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
let count = 0
const broken: string[] = []
const save: Save = async (page, name) => {
  await page.screenshot({ path: join(folder, `${name}.png`) })
  count++
}
const inLanguages: Visit = async (state, page) => {
  broken.push(...(await pictureInLanguages(state, page, save)))
}
if (what === 'languages') await visitMainStates(inLanguages)
else {
  await visitEveryState(async (state, page) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      // Nothing is caught halfway from one colour to the other.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const size of sizes) {
        await page.setViewportSize(size)
        await save(page, `${state.replaceAll(' ', '-')}-${colorScheme}-${size.width}`)
      }
    }
    await page.setViewportSize({ width: 960, height: 680 })
    await inLanguages(state, page)
  })
  count += await pictureDesktop(folder)
}
await closeSharedChromium()
console.log(`Saved ${count} pictures to out/pictures/`)
for (const rule of broken) console.error(rule)
if (broken.length > 0) process.exitCode = 1
