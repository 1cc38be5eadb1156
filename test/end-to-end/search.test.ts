import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from '@msgpack/msgpack'
import type { Locator, Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Reply } from '../../app/conversation.ts'
import { samplesToPcm } from '../../app/pcm.ts'
import { words } from '../../app/words/words.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { codedSamples } from '../helpers/known-reply.ts'
import { newReply, newTurn } from '../helpers/library-folder.ts'
import { withoutWorkers } from '../helpers/plain-wire.ts'

/*
 * Finding something that was said, in the built window, over a library whose every word and the moment it is said at are known.
 */

/** More turns than come with the first pages of a conversation. */
const LONG = 400
const REPLY_SECONDS = 10
/** Where in the reply "Porto" is said. */
const PORTO_MS = 6000
const reply = 'Take the tram along the river. Then cross the bridge to Porto and eat a francesinha.'

let dataFolder: string
let app: RunningApp

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'parley-search-'))
  const library = openLibrary(dataFolder)
  const trip = answer(library, 'How do I get there?', { words: reply, alignment: [[reply.indexOf('Porto'), PORTO_MS]] })
  library.changeConversation(trip.conversationId, { title: 'Portuguese holidays' })
  const conversationId = randomUUID()
  for (let i = 1; i <= LONG; i++)
    answer(library, i === 1 ? 'Where are wombats at home?' : `Question ${i}`, {}, conversationId)
  answer(library, '天安门在哪里', { words: '在北京。' })
  library.close()
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ setupDone: true }))
  app = await startApp({ dataFolder, beforeLoad: noteWhereSoundsBegin })
}, 120_000)

afterAll(async () => {
  await app?.close()
  await rm(dataFolder, { recursive: true, force: true })
})

beforeEach(async () => {
  await app.page.reload()
  await app.page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  await app.page.keyboard.press('Control+k')
  await box().and(app.page.locator(':focus')).waitFor()
})

test('the empty box says what can be typed into it', async () => {
  await app.page.getByText('from:me').waitFor()
  await app.page.keyboard.type('riv')
  await app.page.getByText('from:me').waitFor({ state: 'hidden' })
})

test('hits come while a word is typed, under their conversation, with what was found marked', async () => {
  await app.page.keyboard.type('riv')
  await hit('along the river').waitFor()
  expect([await hits().allInnerTexts(), await marks(results())]).toEqual([
    [expect.stringMatching(/^Portuguese holidays\s+Reply · Today \d\d:\d\d\s+Take the tram along the river\./)],
    ['river'],
  ])
})

test('a conversation is found by the name that was given to it', async () => {
  await app.page.keyboard.type('holi')
  await results().getByRole('button', { name: 'Portuguese holidays' }).click()
  await app.page.getByRole('heading', { name: 'Portuguese holidays' }).waitFor()
})

test('what is too little to search for is said to be, until it is enough', async () => {
  const note = app.page.getByText(words.search.tooLittle)
  for (const typed of ['g', 'c++', '🐕']) {
    await box().fill(typed)
    await note.waitFor()
  }
  await box().fill('go')
  await note.waitFor({ state: 'hidden' })
})

test('one Chinese character is enough', async () => {
  await app.page.keyboard.insertText('安')
  await hit('天安门在哪里').waitFor()
  expect(await marks(results())).toEqual(['安'])
})

test('Enter finds the best matches, and once more opens the first, whose words are marked in the conversation', async () => {
  await app.page.keyboard.type('porto')
  await app.page.getByText('Newest first').waitFor()
  await app.page.keyboard.press('Enter')
  await app.page.getByText('Best matches ·').waitFor()
  await app.page.keyboard.press('Enter')
  await log().getByText('Take the tram').waitFor()
  expect(await marks(log())).toEqual(['Porto'])
  await box().fill('')
  await expect.poll(() => marks(log())).toEqual([])
})

test('Enter keeps what the beginning of a word has found where there is no such word, and once more opens the first', async () => {
  await app.page.keyboard.type('francesi')
  await hit('francesinha').waitFor()
  // The first press finds out that there is no such word.
  await expect
    .poll(async () => {
      await app.page.keyboard.press('Enter')
      return log().getByText('Take the tram').count()
    })
    .toBe(1)
  await expect.poll(() => marks(log())).toEqual(['francesinha'])
})

test('a hit that Enter opens in a narrow window, where the list goes, has the focus in its conversation', async () => {
  await app.page.setViewportSize({ width: 400, height: 680 })
  try {
    await app.page.keyboard.type('porto')
    await hit('Take the tram').waitFor()
    await app.page.keyboard.press('ArrowDown')
    await hit('Take the tram').and(app.page.locator(':focus')).waitFor()
    await app.page.keyboard.press('Enter')
    await log().locator('article:focus').getByText('Take the tram').waitFor()
  } finally {
    await app.page.setViewportSize({ width: 960, height: 680 })
  }
})

test('a hit far back in a long conversation is brought into view, and stays there while all the turns behind it come', async () => {
  await app.page.keyboard.type('wombats')
  await hit('Where are wombats').click()
  await expect.poll(() => isInView(log().locator('mark'))).toBe(true)
  const first = log().locator('article[aria-posinset="1"] mark')
  await first.waitFor()
  await expect.poll(() => isInView(first)).toBe(true)
})

test('the arrow keys go through the hits and back to the box, where Escape clears it', async () => {
  await app.page.keyboard.type('question')
  for (const [key, at] of [
    ['ArrowDown', hit('Question 400')],
    ['ArrowDown', hit('Question 399')],
    ['ArrowUp', hit('Question 400')],
    ['ArrowUp', box()],
  ] as const) {
    await app.page.keyboard.press(key)
    await at.and(app.page.locator(':focus')).waitFor()
  }
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('list', { name: 'Conversations', exact: true }).waitFor()
  expect(await box().inputValue()).toBe('')
})

test('further hits come as the end of the list is neared', async () => {
  await app.page.keyboard.type('question')
  await app.page.keyboard.press('ArrowDown')
  const last = hit(/Question 2$/)
  await expect
    .poll(async () => {
      await app.page.keyboard.press('End')
      return last.count()
    })
    .toBe(1)
})

test('what is typed while an answer is awaited is asked once it is there, and that answer is not shown', async () => {
  const page = await app.browser.newPage()
  const asked: string[] = []
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await withoutWorkers(page)
  await page.routeWebSocket(/\/wire$/, socket => {
    const main = socket.connectToServer()
    socket.onMessage(async message => {
      const frame = typeof message === 'string' ? null : decode(message)
      const isSearch = Array.isArray(frame) && frame[1] === 'searchTurns'
      const gate = isSearch ? gates[asked.push(String(frame[2].text)) - 1] : undefined
      await gate?.promise
      main.send(message)
    })
  })
  await page.goto(app.host.url)
  await page.getByRole('searchbox', { name: 'Search conversations' }).pressSequentially('wombats')
  const conversations = page.getByRole('list', { name: 'Conversations', exact: true })
  await conversations.waitFor({ state: 'hidden' })
  gates[0]?.resolve()
  await expect.poll(() => asked.length).toBe(2)
  const between = await page.getByRole('list', { name: 'Search results' }).count()
  gates[1]?.resolve()
  await page.getByRole('button').filter({ hasText: 'Where are wombats' }).waitFor()
  await page.close()
  expect([asked, between]).toEqual([['wo', 'wombats'], 0])
})

test('a conversation that is renamed is called so among the hits', async () => {
  await app.page.keyboard.type('bridge')
  await hit('bridge to').click()
  await renameOpenConversation('Holidays in Portugal')
  await results().getByText('Holidays in Portugal').waitFor()
  await renameOpenConversation('Portuguese holidays')
  await results().getByText('Portuguese holidays').waitFor()
})

test('nothing found says so, and a date that is none is complained of', async () => {
  await app.page.keyboard.type('giraffe')
  await app.page.getByText('Nothing found for “giraffe”').waitFor()
  await box().fill('river after:soon')
  await hit('along the river').waitFor()
  await app.page.getByText('after:soon is not understood').waitFor()
})

test('what is thrown away is found no more, and again when it is taken back', async () => {
  await app.page.keyboard.type('安')
  await hit('天安门在哪里').click()
  await app.page.getByRole('button', { name: 'Turn menu' }).click()
  await app.page.getByRole('menuitem', { name: 'Delete question and reply' }).click()
  await app.page.getByText('Nothing found').waitFor()
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await hit('天安门在哪里').waitFor()
  await app.page.getByRole('button', { name: 'Conversation menu' }).click()
  await app.page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
  await app.page.getByText('Nothing found').waitFor()
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await hit('天安门在哪里').waitFor()
})

test('a hit plays from where it is said', async () => {
  await app.page.keyboard.type('porto')
  await results().getByRole('button', { name: 'Play from 0:06' }).click()
  await log().getByRole('button', { name: 'Pause reply' }).waitFor()
  expect(Math.abs((await beginningMs()) - PORTO_MS)).toBeLessThan(400)
})

test('so does its turn, as long as something of what is searched for is in it', async () => {
  await app.page.keyboard.type('porto')
  await hit('bridge to').click()
  await log().getByRole('button', { name: 'Play reply' }).click()
  await log().getByRole('button', { name: 'Pause reply' }).waitFor()
  const searched = await beginningMs()
  await app.page.reload()
  await app.page.getByRole('list', { name: 'Conversations', exact: true }).getByText('Portuguese holidays').click()
  await log().getByRole('button', { name: 'Play reply' }).click()
  await log().getByRole('button', { name: 'Pause reply' }).waitFor()
  expect([Math.abs(searched - PORTO_MS) < 400, await beginningMs()]).toEqual([true, 0])
})

/** An answered turn, its reply spoken. */
function answer(library: Library, text: string, said: Partial<Reply> = {}, conversationId: string = randomUUID()) {
  const { id } = library.createTurn(newTurn({ status: 'sending', text, conversationId, microphone: '' }))
  if (said.words !== undefined) {
    const file = library.createSoundFile(id, 'reply')
    file.append(new Uint8Array(samplesToPcm(codedSamples(REPLY_SECONDS * 24_000))))
    file.finish()
  }
  return library.changeTurn(id, { status: 'answered', reply: newReply({ words: '', ...said }) })
}

/** Lets the page remember where in its sound the last one began to play. */
async function noteWhereSoundsBegin(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      Object.assign(window, { soundBeganAt: this.currentTime * 1000 })
      return play.call(this)
    }
  })
}

function beginningMs(): Promise<number> {
  return app.page.evaluate(() => (window as unknown as { soundBeganAt: number }).soundBeganAt)
}

function box(): Locator {
  return app.page.getByRole('searchbox', { name: 'Search conversations' })
}

function log(): Locator {
  return app.page.getByRole('log', { name: 'Conversation' })
}

function results(): Locator {
  return app.page.getByRole('list', { name: 'Search results' })
}

function hits(): Locator {
  return results().getByRole('listitem')
}

function hit(text: string | RegExp): Locator {
  return results().getByRole('button').filter({ hasText: text })
}

function marks(within: Locator): Promise<string[]> {
  return within.locator('mark').allInnerTexts()
}

function isInView(target: Locator): Promise<boolean> {
  return target.evaluate(element => {
    const { top, bottom } = element.getBoundingClientRect()
    const view = element.closest('[role=log]')?.getBoundingClientRect()
    return view !== undefined && top >= view.top && bottom <= view.bottom
  })
}

async function renameOpenConversation(title: string): Promise<void> {
  await app.page.getByRole('main').getByRole('button', { name: 'Rename', exact: true }).click()
  await app.page.getByRole('textbox', { name: words.conversation.titleField }).fill(title)
  await app.page.keyboard.press('Enter')
}
