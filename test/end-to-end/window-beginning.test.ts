import type { Page, Route } from '@playwright/test'
import { afterEach, expect, test } from 'vitest'
import { type RunningApp, startApp } from '../helpers/app.ts'

let app: RunningApp

afterEach(() => app.close())

/** Starts the app; what the window does not begin with is answered by `answer`. */
async function start(answer: (route: Route) => Promise<void>): Promise<Page> {
  app = await startApp({
    beforeLoad: async page => {
      await page.route('**/later-*.js', answer)
    },
  })
  return app.page
}

test('one can talk before what is not needed for it has come, and all of it is there when it has', async () => {
  const come = Promise.withResolvers<void>()
  const page = await start(route => come.promise.then(() => route.continue()))
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  await page.keyboard.press('Control+,')
  expect([await page.getByRole('log').count(), await page.getByRole('dialog').count()]).toEqual([0, 0])
  come.resolve()
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await page.getByRole('log', { name: 'Conversation' }).waitFor()
})

test('what cannot be fetched is told as what it is, and holds nothing up', async () => {
  const page = await start(route => route.abort())
  await page.getByRole('alert').getByText('lost its connection').waitFor()
  await page.keyboard.press('Control+,')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('textbox', { name: 'Message' }).fill('Still here')
})

test('a window that Parley does not know says that its connection is lost, and asks nothing', async () => {
  app = await startApp()
  const stranger = await app.browser.newPage()
  await stranger.goto(app.host.url.replace(/#.*/, '#unknown'))
  await stranger.getByText('lost its connection').first().waitFor()
  expect(await stranger.getByText('Who shall answer?').count()).toBe(0)
})
