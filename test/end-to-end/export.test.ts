import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Page } from '@playwright/test'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZipReader } from '../../main/archive/zip-reader.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { TestFolder } from '../helpers/exchange.ts'
import { tone, wavOf } from '../helpers/wav-files.ts'

let app: RunningApp
let folder: TestFolder

beforeEach(async () => {
  folder = new TestFolder()
  app = await startApp({ settings: { autoplayReplies: false } })
})

afterEach(async () => {
  await app.close()
  folder.remove()
})

async function ask(page: Page, text: string): Promise<void> {
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.fill(text)
  await message.press('Enter')
  await page.getByRole('button', { name: 'Play reply' }).last().waitFor()
  await page.getByRole('status').getByText('Ready', { exact: true }).waitFor()
}

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'History' }).click()
}

/** Exports all, with a choice of its sheet, and keeps the download. */
async function exportAll(page: Page, choose: (sheet: ReturnType<Page['getByRole']>) => Promise<void>): Promise<string> {
  await openHistory(page)
  await page.getByRole('button', { name: 'Export all' }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await choose(sheet)
  const coming = page.waitForEvent('download')
  await sheet.getByRole('button', { name: 'Export', exact: true }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^Parley \d{4}-\d\d-\d\d.*\.zip$/)
  const path = folder.at('export.zip')
  await download.saveAs(path)
  await page.getByText('Its download has begun').waitFor()
  return path
}

test('everything is exported as a download whose sounds are the library’s byte for byte, and comes back into another window', async () => {
  const { page } = app
  await ask(page, 'Is a golden retriever a good family dog?')
  const path = await exportAll(page, sheet => sheet.getByRole('radio', { name: 'SRT' }).check())
  const zip = await ZipReader.open(path, { bytes: 1e9 })
  const sounds = new Map<string, Buffer>()
  for (const entry of zip.entries) sounds.set(entry.name, await buffer(zip.openEntry(entry, 1e9)))
  zip.close()
  const files = await app.soundFiles()
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const name = file.replaceAll('\\', '/').split('/').slice(-2).join('/')
    const exported = [...sounds].find(([key]) => key.endsWith(name))?.[1]
    expect(exported?.equals(await readFile(file))).toBe(true)
  }
  expect([...sounds.keys()].map(name => name.replace(/.*\//, '')).sort()).toEqual(
    expect.arrayContaining([
      '0001-reply.srt',
      '0001-reply.wav',
      'conversation.json',
      'conversation.md',
      'parley-export.json',
    ]),
  )

  const other = await startApp()
  try {
    await openHistory(other.page)
    for (const outcome of ['1 conversation was imported.', 'Nothing was imported. 1 conversation was here already.']) {
      await other.page.locator('.import-files').setInputFiles(path)
      await other.page.getByText(outcome).waitFor()
      await other.page.getByRole('button', { name: 'Dismiss', exact: true }).click()
      await openHistory(other.page)
    }
    await other.page.keyboard.press('Escape')
    await other.page
      .getByRole('list', { name: 'Conversations', exact: true })
      .getByText('Is a golden retriever')
      .click()
    await other.page.getByRole('button', { name: 'Play reply' }).waitFor()
  } finally {
    await other.close()
  }
})

test('a ZIP dropped on the window is imported, and what is no export is told in words', async () => {
  const { page } = app
  await page.evaluate(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['Dear diary'], 'diary.zip'))
    dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }))
  })
  await page.getByText('Nothing was imported.').waitFor()
  await page.getByText('1 could not be imported').click()
  await page.getByText('“diary.zip” is not a Parley export that can be read: it is not a ZIP file.').waitFor()
})

test('sound files of any rate become a conversation, while one goes on talking', async () => {
  const { page } = app
  await openHistory(page)
  await page.locator('.import-files').setInputFiles(
    [330, 660].map(hz => ({
      name: `${hz}.wav`,
      mimeType: 'audio/wav',
      buffer: wavOf([tone(hz, { sampleRateHz: 48_000 })], { sampleRateHz: 48_000 }),
    })),
  )
  await page.keyboard.down('Space')
  await page.getByText('1 conversation was imported.').waitFor()
  await page.getByRole('status').getByText('Recording', { exact: true }).waitFor()
  await page.keyboard.up('Space')
  await page.getByRole('list', { name: 'Conversations', exact: true }).getByText('Imported').click()
  const turn = page.getByRole('article').filter({ hasText: 'Attached: 660.wav' })
  await turn.getByText('Imported, not asked yet.').waitFor()
  await page.getByRole('status').getByText('Ready', { exact: true }).waitFor()
  await turn.getByRole('button', { name: 'Ask', exact: true }).click()
  await turn.getByRole('button', { name: 'Play reply' }).waitFor()
  expect(await turn.getByText('Imported').count()).toBe(0)
})

test('an export that is stopped goes away, and nothing is left of it', async () => {
  const { page, dataFolder } = app
  const minutes = wavOf([tone(330, { seconds: 240 })])
  await openHistory(page)
  await page.locator('.import-files').setInputFiles({ name: 'Long talk.wav', mimeType: 'audio/wav', buffer: minutes })
  await page.getByText('1 conversation was imported.').waitFor()
  await openHistory(page)
  await page.getByRole('button', { name: 'Export all' }).click()
  await page.getByRole('dialog', { name: 'Export' }).getByRole('radio', { name: 'MP3' }).check()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('progressbar', { name: 'Exporting' }).waitFor()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('progressbar', { name: 'Exporting' }).waitFor({ state: 'detached' })
  expect(await page.getByText('Its download has begun').count()).toBe(0)
  await expect.poll(() => readdirSync(join(dataFolder, 'exports'))).toEqual([])
})
