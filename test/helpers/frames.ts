import type { Page } from '@playwright/test'

/** What the page showed of a long list, frame by frame. */
export interface Seen {
  frames: number
  /** The most rows that were in the page at a time. */
  mostRows: number
  /** Stretches of the view in which there was no row; the first few. */
  blanks: string[]
}

/**
 * Looks at the timeline at every animation frame while something is done with it: how many rows are in the page, and whether
 * they cover the whole view, but for the room before the first row of all and after the last.
 * @param count how many rows there are, in the page or not
 */
export async function watchFrames(page: Page, count: number, use: () => Promise<void>): Promise<Seen> {
  await page.evaluate(last => {
    const seen: Seen = { frames: 0, mostRows: 0, blanks: [] }
    const watching = { isOn: true, seen }
    Object.assign(window, { watching })
    const look = () => {
      if (!watching.isOn) return
      requestAnimationFrame(look)
      const log = document.querySelector('[role=log]')
      const view = log?.getBoundingClientRect()
      if (!log || !view) return
      const rows = [...log.querySelectorAll('[data-index]')].map(row => ({
        index: Number(row.getAttribute('data-index')),
        box: row.getBoundingClientRect(),
      }))
      seen.frames++
      seen.mostRows = Math.max(seen.mostRows, rows.length)
      let covered = view.top
      for (const { index, box } of rows) {
        const blank = Math.min(box.top, view.bottom) - covered
        if (blank > 1 && index > 0) seen.blanks.push(`${Math.round(blank)} px above row ${index}`)
        covered = Math.max(covered, box.bottom)
      }
      const end = rows.at(-1)?.index
      if (end !== last && covered < view.bottom - 1) seen.blanks.push(`below row ${end}`)
    }
    requestAnimationFrame(look)
  }, count - 1)
  await use()
  return page.evaluate(() => {
    const { watching } = window as unknown as { watching: { isOn: boolean; seen: Seen } }
    watching.isOn = false
    return { ...watching.seen, blanks: watching.seen.blanks.slice(0, 5) }
  })
}

/** Waits until the page has drawn what it has by now. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))))
}
