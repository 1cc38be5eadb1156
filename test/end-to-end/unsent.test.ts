import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AnsweredApp, startAnsweredApp } from '../helpers/answered-app.ts'
import { fixture } from '../helpers/app.ts'

/*
 * What was typed or attached and not sent, in the built window: it belongs to the conversation it was written in, and no reload
 * takes it but where nothing is to be kept.
 */

let answered: AnsweredApp
const page = () => answered.app.page
const parley = () => answered.parley
const button = (name: string) => page().getByRole('button', { name, exact: true })
const box = () => page().getByRole('textbox', { name: 'Message' })
const heading = () => page().getByRole('heading', { level: 1, name: 'Private conversation' })
const chip = (name: string) => page().getByRole('button', { name: `Remove ${name}` })

beforeAll(async () => {
  answered = await startAnsweredApp()
  for (const title of ['First conversation', 'Second conversation']) {
    await button('New conversation').click()
    await parley().type(title)
    await button('Play reply').waitFor()
    await parley().phase('Ready')
  }
})

beforeEach(async () => {
  await parley().newConversation()
  await box().fill('')
})

afterAll(() => answered.close())

async function open(title: string): Promise<void> {
  await parley().listed(title).getByRole('button').first().click()
  await page().getByRole('heading', { level: 1, name: title }).waitFor()
}

async function attach(): Promise<void> {
  await page().locator('input[type=file]').first().setInputFiles(fixture('golden-retriever.wav'))
  await page().locator('.chip-duration').waitFor()
}

/** Waits until a text is in the file that outlasts the window. */
async function kept(text: string): Promise<void> {
  await expect.poll(() => readFile(join(answered.app.dataFolder, 'unsent.json'), 'utf8')).toContain(text)
}

test('stands in the box of its own conversation, also after a reload', async () => {
  await box().fill('For a new one')
  await open('First conversation')
  await box().fill('For the first')
  await open('Second conversation')
  const ofSecond = await box().inputValue()
  await kept('For the first')
  await page().reload()
  await parley().talkButton.waitFor()
  const ofNew = await box().inputValue()
  await open('First conversation')
  expect([ofSecond, ofNew, await box().inputValue()]).toEqual(['', 'For a new one', 'For the first'])
})

test('goes along when its conversation begins with something that is said', async () => {
  await box().fill('Half a sentence')
  await box().blur()
  await parley().speak(600)
  await button('Play reply').waitFor()
  expect(await box().inputValue()).toBe('Half a sentence')
  await parley().newConversation()
  expect(await box().inputValue()).toBe('')
})

test('does not come back once it was sent', async () => {
  await box().fill('Sent in a moment')
  await kept('Sent in a moment')
  await box().press('Enter')
  await button('Play reply').waitFor()
  await parley().phase('Ready')
  await page().reload()
  await parley().talkButton.waitFor()
  expect(await box().inputValue()).toBe('')
})

test('an attached file stays with the conversation it was attached in', async () => {
  await open('First conversation')
  await attach()
  await button('New private conversation').click()
  await heading().waitFor()
  const inPrivate = await chip('golden-retriever.wav').count()
  await open('Second conversation')
  const inSecond = await chip('golden-retriever.wav').count()
  await open('First conversation')
  await chip('golden-retriever.wav').click()
  await button('Private conversation').click()
  await heading().waitFor()
  await attach()
  await parley().newConversation()
  const inNew = await chip('golden-retriever.wav').count()
  await button('Private conversation').click()
  await button('Close private conversation').click()
  await heading().waitFor({ state: 'hidden' })
  expect([inPrivate, inSecond, inNew, await chip('golden-retriever.wav').count()]).toEqual([0, 0, 0, 0])
})

test('of a private conversation is kept nowhere, and the browser asks before it is lost', async () => {
  await button('New private conversation').click()
  await heading().waitFor()
  await box().fill('Between you and me')
  await open('First conversation')
  await box().fill('For the first')
  await kept('For the first')
  await button('Private conversation').click()
  await heading().waitFor()
  const asked = page().waitForEvent('dialog')
  const leaving = page().evaluate(() => location.reload())
  const dialog = await asked
  const [kind, file] = [dialog.type(), await readFile(join(answered.app.dataFolder, 'unsent.json'), 'utf8')]
  await dialog.dismiss()
  await leaving
  expect({ kind, isKept: file.includes('Between'), stays: await box().inputValue() }).toEqual({
    kind: 'beforeunload',
    isKept: false,
    stays: 'Between you and me',
  })
  await button('Close private conversation').click()
  await heading().waitFor({ state: 'hidden' })
})
