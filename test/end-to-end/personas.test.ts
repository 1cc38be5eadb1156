import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defaultPersona } from '../../app/personas/personas.ts'
import { newProfile } from '../../app/profiles/profiles.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { sendJson } from '../helpers/endpoint-exchange.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply } from '../helpers/known-reply.ts'
import { PersonaPage } from '../helpers/persona-page.ts'

/* Personas: made, edited by hand, chosen everywhere or in one conversation, exported and imported; and what the server is then asked. */

let server: EndpointServer
let app: RunningApp
let parley: ConversationPage
let personas: PersonaPage

beforeAll(async () => {
  const reply = { words: 'Somebody answers.', samples: briefReply.samples }
  server = await startEndpointServer({ reply })
  const profiles = [newProfile('one', { name: 'One', baseUrl: server.baseUrl, model: 'model-one' })]
  app = await startApp({ settings: { profiles } })
  parley = new ConversationPage(app)
  personas = new PersonaPage(app.page)
})

afterAll(async () => {
  await app?.close()
  await server?.close()
})

afterEach(async () => {
  await app.page.keyboard.press('Escape')
  await parley.newConversation()
})

const folder = () => join(app.dataFolder, 'personas')
const menu = () => app.page.getByRole('menu', { name: 'Who the model is' })
const button = (name: string) => app.page.getByRole('button', { name, exact: true })

/** Chooses with two keys. */
async function choose(digit: string): Promise<void> {
  await app.page.keyboard.press('ControlOrMeta+Shift+e')
  await menu().waitFor()
  await app.page.keyboard.press(digit)
  await menu().waitFor({ state: 'detached' })
}

/** Asks, and returns what the server was asked to be. */
async function askedAs(question: string) {
  const before = server.requests.length
  await parley.type(question)
  await parley.answered('Somebody answers.')
  await expect.poll(() => server.requests.length).toBeGreaterThan(before)
  const asked = server.requests.at(-1)?.json
  const [system] = asked?.messages ?? []
  return [system?.role === 'system' ? system.content : null, asked?.model, asked?.audio.voice]
}

test('a persona that is made is a file, and what it says is asked from the next question on', async () => {
  await personas.open()
  await personas.add({ Name: 'Sommelier', Instructions: 'You know wine.', Model: 'model-wine', Voice: 'cedar' })
  await expect.poll(() => readdir(folder())).toContain('new-persona.md')
  const text = '---\nname: Sommelier\nmodel: model-wine\nvoice: cedar\n---\n\nYou know wine.\n'
  await expect.poll(() => readFile(join(folder(), 'new-persona.md'), 'utf8')).toBe(text)
  await personas.leave()
  await personas.radio('Sommelier').check()
  await app.page.keyboard.press('Escape')
  await button('Sommelier').waitFor()
  await button('model-wine · cedar').waitFor()
  expect(await askedAs('What is for dinner?')).toEqual(['You know wine.', 'model-wine', 'cedar'])
  await choose('1')
  await button('model-one · marin').waitFor()
  expect(await askedAs('And who is it now?')).toEqual([defaultPersona.instructions, 'model-one', 'marin'])
  await choose('2')
  await button('Sommelier').waitFor()
})

describe('with a file put into the folder by hand', () => {
  beforeAll(async () => {
    await writeFile(join(folder(), 'coach.md'), '---\nname: Coach\nspeed: 1.25\n---\nYou coach runners.')
    await writeFile(join(folder(), 'list.md'), 'milk, bread')
  })

  test('the page tells of it, and of one that is none, without reading them again by a restart', async () => {
    await personas.open()
    await personas.radio('Coach').waitFor()
    await app.page.getByText('“list.md” cannot be used as a persona: its first line is not ---.').waitFor()
    expect(await brokenRules(app.page, 'structure')).toEqual([])
    expect(await readFile(join(folder(), 'list.md'), 'utf8')).toBe('milk, bread')
  })

  test('the menu chooses it with two keys, for one conversation alone from its first question on', async () => {
    await app.page.keyboard.press('ControlOrMeta+Shift+e')
    await menu().getByRole('menuitemcheckbox', { name: 'For this conversation only' }).click()
    await menu().getByRole('menuitemradio', { name: 'Coach' }).click()
    await button('Coach').waitFor()
    expect(await askedAs('How far today?')).toEqual(['You coach runners.', 'model-one', 'marin'])
    await parley.newConversation()
    await button('Sommelier').waitFor()
    expect(await askedAs('And to drink?')).toEqual(['You know wine.', 'model-wine', 'cedar'])
    await parley.listed('How far today?').getByRole('button').first().click()
    await button('Coach').waitFor()
    expect(await askedAs('And tomorrow?')).toEqual(['You coach runners.', 'model-one', 'marin'])
  })

  test('stored replies are played at its speed, and what the user chooses then goes before', async () => {
    await parley.listed('How far today?').getByRole('button').first().click()
    const speed = app.page.getByRole('combobox', { name: 'Speed' })
    await app.page.getByRole('button', { name: 'Play reply' }).first().click()
    await expect.poll(() => speed.first().inputValue()).toBe('1.25')
    await speed.first().selectOption('2')
    await expect.poll(() => speed.first().inputValue()).toBe('2')
  })
})

test('a persona goes to a friend as a file, and comes back by being dropped on the window', async () => {
  const { page } = app
  await personas.open()
  const coming = page.waitForEvent('download')
  await parley.choose(page.getByRole('button', { name: 'Menu of Sommelier' }), 'Export as a file')
  const download = await coming
  expect(download.suggestedFilename()).toBe('sommelier.md')
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toBe(await readFile(join(folder(), 'new-persona.md'), 'utf8'))
  await page.keyboard.press('Escape')
  await page.evaluate(text => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'from a friend.md'))
    dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }))
  }, text)
  await personas.radio('Sommelier (sommelier)').waitFor()
  await personas.radio('Sommelier (new-persona)').waitFor()
  expect(await readFile(join(folder(), 'sommelier.md'), 'utf8')).toBe(text)
  const large = { name: 'large.md', mimeType: 'text/markdown', buffer: Buffer.alloc(1_000_000, 'x') }
  await page.locator('.import-personas').setInputFiles(large)
  await page.getByText('“large.md” cannot be used as a persona: it is larger than 410 kB.').waitFor()
})

test('one that is removed can be had back', async () => {
  const { page } = app
  await personas.open()
  await parley.choose(page.getByRole('button', { name: 'Menu of Coach' }), 'Remove')
  await personas.radio('Coach').waitFor({ state: 'detached' })
  expect(await readdir(folder())).not.toContain('coach.md')
  await page.getByRole('button', { name: 'Undo' }).click()
  await personas.radio('Coach').waitFor()
  expect(await readdir(folder())).toContain('coach.md')
})

test('a model that only the persona asks for and nobody knows can be left to the profile', async () => {
  const { page } = app
  server.answerNext(async ({ response }) => {
    const message = 'The model `model-wine` does not exist or you do not have access to it.'
    sendJson(response, 404, { error: { message, type: 'invalid_request_error', code: 'model_not_found' } })
  })
  await personas.open()
  await personas.radio('Sommelier (new-persona)').check()
  await page.keyboard.press('Escape')
  await parley.type('Which bottle?')
  await page.getByText('The persona “Sommelier” asks for “model-wine”.').waitFor()
  await page.getByRole('button', { name: 'Use the profile’s model' }).click()
  await parley.answered('Somebody answers.')
  expect(server.requests.at(-1)?.json.model).toBe('model-one')
})
