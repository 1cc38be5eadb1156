import { afterAll, beforeEach, expect, test } from 'vitest'
import { defaultPrices } from '../../app/cost/prices.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { briefReply } from '../helpers/known-reply.ts'
import { PATIENCE } from '../helpers/patience.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

const { server, app, parley, renew, close } = await startAnsweredApp()
const { page } = app

afterAll(close)
beforeEach(renew)

async function openCost(): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Cost' }).click()
}

async function limitTo(usd: string): Promise<void> {
  await openCost()
  await page.getByLabel('Monthly limit, in US dollars').fill(usd)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}

async function ask(text: string): Promise<void> {
  await parley.type(text)
  await parley.answered(briefReply.words)
  await parley.phase('Ready')
}

test('a reply says what it cost and why, the conversation what all of it did, the panel what the month did', async () => {
  await ask('Hello')
  await page.getByRole('button', { name: 'What it cost: $0.0031' }).click()
  await page.getByText('Tokens: sent 10 of sound, 7 of words; answered 40 of sound, 19 of words.').waitFor()
  await parley.type('And?')
  await page.getByRole('button', { name: 'This conversation: $0.0062' }).click()
  const month = page.getByRole('region', { name: 'This month' })
  await month.getByText('2 replies').waitFor()
  expect(await brokenRules(page, 'structure')).toEqual([])
  expect(await month.getByText('$0.0062').count()).toBe(2)
  await page.keyboard.press('Escape')
  await parley.phase('Ready')
})

test('while something is recorded, the dock says roughly what it will cost', async () => {
  await page.keyboard.down('Space')
  await page.getByText(/^about \$0\.00\d+$/).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.up('Space')
  await parley.phase('Ready')
})

test('at the limit a spoken question is kept with its sound, and sent when the user says so', async () => {
  await limitTo('0.001')
  await page.getByText('limit of $0.0010 is reached. Questions are kept').waitFor()
  server.requests.length = 0
  await parley.speak(700)
  const sendAnyway = page.getByRole('button', { name: 'Send anyway' })
  await sendAnyway.waitFor()
  await parley.phase('Ready')
  expect(server.requests).toEqual([])
  await page.getByRole('button', { name: 'Play recording' }).waitFor()

  await sendAnyway.click()
  await parley.answered(briefReply.words)
  await parley.phase('Ready')
  expect(server.lastRecording().length).toBeGreaterThan(12_000)

  await parley.type('And?')
  await page.getByRole('button', { name: 'Change limit' }).last().click()
  await page.getByLabel('Monthly limit, in US dollars').fill('')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await sendAnyway.click()
  await expect.poll(() => server.requests.length, PATIENCE).toBe(2)
  await parley.phase('Ready')
})

test('near the limit there is a warning that can be dismissed', async () => {
  await ask('Hello')
  await limitTo('0')
  await page.getByText('limit of $0.00 is reached').waitFor()
  await openCost()
  const total = Number((await page.locator('.spent-total strong').innerText()).slice(1))
  await page.keyboard.press('Escape')
  await limitTo(String(total / 0.9))
  await page.getByText('This month has cost').waitFor()
  await page.getByRole('button', { name: 'Dismiss this' }).click()
  await page.getByText('This month has cost').waitFor({ state: 'hidden' })
  await limitTo('')
})

test('a price that is corrected is what the next reply costs; what is no price is said and changes nothing', async () => {
  await openCost()
  const prices = page.getByRole('region', { name: 'Prices' })
  await prices.locator('summary', { hasText: 'gpt-audio-1.5' }).click()
  const field = prices.getByLabel('Sound answered').first()
  await field.fill('free')
  await field.press('Enter')
  await prices.getByRole('alert').getByText('A number is needed').waitFor()
  await field.fill('1064')
  await field.press('Enter')
  await prices.getByText('changed').waitFor()
  await page.keyboard.press('Escape')
  await ask('Hello')
  await page.getByRole('button', { name: 'What it cost: $0.043' }).waitFor()

  await openCost()
  await prices.locator('summary', { hasText: 'gpt-audio-1.5' }).click()
  await prices.getByRole('button', { name: 'Back to Parley’s price' }).click()
  await prices.getByText('changed').waitFor({ state: 'hidden' })
  await prices.getByLabel('Another model').fill('my-voice')
  await prices.getByRole('button', { name: 'Add' }).click()
  await prices.getByText('my-voice').waitFor()
  await prices.getByRole('button', { name: 'Remove' }).click()
  await prices.getByText('my-voice').waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
})

test('a limit and a price that are being typed stay while something else is drawn anew', async () => {
  await openCost()
  const prices = page.getByRole('region', { name: 'Prices' })
  const listed = prices.locator('details', { hasText: 'gpt-audio-1.5' })
  await listed.locator('summary').click()
  const limit = page.getByLabel('Monthly limit, in US dollars')
  const price = listed.getByLabel('Sound answered')
  const other = await openSocketWindow(app.host.url)
  const [line] = defaultPrices
  if (!line) throw new Error('there are no prices')
  for (const [field, model] of [
    [limit, 'one'],
    [price, 'two'],
  ] as const) {
    await field.fill('12')
    await other.main.changeSettings({ prices: [{ ...line, model }] })
    await prices.locator('summary', { hasText: model }).waitFor()
    expect(await field.inputValue()).toBe('12')
  }
  await other.main.changeSettings({ prices: [], monthlyStopUsd: null })
  await other.close()
})
