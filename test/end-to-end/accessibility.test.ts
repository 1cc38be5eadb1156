import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { brokenRules, type Rules } from '../helpers/broken-rules.ts'
import { isThorough } from '../helpers/thorough.ts'
import { visitEveryState, visitMainStates } from '../helpers/window-states.ts'

interface Look {
  colorScheme: 'light' | 'dark'
  width: number
  height: number
  rules: Rules
}

const size = { width: 960, height: 680 }
/** Each rule is checked where its answer can differ: colours in both themes, everything else wide and narrow. */
const wide: Look[] = [
  { colorScheme: 'dark', ...size, rules: 'colours' },
  { colorScheme: 'light', ...size, rules: 'all' },
]
const structure: Look = { colorScheme: 'light', ...size, rules: 'structure' }
/** 360 × 340 is what remains of 720 × 680 at 200 % zoom. */
const zoomed: Look = { colorScheme: 'light', width: 360, height: 340, rules: 'structure' }

/**
 * The states whose parts a narrow window arranges in other ways, and whose colours are all there are; the rest hold the same
 * parts again.
 */
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

/*
 * Usually the states of talking, of conversations and of settings; thoroughly every state there is, each in all colours.
 */
test('no state of the window breaks a rule of axe, light or dark, wide or at 200 % zoom', async () => {
  const broken: string[] = []
  const visited: string[] = []
  const visitStates = isThorough ? visitEveryState : visitMainStates
  await visitStates(async (state, page) => {
    visited.push(state)
    const isArranged = arranged.includes(state)
    const looks = [...(isArranged || isThorough ? wide : [structure]), ...(isArranged ? [zoomed] : [])]
    for (const look of looks) {
      const found = await brokenAt(page, look)
      broken.push(...found.map(rule => `${state}, ${look.colorScheme}, ${look.width} wide: ${rule}`))
    }
    await setSize(page, size)
  })
  expect(broken).toEqual([])
  expect(visited).toEqual(expect.arrayContaining(arranged))
}, 300_000)

async function brokenAt(page: Page, { colorScheme, width, height, rules }: Look): Promise<string[]> {
  await page.emulateMedia({ colorScheme })
  await setSize(page, { width, height })
  return brokenRules(page, rules)
}

/** Setting a size lays the whole page out again, also when it is the size there is. */
async function setSize(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height })
}
