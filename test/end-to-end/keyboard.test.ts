import type { Page } from '@playwright/test'
import { afterAll, expect, test } from 'vitest'
import { startAnsweredApp } from '../helpers/answered-app.ts'

const { app, parley, close } = await startAnsweredApp()

afterAll(close)

/** What has the focus: a mark of its own, and whether it is seen to have it. */
function focused(page: Page) {
  return page.evaluate(() => {
    const { activeElement: element } = document
    const style = element && getComputedStyle(element)
    const ring = [style, element?.parentElement && getComputedStyle(element.parentElement)].some(
      one => one && (Number.parseFloat(one.outlineWidth) > 0 ? one.outlineStyle !== 'none' : one.boxShadow !== 'none'),
    )
    return {
      mark: element?.getAttribute('data-walked') ?? '',
      isSeen: ring,
      name: element?.outerHTML.slice(0, 120) ?? '',
    }
  })
}

/**
 * Goes with Tab from the beginning of a part of the window to its end, and says what could not be reached, and what was not seen
 * to have the focus. Radios of one name and tabs of one list are one stop, as they are everywhere.
 */
async function walk(page: Page, within: string): Promise<{ missed: string[]; unseen: string[] }> {
  const controls = await page.evaluate(selector => {
    const stops = 'button, input, select, textarea, a[href], summary, [tabindex]'
    const found = [...(document.querySelector(selector)?.querySelectorAll<HTMLElement>(stops) ?? [])].filter(
      element =>
        element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.matches(':disabled'),
    )
    const radios = new Set<string>()
    const single = found.filter(element => {
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
      if (radios.has(element.name)) return false
      radios.add(element.name)
      return true
    })
    return single.map((element, i) => {
      const mark = element instanceof HTMLInputElement && element.type === 'radio' ? `radio ${element.name}` : `${i}`
      const group = mark.startsWith('radio')
        ? found.filter(one => one.getAttribute('name') === element.getAttribute('name'))
        : [element]
      for (const one of group) one.setAttribute('data-walked', mark)
      return { mark, name: element.getAttribute('aria-label') ?? element.textContent ?? element.outerHTML.slice(0, 80) }
    })
  }, within)
  const reached = new Set<string>()
  const unseen: string[] = []
  for (let press = 0; press < controls.length + 8; press++) {
    await page.keyboard.press('Tab')
    const { mark, isSeen, name } = await focused(page)
    if (mark !== '' && !isSeen) unseen.push(name)
    reached.add(mark)
  }
  expect(controls.length).toBeGreaterThan(5)
  return { missed: controls.filter(({ mark }) => !reached.has(mark)).map(({ name }) => name), unseen }
}

test('Tab reaches every control of the window and of a page of the settings, each is seen to have the focus, and Escape gives it back', async () => {
  const { page } = app
  await parley.type('Is a golden retriever a good family dog?')
  await parley.phase('Ready')
  expect(await walk(page, 'body')).toEqual({ missed: [], unseen: [] })

  const settings = page.getByRole('button', { name: 'Settings', exact: true })
  await settings.focus()
  await page.keyboard.press('Enter')
  for (const tab of ['Personas', 'Microphone & speaker', 'Talking']) {
    await page.getByRole('tab', { selected: true }).press('ArrowDown')
    await page.getByRole('tab', { name: tab, selected: true }).waitFor()
  }
  expect(await walk(page, 'dialog')).toEqual({ missed: [], unseen: [] })
  await page.keyboard.press('Escape')
  await expect.poll(() => settings.evaluate(button => button === document.activeElement)).toBe(true)
})
