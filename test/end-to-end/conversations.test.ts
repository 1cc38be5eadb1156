import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AnsweredApp, startAnsweredApp } from '../helpers/answered-app.ts'
import { briefReply } from '../helpers/known-reply.ts'

let answered: AnsweredApp
const page = () => answered.app.page
const parley = () => answered.parley
const listed = (name: string) => parley().listed(name)
const titles = () =>
  page().getByRole('list', { name: 'Conversations', exact: true }).locator('.conversation-title').allTextContents()
const menu = () => page().getByRole('button', { name: 'Conversation menu' })
const heading = (name: string) => page().getByRole('heading', { level: 1, name, exact: true })
const place = (name: string) => page().getByRole('button', { name, exact: true })

beforeAll(async () => {
  answered = await startAnsweredApp()
})

beforeEach(() => parley().newConversation())

afterEach(async () => {
  await page().keyboard.press('Escape')
  answered.server.reset()
  answered.server.reply = briefReply
})

afterAll(() => answered.close())

/** Asks in a new conversation, whose title these words become. */
async function ask(text: string): Promise<void> {
  await parley().newConversation()
  await parley().type(text)
  await parley().answered(briefReply.words)
  await parley().phase('Ready')
}

async function reload(): Promise<void> {
  await page().reload()
  await parley().talkButton.waitFor()
}

describe('the title', () => {
  test('that is typed with F2 in the list survives a reload, and an empty one gives the first words back', async () => {
    await ask('About lighthouses')
    await listed('About lighthouses').getByRole('button').first().press('F2')
    const field = page().getByRole('textbox', { name: 'Title' })
    await field.fill('Towers with lamps')
    await field.press('Enter')
    await heading('Towers with lamps').waitFor()
    await reload()
    await listed('Towers with lamps').getByRole('button').first().click()
    await heading('Towers with lamps').dblclick()
    await field.fill('')
    await field.press('Enter')
    await heading('About lighthouses').waitFor()
  })

  test('stays as it was at Escape', async () => {
    await ask('About ferries')
    await page().getByRole('textbox', { name: 'Message' }).blur()
    await page().keyboard.press('F2')
    await page().getByRole('textbox', { name: 'Title' }).fill('Something else')
    await page().keyboard.press('Escape')
    await heading('About ferries').waitFor()
    expect(await place('Rename').evaluate(button => button === document.activeElement)).toBe(true)
    await reload()
    await listed('About ferries').waitFor()
  })
})

test('a pinned conversation stands above newer ones until it is unpinned', async () => {
  await ask('About anchors')
  await parley().choose(menu(), 'Pin')
  await ask('About bridges')
  expect((await titles()).slice(0, 2)).toEqual(['About anchors', 'About bridges'])
  await reload()
  await listed('About anchors').getByRole('button').first().click()
  await parley().choose(menu(), 'Unpin')
  await expect.poll(async () => (await titles()).slice(0, 2)).toEqual(['About bridges', 'About anchors'])
})

test('an archived conversation is in its place, and comes back from there', async () => {
  await ask('About canals')
  await parley().choose(menu(), 'Archive')
  await expect.poll(() => listed('About canals').count()).toBe(0)
  await place('Archived').click()
  const archived = page().getByRole('list', { name: 'Archived conversations' })
  await archived.getByRole('button', { name: 'About canals' }).first().waitFor()
  await parley().choose(page().getByRole('button', { name: 'Menu of “About canals”' }), 'Take out of the archive')
  await listed('About canals').waitFor()
  await page().getByText('Nothing is archived.').waitFor()
})

describe('a deleted conversation', () => {
  test('is gone at once and taken back as it was', async () => {
    await ask('About dikes')
    await listed('About dikes').getByRole('button').first().press('Delete')
    await expect.poll(() => listed('About dikes').count()).toBe(0)
    await expect.poll(() => parley().log.getByRole('article').count()).toBe(0)
    await page().getByRole('button', { name: 'Undo' }).click()
    await listed('About dikes').waitFor()
    await parley().answered(briefReply.words)
  })

  test('leaves the list of every window, and says there that it is in the trash', async () => {
    await ask('About estuaries')
    const other = await answered.app.browser.newPage()
    await other.goto(answered.app.host.url)
    await other.getByRole('list', { name: 'Conversations', exact: true }).getByText('About estuaries').click()
    await parley().choose(menu(), 'Delete')
    await other.getByText('This conversation is in the trash').waitFor()
    expect(
      await other.getByRole('list', { name: 'Conversations', exact: true }).getByText('About estuaries').count(),
    ).toBe(0)
    await other.close()
  })

  test('can be looked at in the trash and heard, a question there begins a new one, and it is restored', async () => {
    await ask('About fjords')
    await parley().choose(menu(), 'Delete')
    await place('Trash').click()
    const trash = page().getByRole('list', { name: 'Deleted conversations and turns' })
    await trash.getByText('About fjords').click()
    await page().getByRole('button', { name: 'Play reply' }).click()
    await page().getByRole('button', { name: 'Play reply' }).waitFor()
    await parley().type('About glaciers')
    await heading('About glaciers').waitFor()
    await parley().answered(briefReply.words)
    await parley().phase('Ready')
    await place('Trash').click()
    const row = trash.getByRole('listitem').filter({ hasText: 'About fjords' })
    await row.getByText('will be deleted in 30 days').waitFor()
    await row.getByRole('button', { name: 'Restore' }).click()
    await listed('About fjords').waitFor()
    await expect.poll(() => row.count()).toBe(0)
  })

  test('that is deleted for ever leaves no file, after a question that names it', async () => {
    const before = await answered.app.soundFiles()
    await ask('About harbours')
    expect((await answered.app.soundFiles()).length).toBeGreaterThan(before.length)
    await parley().choose(menu(), 'Delete')
    await place('Trash').click()
    await parley().choose(page().getByRole('button', { name: 'Menu of “About harbours”' }), 'Delete for ever')
    const sheet = page().getByRole('dialog', { name: 'Delete “About harbours” for ever?' })
    await sheet.getByText('1 turn with all recordings and replies').waitFor()
    await sheet.getByRole('button', { name: 'Delete for ever' }).click()
    await expect.poll(() => answered.app.soundFiles()).toEqual(before)
    await page().getByText('About harbours').waitFor({ state: 'detached' })
    expect(await page().getByRole('button', { name: 'Undo' }).count()).toBe(0)
  })
})

test('a deleted turn is in the trash and comes back from there', async () => {
  await ask('About islands')
  await parley().choose(page().getByRole('button', { name: 'Turn menu' }), 'Delete question and reply')
  await place('Trash').click()
  const turn = page().getByRole('article').filter({ hasText: 'About islands' })
  await turn.getByRole('button', { name: 'Restore' }).click()
  await listed('About islands').getByRole('button').first().click()
  await parley().answered(briefReply.words)
})

test('the drafts of a deleted conversation leave Drafts and come back with it', async () => {
  await page().keyboard.down('Space')
  await parley().recorded(500)
  await page().evaluate(() => dispatchEvent(new Event('blur')))
  await parley().log.getByRole('button', { name: 'Discard' }).waitFor()
  await page().keyboard.up('Space')
  await place('Drafts (1)').waitFor()
  await parley().choose(menu(), 'Delete')
  await place('Drafts').waitFor()
  await place('Trash').click()
  await page().getByRole('list', { name: 'Deleted' }).locator('.conversation-item').first().click()
  await parley().log.getByText('Draft, never sent.').waitFor()
  expect(await parley().log.getByRole('button', { name: 'Discard' }).count()).toBe(0)
  await page().getByRole('button', { name: 'Undo' }).click()
  await place('Drafts (1)').waitFor()
  await parley().log.getByRole('button', { name: 'Discard' }).click()
  await place('Drafts').waitFor()
})

describe('several conversations', () => {
  const bar = () => page().getByRole('region', { name: 'Selected conversations' })

  test('chosen with Ctrl, Shift and the keys are deleted at once, and all come back with Undo', async () => {
    for (const name of ['jetties', 'keels', 'locks', 'moles']) await ask(`About ${name}`)
    const item = (name: string) => listed(`About ${name}`).locator('.conversation-item')
    await item('moles').click({ modifiers: ['ControlOrMeta'] })
    await item('keels').click({ modifiers: ['Shift'] })
    await bar().getByText('3 selected').waitFor()
    await item('keels').press('Shift+ArrowDown')
    await bar().getByText('4 selected').waitFor()
    await item('jetties').press('Shift+ArrowUp')
    await bar().getByText('3 selected').waitFor()
    await bar().getByRole('button', { name: 'Delete' }).click()
    await page().getByText('3 conversations moved to the trash').waitFor()
    const chosen = async () => (await titles()).filter(title => /jetties|keels|locks|moles/.test(title))
    await expect.poll(chosen).toEqual(['About jetties'])
    await page().getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await chosen()).length).toBe(4)
  })

  test('that are chosen all go with the Delete key', async () => {
    for (const name of ['sandbars', 'tides']) await ask(`About ${name}`)
    await listed('About tides').locator('.conversation-item').press('Shift+ArrowDown')
    await listed('About sandbars').locator('.conversation-item').press('Delete')
    await page().getByText('2 conversations moved to the trash').waitFor()
    await expect.poll(async () => (await titles()).filter(title => /sandbars|tides/.test(title))).toEqual([])
  })

  test('Select all means every conversation, and Escape ends it', async () => {
    await ask('About nets')
    await page().getByRole('button', { name: 'Select conversations' }).click()
    await bar().getByRole('button', { name: 'Select all' }).click()
    await bar()
      .getByText(`${(await titles()).length} selected`)
      .waitFor()
    await page().keyboard.press('Escape')
    expect(await bar().count()).toBe(0)
  })

  test('emptying the trash says how much goes, and leaves nothing of it', async () => {
    await ask('About oars')
    await parley().choose(menu(), 'Delete')
    await place('Trash').click()
    await page().getByRole('button', { name: 'Empty Trash' }).click()
    const sheet = page().getByRole('dialog', { name: 'Empty the trash?' })
    await sheet.getByText(/conversation.* will be gone for good/).waitFor()
    await sheet.getByRole('button', { name: 'Empty Trash' }).click()
    await page().getByText('The trash is empty.').waitFor()
  })
})

test('corrected words are said to be, are kept over a reload, and the conversation is listed by them', async () => {
  await ask('About piers')
  await parley().choose(page().getByRole('button', { name: 'Turn menu' }), 'Edit words of the reply')
  await page().getByRole('textbox', { name: 'Words of the reply' }).fill('A zeppelin moored at the pier.')
  await page().keyboard.press('Control+Enter')
  await parley().log.getByText('Edited').waitFor()
  await reload()
  await listed('A zeppelin moored').getByRole('button').first().click()
  await parley().log.getByText('A zeppelin moored at the pier.').waitFor()
  await parley().log.getByText('Edited').waitFor()
})

test('words that are being corrected wait while others are shown, take no focus from them, and give it back at the end', async () => {
  await ask('About reefs')
  const field = page().getByRole('textbox', { name: 'Words of the reply' })
  await parley().choose(page().getByRole('button', { name: 'Turn menu' }), 'Edit words of the reply')
  await field.fill('Half a thought')
  await parley().newConversation()
  await listed('About reefs').getByRole('button').first().click()
  await field.waitFor()
  expect([await field.inputValue(), await field.evaluate(each => each === document.activeElement)]).toEqual([
    'Half a thought',
    false,
  ])
  await field.press('Control+Enter')
  await parley().log.getByText('Half a thought').waitFor()
  await page().getByRole('button', { name: 'Turn menu' }).and(page().locator(':focus')).waitFor()
})

test('a conversation goes on from a turn in a copy, which leaves the first as it was', async () => {
  await ask('About quays')
  await parley().type('And about ramps?')
  await parley().log.getByRole('article').nth(1).getByRole('button', { name: 'Play reply' }).waitFor()
  await parley().phase('Ready')
  await parley().choose(page().getByRole('button', { name: 'Turn menu' }).first(), 'Continue from here')
  await expect.poll(() => parley().log.getByRole('article').count()).toBe(1)
  await expect.poll(() => listed('About quays').count()).toBe(2)
})

test('a menu is walked with the arrow keys, and Escape gives the focus back', async () => {
  await ask('About sails')
  await menu().press('ArrowDown')
  const focused = () => page().evaluate(() => document.activeElement?.textContent ?? '')
  expect(await focused()).toContain('Rename')
  await page().keyboard.press('ArrowUp')
  expect(await focused()).toContain('Delete')
  await page().keyboard.press('Home')
  await page().keyboard.press('p')
  expect(await focused()).toContain('Pin')
  await page().keyboard.press('Escape')
  expect(await menu().evaluate(button => button === document.activeElement)).toBe(true)
})

test('the settings tell what the library takes on the disk', async () => {
  await ask('About tides')
  await page().keyboard.press('Control+,')
  await page().getByRole('tab', { name: 'History' }).click()
  const use = page().getByRole('region', { name: 'Room on the disk' })
  await use.getByText(/\d+ conversations?, \d+ turns?/).waitFor()
  expect(await use.getByText(/^[\d.,]+ [kMG]B$/).count()).toBe(4)
  await page().keyboard.press('Escape')
})
