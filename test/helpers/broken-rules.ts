import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

type RunOptions = Parameters<AxeBuilder['options']>[0]
type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>

/** Rules of axe: all, those on colours, which take as long as the others together, or the others. */
export type Rules = 'all' | 'colours' | 'structure'

const options: Record<Rules, RunOptions> = {
  all: {},
  colours: { runOnly: ['color-contrast'] },
  structure: { rules: { 'color-contrast': { enabled: false } } },
}

const fromPlaywright = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const source = readFile(fromPlaywright.resolve('axe-core/axe.min.js'), 'utf8')

/**
 * The rules that what a page shows breaks, each with where. `AxeBuilder` brings its half a megabyte of script again for
 * every look and takes all that is well back with it; here a page is given it once and tells what is wrong alone.
 */
export async function brokenRules(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source)
  return page.evaluate(
    async options => {
      const { axe } = globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
      const { violations } = await axe.run(options)
      return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    },
    { ...options[rules], resultTypes: ['violations' as const] },
  )
}
