import type { Page } from '@playwright/test'
import { fillOldLibrary } from './old-library.ts'
import type { Visit } from './state-window.ts'

const asked = [
  { text: 'Which trams go to Belém?', daysAgo: 200 },
  { text: 'How do I repot a fig tree?', daysAgo: 120 },
  { text: 'What is a fugue?', daysAgo: 95 },
  { text: 'Do cats like the rain?', daysAgo: 40 },
  { text: 'Are golden retrievers good with children?', daysAgo: 1 },
]

/** Conversations of which some are older than anything that can be chosen. */
export function prepareKeeping(dataFolder: string): void {
  fillOldLibrary(dataFolder, asked, 12)
}

/** Visits what the window shows of how long things are kept, and of what is not kept at all. */
export async function visitKeeping(visit: Visit, page: Page): Promise<void> {
  // The key also shows the sidebar in a narrow window.
  await page.keyboard.press('Control+k')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  const fields = page.getByRole('group', { name: 'How long it is kept' })
  await fields.scrollIntoViewIfNeeded()
  await fields.getByLabel('All sound together').scrollIntoViewIfNeeded()
  await visit('retention settings', page)
  await fields.getByLabel('Recordings and spoken replies').selectOption('90 days')
  await page.getByRole('button', { name: 'Remove', exact: true }).waitFor()
  await visit('retention preview', page)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await fields.getByRole('button', { name: 'Show what is due' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('list', { name: 'Conversations', exact: true }).getByText('trams').click()
  await page.getByText('Sound no longer kept').waitFor()
  await visit('sound no longer kept', page)

  await page.keyboard.press('Control+k')
  await page.getByRole('button', { name: 'New private conversation' }).click()
  await page.getByRole('heading', { name: 'Private conversation' }).waitFor()
  await visit('private conversation empty', page)
  await page.getByRole('textbox', { name: 'Message' }).fill('Shall I tell her?')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Play reply' }).waitFor()
  await page.getByRole('status').getByText('Ready', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Message' }).blur()
  await visit('private conversation', page)
  await page.keyboard.down('Space')
  await page
    .getByRole('region', { name: 'Talk and type' })
    .getByText(/^0:0[2-9]$/)
    .waitFor()
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.getByText('Recorded for the private conversation').waitFor()
  await visit('recording for another conversation', page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.up('Space')
  await page.getByRole('button', { name: 'Private conversation', exact: true }).click()
  await page.getByRole('heading', { name: 'Private conversation' }).waitFor()
  await page.keyboard.press('Control+k')
  await visit('private conversation in the sidebar', page)
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.getByRole('heading', { name: 'New conversation' }).waitFor()
}
