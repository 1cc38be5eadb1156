import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { newProfile } from '../../app/profiles/profiles.ts'
import { START_SAMPLES } from '../../renderer/worklets/playout.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { listing, longList } from '../helpers/endpoint-models.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { codedSamples } from '../helpers/known-reply.ts'
import { listedModels } from '../helpers/model-states.ts'
import { ProfilePage } from '../helpers/profile-page.ts'

/* Which model is asked: chosen with the keyboard from what the server lists, or typed. */

let server: EndpointServer
let app: RunningApp
let profile: ProfilePage

beforeAll(async () => {
  server = await startEndpointServer({
    reply: { words: 'It is me.', samples: codedSamples(START_SAMPLES - 80) },
  })
  const profiles = [newProfile('one', { name: 'Mine', baseUrl: server.baseUrl, model: 'unheard-of' })]
  app = await startApp({ settings: { profiles } })
  profile = new ProfilePage(app.page)
  await profile.open()
})

afterAll(async () => {
  await app?.close()
  await server?.close()
})

beforeEach(async () => {
  server.models.answerAlways(listedModels)
  await profile.edit()
  return () => profile.leave()
})

const field = () => app.page.getByRole('combobox', { name: 'Model' })
const options = () => app.page.getByRole('listbox', { name: 'Models of this server' }).getByRole('option')
const activeName = () =>
  field().evaluate(input => {
    const id = input.getAttribute('aria-activedescendant') ?? ''
    return document.getElementById(id)?.querySelector('.model-name')?.textContent ?? null
  })
const refresh = () => app.page.getByRole('button', { name: 'Refresh' }).click()

describe('a model', () => {
  test('is not asked for by looking at a profile', async () => {
    await app.page.getByText('A name that is not listed can be typed.').waitFor()
    expect(server.models.requests).toEqual([])
  })

  test('is chosen with the keyboard, from those that hear and speak first, and answers the next question', async () => {
    await field().focus()
    await app.page.getByText('7 models, as listed').waitFor()
    await field().fill('openai mini')
    await app.page.getByText('1 of 7 models').waitFor()
    await field().press('ArrowDown')
    expect(await activeName()).toBe('openai/gpt-audio-mini')
    await field().press('Enter')
    await app.page.getByText('will be shut down on').waitFor()
    expect([await options().count(), await field().inputValue()]).toEqual([0, 'openai/gpt-audio-mini'])
    await app.page.keyboard.press('Escape')
    const parley = new ConversationPage(app)
    await parley.type('Who is it?')
    await parley.answered('It is me.')
    expect(server.requests.at(-1)?.json.model).toBe('openai/gpt-audio-mini')
    await profile.open()
    await profile.edit()
  })

  test('is moved to with arrows, which begin at the chosen one and go round', async () => {
    await field().focus()
    await app.page.getByText('7 models, as listed').waitFor()
    expect(await brokenRules(app.page, 'structure')).toEqual([])
    const reached: (string | null)[] = []
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'PageDown', 'PageDown']) {
      await field().press(key)
      reached.push(await activeName())
    }
    const names = reached.map(name => name?.replace('openai/', '').slice(0, 13))
    expect(names).toEqual([
      ...['gpt-audio-min', 'our-voice-wit', 'gpt-audio-min', 'gpt-audio-1.5'],
      ...['gpt-4o-audio-', 'gpt-4o-audio-', 'gpt-4o-audio-'],
    ])
    await field().press('PageUp')
    expect(await activeName()).toBe('openai/gpt-audio-mini')
    await field().press('Escape')
    expect([await options().count(), await field().inputValue()]).toEqual([0, 'openai/gpt-audio-mini'])
  })

  test('is known by marks, prices and the day it is shut down', async () => {
    await field().click()
    const texts = async (name: string) =>
      (await options().filter({ hasText: name }).innerText()).split('\n').filter(line => line.trim() !== '')
    expect(await texts('gpt-audio-1.5')).toEqual([
      'openai/gpt-audio-1.5',
      'hears',
      'speaks',
      'words $2.50 in / $10.00 out · sound $32.00 in / $64.00 out per 1M',
    ])
    expect((await texts('gpt-4o-audio')).at(-1)).toMatch(/^was shut down on .*2026/)
    expect(await texts('gemini')).toEqual([
      'google/gemini-2.5-flash',
      'hears',
      'words $0.30 in / $2.50 out · sound $1.00 in / $0.00 out per 1M',
    ])
    expect(await texts('mistral')).toEqual(['mistralai/mistral-large', 'words only'])
    expect((await texts('unheard')).at(-1)).toBe('not known whether it hears or speaks')
  })

  test('is marked with what the user says of it, and asked like that', async () => {
    const speaks = app.page.getByRole('combobox', { name: 'Speaks' })
    await speaks.selectOption('No')
    await field().click()
    const marks = () => options().filter({ hasText: 'gpt-audio-mini' }).innerText()
    await expect.poll(async () => (await marks()).split('\n').includes('speaks')).toBe(false)
    expect(await marks()).toContain('hears')
    await field().press('Escape')
    await app.page.keyboard.press('Escape')
    const parley = new ConversationPage(app)
    await parley.type('And in words?')
    // An earlier reply says the same words.
    await expect.poll(() => server.requests.at(-1)?.json.modalities).toEqual(['text'])
    await parley.phase('Ready')
    await profile.open()
    await profile.edit()
    await speaks.selectOption('As known')
  })

  test('that is not listed is taken as it was typed, when the field is left', async () => {
    await field().fill(' of-my-own ')
    await app.page.getByText('0 of 7 models').waitFor()
    await field().press('Tab')
    await app.page.getByText('This server does not list “of-my-own”.').waitFor()
    await profile.leave()
    await app.page.getByText('of-my-own · marin').first().waitFor()
    await profile.edit()
  })

  test('can be chosen with the pointer', async () => {
    await field().click()
    await options().filter({ hasText: 'gpt-audio-1.5' }).click()
    await expect.poll(() => field().inputValue()).toBe('openai/gpt-audio-1.5')
    expect(await options().count()).toBe(0)
  })

  test('Escape gives up the list, then what was typed, and only then the settings', async () => {
    await field().fill('openai')
    await options().first().waitFor()
    await field().press('Escape')
    expect([await options().count(), await field().inputValue()]).toEqual([0, 'openai'])
    await field().press('Escape')
    expect(await field().inputValue()).toBe('openai/gpt-audio-1.5')
    await field().press('Escape')
    await app.page.getByRole('dialog').waitFor({ state: 'detached' })
    await profile.open()
    await profile.edit()
  })
})

describe('a list', () => {
  test('of 5,000 models has a few of them in the page, and leads to its last by one key', async () => {
    server.models.answerAlways(listing(longList(5000)))
    await refresh()
    await app.page.getByText('5,000 models, as listed').waitFor()
    await field().press('ArrowUp')
    expect(await activeName()).toBe('vendor/model-4999')
    expect(await options().count()).toBeLessThan(40)
    const last = await options()
      .last()
      .evaluate(option => [option.ariaPosInSet, option.ariaSetSize])
    expect(last).toEqual(['5000', '5000'])
    await field().press('ArrowDown')
    expect(await activeName()).toBe('vendor/last-audio')
    await field().press('Escape')
  })

  test('that cannot be had is told in a sentence, and the last one stays', async () => {
    server.models.answerAlways('failing')
    await refresh()
    await app.page.getByText('has a problem of its own').waitFor()
    await field().fill('last')
    await app.page.getByText('1 of 5,000 models').waitFor()
    await field().press('Escape')
    await field().press('Escape')
  })
})

describe('a voice', () => {
  const hearIt = () => app.page.getByRole('button', { name: 'Hear it' })
  const stop = () => app.page.getByRole('button', { name: 'Stop', exact: true })
  const voice = () => app.page.getByRole('combobox', { name: 'Voice' })

  test('is heard, and can be stopped before', async () => {
    const gate = server.hold('headers')
    await hearIt().click()
    await gate.reached
    await stop().click()
    await hearIt().waitFor()
    gate.release()
    const { reply } = server
    server.reply = { ...reply, samples: codedSamples(2 * SAMPLE_RATE_HZ) }
    await hearIt().click()
    await app.page.getByText('It speaks.').waitFor({ state: 'attached' })
    await hearIt().waitFor()
    server.reply = reply
    expect(server.requests.at(-1)?.json.audio.voice).toBe('marin')
  })

  test('that is refused is told at its field, until another is entered', async () => {
    const refusal = app.page.getByText('does not have the voice “nobody”')
    await voice().fill('nobody')
    await voice().press('Tab')
    server.answerNext('voice refused')
    await hearIt().click()
    await refusal.waitFor()
    await voice().fill('cedar')
    await voice().press('Tab')
    await refusal.waitFor({ state: 'detached' })
  })
})
