import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failures } from '../../app/words/failures.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply } from '../helpers/known-reply.ts'
import { ProfilePage } from '../helpers/profile-page.ts'
import { selfSigned } from '../helpers/self-signed.ts'

/* What is entered for an endpoint is taken or refused in one sentence, and a turn that failed for it leads back to it. */

const reply = { words: 'They are gentle and patient.', samples: briefReply.samples }

let server: EndpointServer
let other: EndpointServer
let app: RunningApp
let parley: ConversationPage
let profile: ProfilePage

beforeAll(async () => {
  ;[server, other] = await Promise.all([startEndpointServer({ reply }), startEndpointServer({ reply })])
  app = await startApp()
  parley = new ConversationPage(app)
  profile = new ProfilePage(app.page)
  await profile.open()
  await profile.add()
})

afterAll(async () => {
  await app?.close()
  await Promise.all([server, other].map(one => one?.close()))
})

beforeEach(async () => {
  await closeSettings()
  server.reset()
  other.reset()
  await parley.newConversation()
})

const address = () => profile.address
const key = () => profile.key
const saveKey = () => profile.saveKey
const enterAddress = (baseUrl: string) => profile.enterAddress(baseUrl)
const keptKeys = () => app.page.getByText('A key ending in')
const complaint = () => app.page.getByRole('alert')

/** Shows the editor of the profile. */
async function openEditor(): Promise<void> {
  await profile.open()
  await profile.edit()
}

async function closeSettings(): Promise<void> {
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Goes to the settings, enters an address and comes back. */
async function connectTo(baseUrl: string): Promise<void> {
  await profile.open()
  await profile.use('Automatic')
  await profile.edit()
  await enterAddress(baseUrl)
  await profile.leave()
  await app.page.getByText(new URL(baseUrl).host).first().waitFor()
  await closeSettings()
}

async function paste(text: string, into: Locator): Promise<void> {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.page.evaluate(copied => navigator.clipboard.writeText(copied), text)
  await into.focus()
  await app.page.keyboard.press('ControlOrMeta+v')
}

async function expectFailure(sentence: string): Promise<void> {
  await parley.log.getByText(sentence, { exact: true }).waitFor()
}

const retry = () => parley.log.getByRole('button', { name: 'Retry' }).click()
const savedSettings = () => readFile(join(app.dataFolder, 'settings.json'), 'utf8')

test('a proxy is named by its address, and one with a password in it is refused and kept nowhere', async () => {
  await profile.open()
  await app.page.getByRole('radio', { name: 'This one' }).check()
  const named = app.page.getByRole('textbox', { name: 'Address of the proxy' })
  await named.fill('http://me:swordfish@proxy.example:3128')
  await named.blur()
  await complaint().getByText('A name and a password are kept nowhere.').waitFor()
  expect(await savedSettings()).not.toContain('swordfish')
  await named.fill('proxy.example:3128')
  await named.blur()
  await complaint().waitFor({ state: 'detached' })
  await expect.poll(savedSettings).toContain('"address": "proxy.example:3128"')
  await app.page.getByRole('radio', { name: 'As the environment says' }).check()
  await expect.poll(savedSettings).toContain('"mode": "environment"')
})

describe('an address', () => {
  const refused: Record<string, string> = {
    openai: failures.endpoint_not_url({ url: 'openai', why: 'other' }),
    'localhost:4000': failures.endpoint_no_scheme({ url: 'localhost:4000', suggestion: 'http://localhost:4000' }),
    'ftp://files.example/v1': failures.endpoint_not_http({ url: 'ftp://files.example/v1' }),
    'https://me:secret@proxy.example/v1': failures.endpoint_has_password(),
  }

  test.for(Object.entries(refused))('like %s is refused in one sentence and can be corrected', async ([text, said]) => {
    const before = await savedSettings()
    await openEditor()
    await enterAddress(text)
    await complaint().getByText(said, { exact: true }).waitFor()
    expect({ shown: await address().inputValue(), saved: await savedSettings() }).toEqual({
      shown: text,
      saved: before,
    })
    expect(await complaint().count()).toBe(1)
    await enterAddress('')
    await complaint().waitFor({ state: 'detached' })
    await closeSettings()
  })

  test('without its beginning is completed in one press', async () => {
    await openEditor()
    await enterAddress('api.openai.com/v1')
    await app.page.getByRole('button', { name: 'Use https://api.openai.com/v1' }).click()
    await complaint().waitFor({ state: 'detached' })
    await expect.poll(() => address().inputValue()).toBe('https://api.openai.com/v1')
    await enterAddress('')
    await closeSettings()
  })

  test('is kept as it will be used', async () => {
    await openEditor()
    await enterAddress(` ${server.baseUrl}/chat/completions/ `)
    await expect.poll(() => address().inputValue()).toBe(server.baseUrl)
    await enterAddress('')
    await closeSettings()
  })
})

describe('a key', () => {
  test('with spaces inside is refused in one sentence and not kept', async () => {
    await openEditor()
    await key().fill(`test ${randomUUID()}`)
    await saveKey().click()
    await complaint()
      .getByText(failures.key_malformed({ source: 'Settings' }), { exact: true })
      .waitFor()
    expect(await keptKeys().count()).toBe(0)
    await closeSettings()
  })

  test('that is pasted with a line break inside is refused, not joined to another', async () => {
    await openEditor()
    await paste(`test-${randomUUID()}\nOTHER=${randomUUID()}`, key())
    await complaint()
      .getByText(failures.key_malformed({ source: 'Settings' }), { exact: true })
      .waitFor()
    expect(await key().inputValue()).toBe('')
    await closeSettings()
  })

  test('waits for an address that is taken, and goes there alone', async () => {
    const entered = `test-${randomUUID()}`
    await openEditor()
    await paste(` ${entered}\n`, key())
    await address().fill('htp://typo')
    // Pressing the button is also what leaves the address.
    await saveKey().click()
    await complaint().waitFor()
    expect({ isRefused: await saveKey().isDisabled(), kept: await keptKeys().count() }).toEqual({
      isRefused: true,
      kept: 0,
    })
    await enterAddress(server.baseUrl)
    await saveKey().click()
    await app.page.getByText(`A key ending in ${entered.slice(-4)} is kept, for this session only.`).waitFor()
    await closeSettings()

    server.answerNext(async ({ response }) => {
      response.writeHead(307, { location: `${other.baseUrl}/chat/completions` }).end()
    })
    await parley.type('Where does my key go?')
    const host = new URL(server.baseUrl).host
    await expectFailure(failures.endpoint_redirected({ host, to: other.baseUrl }))
    expect(other.requests).toEqual([])

    await connectTo(other.baseUrl)
    await retry()
    await parley.answered(reply.words)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${entered}`])
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })
})

describe('an endpoint that cannot be used', () => {
  test('for its path is said to be so; the settings are one press away, and Retry then works', async () => {
    await connectTo(server.baseUrl.replace('/v1', ''))
    await parley.type('Are golden retrievers good family dogs?')
    await expectFailure(failures.endpoint_wrong_path({ host: new URL(server.baseUrl).host }))
    await parley.log.getByRole('button', { name: 'Open settings' }).click()
    await app.page.getByRole('tab', { name: 'Endpoint', selected: true }).waitFor()
    await enterAddress(server.baseUrl)
    await closeSettings()
    await retry()
    await parley.answered(reply.words)
  })

  test('for its certificate gets nothing', async () => {
    const requests: unknown[] = []
    const secure = createServer(selfSigned(), request => requests.push(request))
    await new Promise<void>(resolve => secure.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(secure.address() as AddressInfo).port}`
    await connectTo(`https://${host}/v1`)
    await parley.type('Are golden retrievers good family dogs?')
    await expectFailure(failures.tls_untrusted({ host }))
    expect(requests).toEqual([])
    await new Promise(resolve => secure.close(resolve))
  })

  test('because nobody is there is said with the reason, and what was asked goes elsewhere only when that is wanted', async () => {
    const gone = await startEndpointServer()
    await gone.close()
    await connectTo(gone.baseUrl)
    await parley.type('Is anybody there?')
    const [before, now] = [gone.baseUrl, server.baseUrl].map(url => new URL(url).host)
    await parley.log.getByText(`${before} cannot be reached: nothing answers at that port.`).waitFor()
    await connectTo(server.baseUrl)
    await parley.log.getByText(`This was asked of ${before}, and ${now} answers now.`).waitFor()
    expect(server.requests).toEqual([])
    await parley.log.getByRole('button', { name: 'Try now' }).click()
    await parley.answered(reply.words)
  })

  test('because nobody speaks https there does not wait, and says what to change', async () => {
    await connectTo(server.baseUrl.replace('http', 'https'))
    await parley.type('Is anybody there?')
    await expectFailure(failures.endpoint_not_https({ host: new URL(server.baseUrl).host }))
  })

  test('is left for the practice partner, who answers at once', async () => {
    await connectTo(server.baseUrl)
    server.answerNext('key refused')
    await parley.type('Are golden retrievers good family dogs?')
    await expectFailure(failures.key_refused({ host: new URL(server.baseUrl).host, source: 'Settings' }))
    await profile.open()
    await profile.use('Practice partner')
    await app.page.getByRole('button', { name: 'Practice partner', exact: true }).waitFor()
    await closeSettings()
    await retry()
    await parley.phase('Speaking')
    expect(server.requests).toHaveLength(1)
    await app.page.keyboard.press('Escape')
    await parley.phase('Ready')
  })
})

test('a faulty environment is named where endpoints are, and nobody else is asked instead', async () => {
  const faulty = await startApp({ environment: { OPENAI_BASE_URL: 'proxy.example/v1', OPENAI_API_KEY: 'none' } })
  try {
    const window = new ConversationPage(faulty)
    await faulty.page.getByRole('button', { name: 'Environment · marin' }).waitFor()
    await window.type('Who is there?')
    await window.log
      .getByText(failures.endpoint_no_scheme({ url: 'proxy.example/v1', suggestion: 'https://proxy.example/v1' }), {
        exact: true,
      })
      .waitFor()
  } finally {
    await faulty.close()
  }
})
