import { afterAll, afterEach, expect, test } from 'vitest'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { startLenientServer } from '../helpers/lenient-server.ts'
import { attemptAll } from '../helpers/policy-attempts.ts'

const elsewhere = await startLenientServer()
const { app, parley, probe, server, close } = await startAnsweredApp()

afterAll(async () => {
  await close()
  await elsewhere.close()
})
afterEach(() => elsewhere.asked.splice(0))

test('a page without the policy may do all that is attempted', async () => {
  const page = await app.browser.newPage()
  await page.goto(elsewhere.url)
  const outcomes = Object.entries(await attemptAll(page, elsewhere.url))
  expect(outcomes.filter(([, outcome]) => outcome !== 'done')).toEqual([])
  const paths = ['/fetched', '/socket', '/frame', '/form?', '/beacon']
  await expect.poll(() => elsewhere.asked).toEqual(expect.arrayContaining(paths))
  await page.close()
})

test('Parley’s window may do nothing of it, and talks on', async () => {
  const outcomes = Object.entries(await attemptAll(app.page, elsewhere.url))
  expect(outcomes.filter(([, outcome]) => outcome !== 'refused')).toEqual([])
  expect(outcomes.length).toBeGreaterThan(0)
  await parley.speak(600)
  await parley.answered(server.reply.words)
  await parley.heard(server.reply, probe)
  expect(elsewhere.asked).toEqual([])
})

test('no other page may hold Parley’s window in a frame, and the window has no camera', async () => {
  const page = await app.browser.newPage()
  await page.goto(elsewhere.url)
  await page.evaluate(url => {
    const frame = document.createElement('iframe')
    frame.src = url
    document.body.append(frame)
    return new Promise(resolve => frame.addEventListener('load', resolve))
  }, app.host.url)
  expect(page.frames().map(frame => new URL(frame.url()).protocol)).toEqual(['http:', 'chrome-error:'])
  await page.close()
  const camera = app.page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }))
  await expect(camera).rejects.toThrow('Permission denied')
})
