import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { EndpointServer } from './endpoint-server.ts'
import type { Visit } from './state-window.ts'

/** A disk that is not there. */
export const movedAwayFolder = join(tmpdir(), 'no such disk', 'Parley')

/** Visits what the window shows of moving the library, held where it waits for an answer. */
export async function visitMove(visit: Visit, page: Page, server: EndpointServer): Promise<void> {
  const disk = await mkdtemp(join(tmpdir(), 'parley-disk-'))
  const gate = server.hold('headers')
  const field = page.getByRole('textbox', { name: 'Move the library to' })
  const move = page.getByRole('button', { name: 'Move', exact: true })
  try {
    await page.getByRole('textbox', { name: 'Message' }).fill('What is there to see in Lisbon?')
    await page.keyboard.press('Enter')
    await gate.reached
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('tab', { name: 'History' }).click()
    await mkdir(join(disk, 'Letters'))
    await writeFile(join(disk, 'Letters', 'letter.txt'), '')
    await field.fill(join(disk, 'Letters'))
    await move.click()
    await page.getByRole('alert').waitFor()
    await visit('move refused', page)
    await field.fill(join(disk, 'Parley'))
    await move.click()
    await page.getByText('Almost done').waitFor()
    await visit('moving the library', page)
    gate.release()
    await page.getByText('The library was moved from').waitFor()
    await visit('library moved', page)
  } finally {
    gate.release()
    await rm(disk, { recursive: true, force: true })
  }
}
