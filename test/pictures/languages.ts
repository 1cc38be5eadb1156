import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Calls } from '../../app/contract.ts'
import type { Language } from '../../app/words/language.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { keptFailureStates } from '../helpers/kept-failure-states.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

const translated = ['de', 'pt', 'zh', 'ja'] as const

/** The states whose words a language can make too long, break badly or leave out. */
const states = new Set([
  ...['setup 1 endpoint', 'setup 2 microphone', 'setup 3 key', 'setup 4 done', 'empty'],
  ...['setup 3 key in every program', 'setup 3 key that toggles', 'microphone forbidden', 'new version'],
  ...['settings about with a new version', 'settings appearance on a desktop', 'settings talking with a key'],
  ...[
    'waiting turn',
    'model that cannot hear',
    'by way of words asked for',
    'doctor one layer red',
    'cost panel prices',
  ],
  ...['private conversation empty', 'conversation in the trash', 'text reply', 'silent draft', 'own words failed'],
  ...['recording', 'answered', 'failed turn', 'drafts', 'multi-select', 'trash'],
  ...['search help', 'search with hits', 'shortcuts', 'profiles', 'profile account', 'profile server'],
  ...keptFailureStates,
  ...['personas', 'export sheet', 'retention settings', 'settings endpoint'],
  ...['microphone', 'talking', 'history', 'cost', 'appearance', 'about'].map(name => `settings ${name}`),
])

/** What is arranged in another way where there is little room. */
const narrow = new Set([
  ...['setup 1 endpoint', 'setup 3 key that toggles', 'recording', 'answered', 'failed turn', 'microphone forbidden'],
  ...['private conversation empty', 'settings appearance', 'settings history'],
])

/** Japanese and Chinese letters for a machine without any, in many small files. */
const fonts = { 'noto-sans-jp': 'Noto Sans JP Variable', 'noto-sans-sc': 'Noto Sans SC Variable' }
const dressed = new WeakSet<Page>()

/** Saves what the page shows under a name. */
export type Save = (page: Page, name: string) => Promise<void>

/**
 * Saves pictures of a state, if it is one that matters: in each language, from right to left, in forced colours and at 200 % zoom.
 * Leaves the page in English as it was.
 * @returns the rules of axe that are broken, each with where
 */
export async function pictureInLanguages(state: string, page: Page, save: Save): Promise<string[]> {
  if (!states.has(state)) return []
  const broken: string[] = []
  const look = async (how: string) => {
    await settled(page)
    await save(page, `${state.replaceAll(' ', '-')}-${how}`)
  }
  const check = async (how: string) => {
    broken.push(...(await brokenRules(page)).map(rule => `${state}, ${how}: ${rule}`))
  }
  await dress(page)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const { main, close } = await openSocketWindow(page.url())
  const speak = (language: Language) => speakIn(page, main, language)
  for (const language of translated) {
    await speak(language)
    await check(language)
    await look(`${language}-light-960`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await look(`${language}-dark-960`)
    await page.emulateMedia({ colorScheme: 'light' })
    if (narrow.has(state)) {
      await page.setViewportSize({ width: 360, height: 640 })
      await look(`${language}-light-360`)
    }
    if (language === 'de') {
      // What remains of 960 × 680 at 200 % zoom, in the language with the longest words.
      await page.setViewportSize({ width: 480, height: 340 })
      await look('de-zoomed')
    }
    await page.setViewportSize({ width: 960, height: 680 })
  }
  await speak('en')
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  await check('right to left')
  await look('right-to-left')
  await page.evaluate(() => document.documentElement.removeAttribute('dir'))
  await page.emulateMedia({ forcedColors: 'active' })
  await check('forced colours')
  await look('forced-colors')
  await page.emulateMedia({ forcedColors: 'none' })
  await close()
  return broken
}

/** Settles when everything is drawn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  })
}

async function speakIn(page: Page, main: Calls, language: Language): Promise<void> {
  await main.changeSettings({ language })
  await page.locator(`html[lang^=${language}]`).waitFor()
}

/** Gives a page letters that the machine may not have. */
async function dress(page: Page): Promise<void> {
  if (dressed.has(page)) return
  dressed.add(page)
  const require = createRequire(import.meta.url)
  for (const [name, family] of Object.entries(fonts)) {
    const styles = require.resolve(`@fontsource-variable/${name}/index.css`)
    await page.route(`**/fonts/${name}/**`, (route, request) => {
      const file = new URL(request.url()).pathname.split('/').at(-1) ?? ''
      return route.fulfill({ path: join(dirname(styles), 'files', file), contentType: 'font/woff2' })
    })
    const faces = (await readFile(styles, 'utf8')).replaceAll('url(./files/', `url(/fonts/${name}/`)
    const language = name === 'noto-sans-jp' ? 'ja' : 'zh'
    await page.addStyleTag({ content: `${faces} html:lang(${language}) { font-family: system-ui, '${family}' }` })
  }
  // All at once and before they are needed: what was drawn without a letter is not always drawn anew when it has come.
  await page.evaluate(() => Promise.all([...document.fonts].map(face => face.load())))
}
