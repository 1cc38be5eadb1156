import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Manifest } from '../../main/library/manifest/manifest.ts'
import { type AnsweredApp, startAnsweredApp } from '../helpers/answered-app.ts'
import { filesWith, folderContents } from '../helpers/folder-contents.ts'
import { briefReply, knownReply } from '../helpers/known-reply.ts'

const NOTE = 'Private: kept in memory only, gone when you close it'

let answered: AnsweredApp
const page = () => answered.app.page
const parley = () => answered.parley
const button = (name: string) => page().getByRole('button', { name, exact: true })
const heading = () => page().getByRole('heading', { level: 1, name: 'Private conversation' })
const dock = () => page().getByRole('region', { name: 'Talk and type' })

beforeAll(async () => {
  answered = await startAnsweredApp()
})

afterEach(async () => {
  if (await button('Private conversation').isVisible()) await button('Private conversation').click()
  if (await heading().isVisible()) await closePrivate()
  await parley().newConversation()
  answered.server.reset()
  answered.server.reply = briefReply
})

afterAll(() => answered.close())

/** Closes it, and waits until it is gone: until then its button in the sidebar is there, and goes while it is clicked. */
async function closePrivate(): Promise<void> {
  await button('Close private conversation').click()
  await heading().waitFor({ state: 'hidden' })
}

async function openPrivate(): Promise<void> {
  await button('New private conversation').click()
  await heading().waitFor()
}

/** Holds Space for a second of sound. */
async function speak(): Promise<void> {
  await page().keyboard.down('Space')
  await dock()
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await page().keyboard.up('Space')
}

async function answeredAgain(count: number): Promise<void> {
  await expect.poll(() => page().getByRole('button', { name: 'Play reply' }).count()).toBe(count)
  await parley().phase('Ready')
}

/** What is kept of conversations: all files but those that tell of the endpoint, what it costs and how it is used. */
function keptOf(contents: Record<string, string>): Record<string, string> {
  const others = ['settings.json', 'spending.json', 'learned.json']
  return Object.fromEntries(Object.entries(contents).filter(([path]) => !others.includes(path)))
}

/** Whether the one conversation's own file tells when its reply was first heard, which is noted last and written a while after. */
function isHeardNoted(): boolean {
  const [path] = filesWith(answered.app.dataFolder, ['Something to keep']).filter(file => /json$/.test(file))
  if (!path) return false
  const { turns } = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  return typeof turns[0]?.reply?.times.soundedMs === 'number'
}

/** The contents of the data folder once nothing was written to it for as long as conversations' own files may wait. */
async function settledContents(): Promise<Record<string, string>> {
  let contents: Record<string, string> = {}
  const isSettled = () => {
    const last = contents
    contents = folderContents(answered.app.dataFolder)
    return isDeepStrictEqual(contents, last)
  }
  await expect.poll(isSettled, { interval: 1500 }).toBe(true)
  return contents
}

test('is talked in as anywhere, and leaves nothing on the disk', async () => {
  await parley().type('Something to keep')
  await answeredAgain(1)
  await expect.poll(isHeardNoted).toBe(true)
  const before = await settledContents()

  await openPrivate()
  await dock().getByText(NOTE).waitFor()
  await speak()
  await answeredAgain(1)
  await button('Play reply').click()
  await button('Close replay').click()
  await parley().type('Is this really secret?')
  await answeredAgain(2)
  await button('Say again').last().click()
  await answeredAgain(3)
  expect(await parley().listed('').count()).toBe(1)
  await closePrivate()

  expect(keptOf(folderContents(answered.app.dataFolder))).toEqual(keptOf(before))
  expect(filesWith(answered.app.dataFolder, ['really secret'])).toEqual([])
})

test('lives on above the others while another is open, and is gone once it is closed', async () => {
  await openPrivate()
  await parley().type('Still there?')
  await answeredAgain(1)
  await button('New conversation').click()
  expect(await dock().getByText(NOTE).count()).toBe(0)
  await button('Private conversation').click()
  await parley().log.getByText('Still there?').waitFor()
  await closePrivate()
  expect({
    item: await button('Private conversation').count(),
    said: await parley().log.getByText('Still').count(),
  }).toEqual({ item: 0, said: 0 })
})

test('is not found by the search, nor among the drafts', async () => {
  await openPrivate()
  await parley().type('Xylophone')
  await answeredAgain(1)
  await page().getByRole('textbox', { name: 'Message' }).blur()
  await page().keyboard.down('Space')
  await dock()
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await page().evaluate(() => dispatchEvent(new Event('blur')))
  await page().keyboard.up('Space')
  await button('Send').waitFor()
  await page().getByRole('searchbox').fill('xylophone')
  await page().getByText('Nothing found').waitFor()
  await page().getByRole('searchbox').fill('')
  await button('Drafts').click()
  await page().getByText('No drafts').waitFor()
})

test('begins with its keys, and a press while the reply sounds records at once', async () => {
  await page().getByRole('textbox', { name: 'Message' }).blur()
  await page().keyboard.press('Control+Shift+N')
  await heading().waitFor()
  answered.server.reply = knownReply
  await speak()
  await parley().phase('Speaking')
  await speak()
  await answeredAgain(2)
})

test('stays private when nothing is left in it, or nothing came of its first recording', async () => {
  await openPrivate()
  await page().getByRole('textbox', { name: 'Message' }).blur()
  await parley().moveSpace('keydown', 'keyup')
  await dock()
    .getByText(/too short|Double-tap/)
    .waitFor()
  await heading().waitFor()
  await page().keyboard.down('Space')
  await dock()
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await page().keyboard.press('Escape')
  await page().keyboard.press('Escape')
  await page().keyboard.up('Space')
  await button('Undo').waitFor()
  await heading().waitFor()
  await parley().type('Only this')
  await answeredAgain(1)
  await parley().choose(button('Turn menu'), 'Delete question and reply')
  await expect.poll(() => parley().log.getByRole('article').count()).toBe(0)
  await heading().waitFor()
  await dock().getByText(NOTE).waitFor()
})

test('has a text box of its own, which goes with it, and no Undo is left', async () => {
  const box = page().getByRole('textbox', { name: 'Message' })
  await box.fill('For everyone')
  await openPrivate()
  const seen = [await box.inputValue()]
  await parley().type('Secret')
  await answeredAgain(1)
  await box.fill('Half a secr')
  await button('New conversation').click()
  seen.push(await box.inputValue())
  await button('Private conversation').click()
  await heading().waitFor()
  seen.push(await box.inputValue())
  await parley().choose(button('Turn menu'), 'Delete question and reply')
  await button('Undo').waitFor()
  await heading().waitFor()
  await closePrivate()
  seen.push(await box.inputValue())
  await openPrivate()
  expect([...seen, await box.inputValue(), await button('Undo').count()]).toEqual([
    ...['', 'For everyone', 'Half a secr', 'For everyone', '', 0],
  ])
  await closePrivate()
  await box.fill('')
})

test('says for which conversation something is recorded while another is shown', async () => {
  await parley().type('Something ordinary')
  await answeredAgain(1)
  await page().getByRole('textbox', { name: 'Message' }).blur()
  await page().keyboard.down('Space')
  await dock()
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  const whileShown = await dock().getByText('Recorded for').count()
  await openPrivate()
  await dock().getByText('Recorded for “Something ordinary”').waitFor()
  await page().keyboard.up('Space')
  await dock().getByText('Recorded for').waitFor({ state: 'hidden' })
  await parley().phase('Ready')
  await page().keyboard.down('Space')
  await dock()
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await button('New conversation').click()
  await dock().getByText('Recorded for the private conversation').waitFor()
  await dock().getByRole('button', { name: 'Show it' }).click()
  await heading().waitFor()
  await page().keyboard.up('Space')
  await answeredAgain(1)
  await parley().listed('Something ordinary').getByRole('button').first().click()
  await answeredAgain(2)
  expect(whileShown).toBe(0)
})

test('is not hidden by what the search says it can find', async () => {
  await openPrivate()
  await page().getByRole('searchbox').click()
  await page().getByText('from:me').waitFor()
  const edges = await page().evaluate(() => {
    const edge = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
    return [edge('.private-item')?.bottom, edge('.search-help')?.top]
  })
  expect(edges[1]).toBeGreaterThanOrEqual(edges[0] ?? Number.POSITIVE_INFINITY)
})

test('is gone when the window is loaded again', async () => {
  await openPrivate()
  await parley().type('Will you remember?')
  await answeredAgain(1)
  await page().reload()
  await parley().talkButton.waitFor()
  expect(await button('Private conversation').count()).toBe(0)
  await openPrivate()
})
