import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PersonaPage } from './persona-page.ts'
import type { Visit } from './state-window.ts'

const sommelier = `---
name: Sommelier
model: gpt-audio-1.5
voice: cedar
speed: 1.25
---

You know wine and talk about it in plain words. Ask what is for dinner first.
`

/** Puts personas, and a file that is none, where somebody may have put them by hand. */
export function preparePersonas(dataFolder: string): void {
  const folder = join(dataFolder, 'personas')
  mkdirSync(folder)
  writeFileSync(join(folder, 'sommelier.md'), sommelier)
  writeFileSync(join(folder, 'from-a-friend.md'), '---\nname: Sommelier\n---\nYou only know beer.\n')
  writeFileSync(join(folder, 'notes.md'), '---\nname: Notes\ncolour: red\n---\n')
}

/** Visits what the window shows of personas: all of them, one that is edited, one that is gone, and the menu to choose by. */
export async function visitPersonas(visit: Visit, page: Page): Promise<void> {
  const personas = new PersonaPage(page)
  await personas.open()
  await personas.radio('Sommelier (sommelier)').check()
  await page.getByText('says “colour”').waitFor()
  await visit('personas', page)
  await page.getByRole('button', { name: 'Edit Sommelier (sommelier)' }).click()
  await personas.field('Instructions').waitFor()
  await visit('persona edited', page)
  await personas.field('Name').fill('')
  await personas.field('Name').press('Tab')
  await page.getByRole('alert').waitFor()
  await visit('persona without a name', page)
  await personas.leave()
  await page.getByRole('button', { name: 'Menu of Sommelier (from-a-friend)' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByText('Sommelier was removed.').waitFor()
  await visit('persona removed', page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+e')
  await page.getByRole('menuitemcheckbox').click()
  await visit('persona menu', page)
  await page.getByRole('menuitemradio', { name: 'Sommelier (from-a-friend)' }).click()
  await page.getByRole('button', { name: 'Sommelier (from-a-friend)' }).waitFor()
  await visit('persona of a conversation', page)
}
