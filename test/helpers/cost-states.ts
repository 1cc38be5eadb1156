import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Month, Spent } from '../../app/cost/spending.ts'
import type { Visit } from './state-window.ts'

const line = (model: string, usd: number, replies: number): Spent => ({
  ...{ profileId: 'environment-openai', endpoint: 'api.openai.com', model, usd, replies, steps: 0, unpricedReplies: 0 },
  estimatedUsd: usd,
  tokens: { textIn: 31_200, cachedTextIn: 0, audioIn: 88_400, cachedAudioIn: 0, textOut: 9800, audioOut: 41_700 },
})
const earlier: Month[] = [
  { month: '2026-06', spent: [line('gpt-audio-1.5', 11.42, 391)] },
  { month: '2026-05', spent: [line('gpt-audio-1.5', 3.9, 127), line('gpt-audio-mini', 0.61, 74)] },
]

/** Months in which something was spent. */
export function prepareSpending(dataFolder: string): void {
  writeFileSync(join(dataFolder, 'spending.json'), JSON.stringify({ format: 1, months: earlier }))
}

/** Visits what the window shows of money: a reply's price, the meter, the panel, the limit. */
export async function visitCost(visit: Visit, page: Page, ask: (text: string) => Promise<void>): Promise<void> {
  await ask('Is a golden retriever a good family dog?')
  const price = page.getByRole('button', { name: 'What it cost' }).first()
  await price.click()
  await page.getByText('Tokens:').waitFor()
  await visit('price of a reply', page)
  await price.click()

  await page.getByRole('textbox', { name: 'Message' }).blur()
  await page.keyboard.down('Space')
  await page.getByText(/^about \$0\.0/).waitFor()
  await visit('meter while recording', page)
  await page.keyboard.press('Escape')
  await page.keyboard.up('Space')

  const openCost = async () => {
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: 'Cost' }).click()
    await page.getByRole('region', { name: 'This month' }).getByText('1 reply').waitFor()
  }
  const limit = page.getByLabel('Monthly limit, in US dollars')
  await openCost()
  await visit('cost panel', page)
  await page.getByText('gpt-audio-mini').click()
  const sent = page.getByLabel('Sound sent', { exact: true }).filter({ visible: true })
  await sent.fill('12')
  await sent.press('Enter')
  await page.getByRole('button', { name: 'Back to Parley’s price' }).filter({ visible: true }).waitFor()
  await sent.fill('twelve')
  await sent.press('Enter')
  await page.getByRole('alert').scrollIntoViewIfNeeded()
  await visit('cost panel prices', page)
  await limit.fill('0.0035')
  await limit.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByText('This month has cost').waitFor()
  await visit('monthly limit near', page)

  await openCost()
  await limit.fill('0.001')
  await limit.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Message' }).fill('And with small children?')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Send anyway' }).waitFor()
  await page.getByRole('textbox', { name: 'Message' }).blur()
  await visit('monthly limit reached', page)
}
