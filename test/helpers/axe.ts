import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Axe on a page; a page that has it already is not given half a megabyte of script again. */
export async function axeOn(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  const axe = new AxeBuilder(isThere ? { page, axeSource: ';' } : { page })
  // The other mode opens a second page, which would take the focus and end a recording.
  return axe.setLegacyMode().options({ resultTypes: ['violations'] })
}

/** The rules that a page breaks, each with where. */
export async function brokenRules(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
