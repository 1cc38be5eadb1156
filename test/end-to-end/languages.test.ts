import { afterAll, expect, test } from 'vitest'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

const { app, parley, server, close } = await startAnsweredApp()

afterAll(close)

test('another language is spoken at once, in the midst of a recording, and nothing is lost by it', async () => {
  const { page, host } = app
  const elsewhere = await openSocketWindow(host.url)
  server.answerNext('content refused')
  await parley.speak(300)
  await page.getByText('The endpoint declined to answer this.').waitFor()
  await page.getByRole('textbox', { name: 'Message' }).fill('Not sent yet')
  await parley.talkButton.hover()
  await page.mouse.down()
  await parley.recorded(300)
  await elsewhere.main.changeSettings({ language: 'de' })
  await page.getByRole('button', { name: 'Halten zum Sprechen' }).waitFor()
  await page.getByRole('status').getByText('Aufnahme', { exact: true }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  // What failed before is told in it too.
  const failed = 'Der Endpunkt wollte das nicht beantworten.'
  for (const text of ['Sprachnachricht', failed]) await page.getByText(text).first().waitFor()
  await page.getByRole('button', { name: 'Aufmerksames Gegenüber' }).waitFor()
  await page.mouse.up()
  await page.getByRole('log', { name: 'Unterhaltung' }).getByRole('button', { name: 'Antwort abspielen' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Nachricht' }).inputValue()).toBe('Not sent yet')
  await elsewhere.close()
})

test('the window begins in the language that was chosen, and another is chosen in it without losing the place', async () => {
  const { page } = app
  await page.reload()
  await page.getByRole('button', { name: 'Halten zum Sprechen' }).waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Darstellung' }).click()
  const field = page.getByRole('combobox', { name: 'Sprache' })
  await field.selectOption('English')
  await page.getByRole('combobox', { name: 'Language' }).waitFor()
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Appearance')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
})

test('a language whose words cannot be had leaves the window as it was, or English', async () => {
  const { page, host } = app
  const elsewhere = await openSocketWindow(host.url)
  await page.route(/\/ja-[^/]*\.js/, route => route.abort())
  const asked = page.waitForEvent('requestfailed', request => /\/ja-[^/]*\.js/.test(request.url()))
  await elsewhere.main.changeSettings({ language: 'ja' })
  await asked
  await parley.talkButton.waitFor()
  await page.reload()
  await parley.talkButton.waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  // The next one that is chosen comes all the same.
  await elsewhere.main.changeSettings({ language: 'pt' })
  await page.getByRole('button', { name: 'Segure para falar' }).waitFor()
  await elsewhere.close()
})
