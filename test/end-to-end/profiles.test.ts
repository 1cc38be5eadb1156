import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newProfile } from '../../app/profiles/profiles.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply } from '../helpers/known-reply.ts'
import { ProfilePage } from '../helpers/profile-page.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

/* Several profiles: switching between them with two keys, for one conversation alone, and keeping the list of them. */

let one: EndpointServer
let two: EndpointServer
let app: RunningApp
let parley: ConversationPage
let profiles: ProfilePage

beforeAll(async () => {
  one = await startEndpointServer({ reply: { words: 'One answers.', samples: briefReply.samples } })
  two = await startEndpointServer({ reply: { words: 'Two answers.', samples: briefReply.samples } })
  const list = [
    newProfile('one', { name: 'One', baseUrl: one.baseUrl, model: 'model-one' }),
    newProfile('two', { name: 'Two', baseUrl: two.baseUrl, model: 'model-two' }),
  ]
  app = await startApp({ settings: { profiles: list } })
  parley = new ConversationPage(app)
  profiles = new ProfilePage(app.page)
})

afterAll(async () => {
  await app?.close()
  await Promise.all([one?.close(), two?.close()])
})

afterEach(async () => {
  await app.page.keyboard.press('Escape')
  await parley.newConversation()
})

const menu = () => app.page.getByRole('menu', { name: 'Who answers' })
const button = (model: string) => app.page.getByRole('button', { name: `${model} · marin` })
const item = (name: string) => menu().getByRole('menuitemradio', { name })
const radio = (name: string) => app.page.getByRole('radio', { name })

async function openMenu(): Promise<void> {
  await app.page.keyboard.press('ControlOrMeta+e')
  await menu().waitFor()
}

/** Chooses with two keys. */
async function choose(digit: string): Promise<void> {
  await openMenu()
  await app.page.keyboard.press(digit)
  await menu().waitFor({ state: 'detached' })
}

describe('the menu of profiles', () => {
  test('lets another answer with two keys, from the next question on', async () => {
    await parley.type('Who is it?')
    await parley.answered('One answers.')
    await choose('2')
    await button('model-two').waitFor()
    await parley.type('And now?')
    await parley.answered('Two answers.')
    await choose('1')
    await button('model-one').waitFor()
  })

  test('is moved in by arrows, and begins at the profile that answers', async () => {
    await openMenu()
    await expect.poll(() => item('One').evaluate(element => element === document.activeElement)).toBe(true)
    await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('Enter')
    await button('model-two').waitFor()
    await choose('1')
    await button('model-one').waitFor()
  })

  test('lets another answer in one conversation alone, from its first question on', async () => {
    const asked = two.requests.length
    await openMenu()
    await menu().getByRole('menuitemcheckbox', { name: 'For this conversation only' }).click()
    await app.page.keyboard.press('2')
    await button('model-two').waitFor()
    await parley.type('Who is it here?')
    await parley.answered('Two answers.')
    await parley.newConversation()
    await button('model-one').waitFor()
    await parley.type('And there?')
    await parley.answered('One answers.')
    expect(two.requests.length - asked).toBe(1)
    await parley.listed('Who is it here?').getByRole('button').first().click()
    await button('model-two').waitFor()
    await openMenu()
    const onlyHere = menu().getByRole('menuitemcheckbox', { name: 'For this conversation only' })
    expect(await onlyHere.getAttribute('aria-checked')).toBe('true')
    await onlyHere.click()
    await app.page.keyboard.press('Escape')
    await button('model-one').waitFor()
  })
})

describe('the list of profiles', () => {
  test('has each with its host, its model and its key, and lets one of them answer', async () => {
    await profiles.open()
    await app.page.getByText(`${new URL(one.baseUrl).host} · model-one · marin`).waitFor()
    expect(await app.page.getByText('No key', { exact: true }).count()).toBe(2)
    await radio('Two').check()
    await button('model-two').waitFor()
    await radio('Automatic').check()
    await button('model-one').waitFor()
  })

  test('grows from the usual servers, by copies, and takes back what was removed with its key', async () => {
    const { page } = app
    await profiles.open()
    await page.getByRole('button', { name: 'Add a profile' }).click()
    await page.getByRole('menuitem', { name: /^Azure OpenAI/ }).click()
    expect(await page.getByRole('textbox', { name: 'API version' }).inputValue()).toBe('2025-01-01-preview')
    await profiles.enterAddress('https://r.openai.azure.com/openai/deployments/d/chat/completions')
    await expect.poll(() => profiles.address.inputValue()).toBe('https://r.openai.azure.com/openai/deployments/d')
    await profiles.enterKey('azure-test-key-1234')
    await profiles.leave()
    await parley.choose(page.getByRole('button', { name: 'Menu of Azure OpenAI' }), 'Duplicate')
    await page.getByText('A key ending in 1234 is kept').waitFor()
    await profiles.leave()
    await parley.choose(page.getByRole('button', { name: 'Menu of Azure OpenAI', exact: true }), 'Remove')
    await page.getByText('Azure OpenAI was removed, with its key.').waitFor()
    expect(await page.getByText('Key ending in 1234').count()).toBe(1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByText('Key ending in 1234').count()).toBe(2)
    for (const name of ['Azure OpenAI (copy)', 'Azure OpenAI']) {
      await parley.choose(page.getByRole('button', { name: `Menu of ${name}`, exact: true }), 'Remove')
      await radio(name).waitFor({ state: 'detached' })
    }
  })

  test('keeps what is being typed while something else is drawn anew', async () => {
    const { page, host } = app
    await profiles.open()
    await page.getByRole('button', { name: 'Edit One' }).click()
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('Number on')
    const other = await openSocketWindow(host.url)
    await other.main.changeProfile({ profileId: 'one', project: 'proj_1' })
    await expect.poll(() => page.getByRole('textbox', { name: 'Project' }).inputValue()).toBe('proj_1')
    expect(await name.inputValue()).toBe('Number on')
    await other.main.changeProfile({ profileId: 'one', project: '' })
    await other.close()
    await name.fill('One')
  })

  test('takes headers, whose values it never shows, and refuses those that are not the user’s to say', async () => {
    const { page } = app
    await profiles.open()
    await page.getByRole('button', { name: 'Edit One' }).click()
    const add = async (name: string, value: string) => {
      await page.getByLabel('Header name').fill(name)
      await page.getByLabel('Value', { exact: true }).fill(value)
      await page.getByRole('button', { name: 'Add header' }).click()
    }
    await add('Host', 'elsewhere.example')
    await page.getByRole('alert').getByText('it belongs to the connection').waitFor()
    await add('X-Team', 'blue team')
    await page.getByText('x-team value kept').waitFor()
    await expect.poll(() => page.getByLabel('Value', { exact: true }).inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await parley.type('Whose team?')
    await parley.answered('One answers.')
    expect(one.requests.at(-1)?.headers['x-team']).toBe('blue team')
    await profiles.open()
    await page.getByRole('button', { name: 'Edit One' }).click()
    await page.getByRole('button', { name: 'Remove the header x-team' }).click()
    await page.getByText('x-team value kept').waitFor({ state: 'detached' })
  })
})

test('a conversation whose profile is gone says who answers now, before anything is asked', async () => {
  const { page } = app
  await openMenu()
  await menu().getByRole('menuitemcheckbox', { name: 'For this conversation only' }).click()
  await page.keyboard.press('2')
  await parley.type('Are you still there?')
  await parley.answered('Two answers.')
  await profiles.open()
  await parley.choose(page.getByRole('button', { name: 'Menu of Two' }), 'Remove')
  await radio('Two').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  const alert = page.getByRole('alert').filter({ hasText: 'One answers now.' })
  await alert.waitFor()
  await alert.getByRole('button', { name: 'Go on with it' }).click()
  await alert.waitFor({ state: 'detached' })
  await parley.type('And now?')
  await parley.answered('One answers.')
})
