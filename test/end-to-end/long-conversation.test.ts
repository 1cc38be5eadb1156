import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { nextFrame, watchFrames } from '../helpers/frames.ts'
import { newReply, newTurn } from '../helpers/library-folder.ts'
import { withoutWorkers } from '../helpers/plain-wire.ts'

/*
 * A conversation of a thousand turns in the built window: what is in the page at every frame while it is scrolled as fast
 * as anybody could, and whether what is seen stays where it is.
 */

const TURNS = 1000
const CONVERSATIONS = 450
const MOST_ROWS = 60
let dataFolder: string
let app: RunningApp
let parley: ConversationPage
let letPagesCome: () => void = () => undefined

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'parley-long-'))
  const library = openLibrary(dataFolder)
  for (let n = CONVERSATIONS; n > 0; n--)
    library.createTurn(newTurn({ status: 'sending', text: `Conversation ${n}.`, microphone: '' }))
  makeLongConversation(library)
  library.close()
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ setupDone: true }))
  app = await startApp({ dataFolder, beforeLoad: holdPages })
  parley = new ConversationPage(app)
})

afterAll(async () => {
  await app?.close()
  await rm(dataFolder, { recursive: true, force: true })
})

test('a long conversation opens at its end, and what is seen stays where it is while all before it comes', async () => {
  await app.page.getByRole('list', { name: 'Conversations', exact: true }).getByRole('button').first().click()
  await parley.log.getByText(`Answer ${TURNS}.`).waitFor()
  const atOpening = await restPx()
  await scrollTo(0.5)
  const before = await firstSeen()
  await allTurns()
  const after = await firstSeen()
  expect({ atOpening, after }).toEqual({ atOpening: 0, after: before })
})

describe('fast scrolling finds every row there, of the few that are in the page,', () => {
  const steps = Array.from({ length: 25 }, (_, i) => i)
  const ways: [string, () => Promise<void>][] = [
    ['from end to start in steps of the wheel', () => wheel(0, -1200)],
    ['to places far from each other', () => inTurn(steps.map(i => () => scrollTo((i * 0.37) % 1)))],
    ['at Home', () => press('Home')],
    ['down in steps of the wheel', () => wheel(0, 4000)],
    ['at Page Down and Page Up', () => inTurn(['PageDown', 'PageDown', 'PageUp'].map(key => () => press(key)))],
    ['at End', () => press('End')],
    ['from end to start in jumps', () => inTurn(steps.map(i => () => scrollTo(1 - i / (steps.length - 1))))],
  ]

  test.each(ways)('%s', async (_, use) => {
    await allTurns()
    const seen = await watchFrames(app.page, TURNS, use)
    expect(seen).toEqual({ frames: expect.any(Number), mostRows: expect.any(Number), blanks: [] })
    expect(seen.mostRows).toBeLessThanOrEqual(MOST_ROWS)
    expect(seen.frames).toBeGreaterThan(0)
  })

  async function wheel(x: number, y: number): Promise<void> {
    const box = await parley.log.boundingBox()
    if (!box) throw new Error('the timeline is not on screen')
    await app.page.mouse.move(box.x + 200, box.y + 100)
    await inTurn(steps.map(() => () => app.page.mouse.wheel(x, y)))
  }

  async function press(key: string): Promise<void> {
    await parley.log.focus()
    await app.page.keyboard.press(key)
    await nextFrame(app.page)
  }
})

test('Home shows the first turn of all, End the last', async () => {
  await allTurns()
  await parley.log.focus()
  await app.page.keyboard.press('Home')
  const [first] = [await firstSeen()]
  await app.page.keyboard.press('End')
  await parley.log.getByText(`Answer ${TURNS}.`).waitFor()
  expect([first, await restPx()]).toEqual([{ place: 1, topPx: 0 }, 0])
})

test('a deleted turn that is taken back is brought into view', async () => {
  await allTurns()
  await scrollTo(0.5)
  const { place } = await firstSeen()
  const row = parley.log.locator(`[aria-posinset="${place + 1}"]`)
  const question = (await row.getByText(/^Question/).textContent()) ?? ''
  await parley.choose(row.getByRole('button', { name: 'Turn menu' }), 'Delete question and reply')
  await scrollTo(1)
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await parley.log.getByText(question, { exact: true }).waitFor()
  await expect.poll(async () => (await firstSeen()).place - place).toBeLessThanOrEqual(1)
  expect(await restPx()).toBeGreaterThan(10_000)
})

test('what has the focus stays while one scrolls away, and Tab goes on from there', async () => {
  await allTurns()
  await scrollTo(0.5)
  const { place } = await firstSeen()
  const copy = (n: number) => parley.log.locator(`[aria-posinset="${n}"]`).getByRole('button', { name: 'Say it' })
  await copy(place).focus()
  await scrollTo(0)
  await scrollTo(1)
  const isFocused = (n: number) => copy(n).evaluate(button => button === document.activeElement)
  const stayed = await isFocused(place)
  const buttons = await parley.log.locator(`[aria-posinset="${place}"]`).getByRole('button').count()
  for (let i = 0; i < buttons; i++) await app.page.keyboard.press('Tab')
  expect([stayed, await isFocused(place + 1)]).toEqual([true, true])
})

test('the list of conversations goes on as long as there are more, with few in the page', async () => {
  const list = app.page.getByRole('list', { name: 'Conversations', exact: true })
  const last = list.getByRole('button', { name: `Conversation ${CONVERSATIONS}.` })
  await list.getByRole('button').first().focus()
  await expect
    .poll(async () => {
      await app.page.keyboard.press('End')
      return last.count()
    })
    .toBe(1)
  const sizes = await list.getByRole('listitem').evaluateAll(items => items.map(item => item.ariaSetSize))
  expect(new Set(sizes)).toEqual(new Set([String(CONVERSATIONS + 1)]))
  expect(sizes.length).toBeLessThanOrEqual(MOST_ROWS)
})

/** Lets every turn of the conversation come. */
async function allTurns(): Promise<void> {
  letPagesCome()
  const first = () =>
    parley.log
      .locator('article')
      .first()
      .evaluate(({ ariaPosInSet, parentElement }) => {
        return Number(ariaPosInSet) - Number(parentElement?.getAttribute('data-index'))
      })
  await expect.poll(first).toBe(1)
}

/** How far the timeline is from its end. */
function restPx(): Promise<number> {
  return parley.log.evaluate(log => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop))
}

/** Scrolls to a share of the whole length, as the scroll bar does. */
async function scrollTo(share: number): Promise<void> {
  await parley.log.evaluate((log, share) => {
    log.scrollTop = (log.scrollHeight - log.clientHeight) * share
  }, share)
  await nextFrame(app.page)
}

/** The turn at the upper edge of the view: its place in the conversation, and where it begins. */
async function firstSeen(): Promise<{ place: number; topPx: number }> {
  await nextFrame(app.page)
  return parley.log.evaluate(log => {
    const { left, top } = log.getBoundingClientRect()
    const row = document.elementFromPoint(left + 40, top + 1)?.closest('[data-index]')
    const place = Number(row?.querySelector('article')?.ariaPosInSet)
    return { place, topPx: Math.round((row?.getBoundingClientRect().top ?? NaN) - top) }
  })
}

/** Does one thing after the other, each in a frame of its own. */
async function inTurn(deeds: (() => Promise<unknown>)[]): Promise<void> {
  for (const deed of deeds) {
    await deed()
    await nextFrame(app.page)
  }
}

function makeLongConversation(library: Library): void {
  const conversationId = randomUUID()
  for (let n = 1; n <= TURNS; n++) {
    const text = `Question ${n}. ${'and '.repeat((n * 7) % 60)}`
    const { id } = library.createTurn(newTurn({ conversationId, status: 'sending', text, microphone: '' }))
    const words = `Answer ${n}. ${'because '.repeat((n * 13) % 150)}`
    library.changeTurn(id, { status: 'answered', reply: newReply({ words }) })
  }
}

/** Keeps the window's requests for earlier turns from main until they may go. */
async function holdPages(page: Page): Promise<void> {
  const gate = new Promise<void>(resolve => {
    letPagesCome = resolve
  })
  await withoutWorkers(page)
  await page.routeWebSocket(/\/wire$/, socket => {
    const main = socket.connectToServer()
    socket.onMessage(async message => {
      const frame = typeof message === 'string' ? null : decode(message)
      if (Array.isArray(frame) && frame[1] === 'listTurns') await gate
      main.send(message)
    })
  })
}
