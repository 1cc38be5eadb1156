import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { fillOldLibrary } from '../helpers/old-library.ts'

const asked = [
  { text: 'About owls', daysAgo: 100 },
  { text: 'About mice', daysAgo: 50 },
  { text: 'About hay', daysAgo: 1 },
]

let dataFolder: string
let app: RunningApp
let parley: ConversationPage
const page = () => app.page
const fields = () => page().getByRole('group', { name: 'How long it is kept' })
const sheet = () => page().getByRole('dialog', { name: 'Remove what is too old?' })
const chosen = (label: string) => fields().getByLabel(label).inputValue()

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'parley-retention-'))
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ setupDone: true }))
  fillOldLibrary(dataFolder, asked)
  app = await startApp({ dataFolder })
  parley = new ConversationPage(app)
})

afterAll(async () => {
  await app.close()
  await rm(dataFolder, { recursive: true, force: true })
})

async function openHistory(): Promise<void> {
  await page().getByRole('button', { name: 'Settings', exact: true }).click()
  await page().getByRole('tab', { name: 'History' }).click()
}

test('nothing is removed before the preview was confirmed, and then what it said', async () => {
  await openHistory()
  await fields().getByLabel('Recordings and spoken replies').selectOption('90 days')
  await sheet().getByText('This removes 2 recordings and replies (19 kB) from 1 conversation, the oldest').waitFor()
  expect(await brokenRules(app.page, 'structure')).toEqual([])
  await sheet().getByRole('button', { name: 'Cancel' }).last().click()
  expect([await chosen('Recordings and spoken replies'), (await app.soundFiles()).length]).toEqual(['0', 6])

  await fields().getByLabel('Recordings and spoken replies').selectOption('90 days')
  await sheet().getByRole('button', { name: 'Remove' }).click()
  await expect.poll(async () => (await app.soundFiles()).length).toBe(4)
  await expect.poll(() => chosen('Recordings and spoken replies')).toBe('90')
  await page().keyboard.press('Escape')
  await parley.listed('About owls').click()
  await parley.log.getByText('Sound no longer kept').waitFor()
  await parley.log.getByText('About owls').waitFor()
})

test('what has lost both goes with its conversation', async () => {
  await openHistory()
  await fields().getByLabel('Words, typed').selectOption('30 days')
  await sheet().getByText('This removes the words of 2 turns from 2 conversations').waitFor()
  await sheet().getByText('Of 1 turn nothing is left then; it goes for good.').waitFor()
  await sheet().getByRole('button', { name: 'Remove' }).click()
  await page().keyboard.press('Escape')
  await expect.poll(() => parley.listed('').count()).toBe(2)
  await parley.listed('Voice message').click()
  await parley.log.getByText('Words no longer kept').waitFor()
})

test('a limit is typed, and counts at once when nothing is too much', async () => {
  await openHistory()
  const limit = fields().getByLabel('All sound together at most')
  await limit.fill('much')
  await limit.press('Enter')
  await fields().getByText('A number of GB is needed').waitFor()
  await limit.fill('2.5')
  await limit.blur()
  await page().getByText('Nothing is due').waitFor({ state: 'attached' })
  await page().reload()
  await parley.talkButton.waitFor()
  await openHistory()
  expect(await limit.inputValue()).toBe('2.5')
})
