import type { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { axeOn, brokenRules } from '../helpers/axe.ts'
import { visitEveryState } from '../helpers/window-states.ts'

type Narrow = (axe: AxeBuilder) => AxeBuilder

/** Each rule is checked where its answer can differ: colours in both themes, everything else wide and narrow. */
const wide: { colorScheme: 'light' | 'dark'; width: number; height: number; narrow: Narrow }[] = [
  { colorScheme: 'light', width: 960, height: 680, narrow: axe => axe },
  { colorScheme: 'dark', width: 960, height: 680, narrow: axe => axe.withRules('color-contrast') },
]
/** 360 × 340 is what remains of 720 × 680 at 200 % zoom. */
const zoomed = {
  colorScheme: 'light',
  width: 360,
  height: 340,
  narrow: (axe: AxeBuilder) => axe.disableRules('color-contrast'),
} as const

/** The states whose parts a narrow window arranges in other ways; the rest hold the same parts again. */
const arranged = [
  'setup 1 endpoint',
  'empty',
  'recording',
  'failed turn',
  'drafts',
  'search help',
  'search with hits',
  'search hit in timeline',
  'settings endpoint',
  'shortcuts',
  'multi-select',
  'trash',
  'conversation in the trash',
]

test('no state of the window breaks a rule of axe, light or dark, wide or at 200 % zoom', async () => {
  const broken: string[] = []
  const visited: string[] = []
  await visitEveryState(async (state, page) => {
    visited.push(state)
    for (const { colorScheme, width, height, narrow } of arranged.includes(state) ? [...wide, zoomed] : wide) {
      await page.emulateMedia({ colorScheme })
      // Setting a size lays the whole page out again, also when it is the size there is.
      if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height })
      const rules = await brokenRules(narrow(await axeOn(page)))
      broken.push(...rules.map(rule => `${state}, ${colorScheme}, ${width} wide: ${rule}`))
    }
    if (page.viewportSize()?.width !== 960) await page.setViewportSize({ width: 960, height: 680 })
  })
  expect(broken).toEqual([])
  expect(visited).toEqual(expect.arrayContaining(arranged))
}, 300_000)
