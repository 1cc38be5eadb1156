import type { Page } from '@playwright/test'
import type { HostProcess } from '../../build/host-process.ts'
import type { Visit } from './state-window.ts'
import { tone, wavOf } from './wav-files.ts'

/** Sound that takes longer to encode than it takes to notice that it has begun. */
const LONG_SECONDS = 300

/** Visits what the window shows of imports and exports, from one in which nothing has been asked yet. */
export async function visitTransfers(visit: Visit, page: Page, host: HostProcess): Promise<void> {
  const wav = wavOf([tone(330, { seconds: LONG_SECONDS })])
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  await page.locator('.import-files').setInputFiles([
    { name: 'Radio talk about retrievers.wav', mimeType: 'audio/wav', buffer: wav },
    { name: 'notes.wav', mimeType: 'audio/wav', buffer: Buffer.from('These are notes, not sound.') },
  ])
  await page.getByText('1 could not be imported').click()
  await visit('import result', page)
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()

  await page.getByRole('list', { name: 'Conversations', exact: true }).getByText('Radio talk').click()
  await page.getByRole('button', { name: 'Conversation menu' }).first().click()
  await page.getByRole('menuitem', { name: 'Export …' }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.waitFor()
  await visit('export sheet', page)
  await sheet.getByRole('radio', { name: 'MP3' }).check()
  await sheet.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByText(/[1-9][\d.]* MB of/).waitFor()
  // Held where it is.
  host.process.kill('SIGSTOP')
  await visit('export progress', page)
  host.process.kill('SIGCONT')
  await page.getByText('Its download has begun').waitFor()
  await visit('export done', page)
}
