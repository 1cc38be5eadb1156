import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'

/** What `painted.js` offers in the window. */
interface Probed {
  painted: { list: Promise<number>; more(): Promise<number>; open(n: number): Promise<number> }
}

/** A page in which the window measures what is seen of it, in milliseconds. */
export interface PaintedPage {
  page: Page
  /** Loads the window, and resolves with the time from the wire being open until the conversations are painted. */
  load(url: string): Promise<number>
  /** From the end of the list being reached until further conversations are painted. */
  more(): Promise<number>
  /** From a click on the n-th conversation of the list until its turns are painted. */
  open(n: number): Promise<number>
}

/** Opens an empty page that measures the window once it is loaded. */
export async function openPaintedPage(browser: Browser): Promise<PaintedPage> {
  const page = await browser.newPage()
  await page.addInitScript({ path: join(import.meta.dirname, 'painted.js') })
  return {
    page,
    load: async url => {
      await page.goto('about:blank')
      await page.goto(url)
      return page.evaluate(() => (window as unknown as Probed).painted.list)
    },
    more: () => page.evaluate(() => (window as unknown as Probed).painted.more()),
    open: n => page.evaluate(n => (window as unknown as Probed).painted.open(n), n),
  }
}
