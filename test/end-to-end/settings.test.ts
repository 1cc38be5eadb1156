import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RunningApp, startApp } from '../helpers/app.ts'

let app: RunningApp
const radio = (name: RegExp) => app.page.getByRole('radio', { name })
const tab = (name: string) => app.page.getByRole('tab', { name })

beforeAll(async () => {
  app = await startApp()
})

beforeEach(async () => {
  await app.page.reload()
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await tab('Talking').click()
})

afterAll(() => app.close())

test('what is chosen stays so when it is drawn again before main has kept it', async () => {
  process.kill(app.host.process.pid ?? expect.fail(), 'SIGSTOP')
  try {
    await radio(/Toggle/).click()
    await app.page.getByLabel('Send while you speak').selectOption('0')
    await tab('Appearance').click()
    await tab('Talking').click()
    expect([await radio(/Toggle/).isChecked(), await radio(/Hold/).isChecked()]).toEqual([true, false])
  } finally {
    process.kill(app.host.process.pid ?? expect.fail(), 'SIGCONT')
  }
  await expect
    .poll(async () => JSON.parse(await readFile(join(app.dataFolder, 'settings.json'), 'utf8')).talk)
    .toMatchObject({ mode: 'toggle', sentEarlyMs: 0 })
})

test('the chosen page stays in view in the row of pages when the window becomes narrow', async () => {
  await tab('About').click()
  await app.page.setViewportSize({ width: 360, height: 640 })
  await expect.poll(async () => (await tab('About').boundingBox())?.x).toBeLessThan(320)
})
