import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type Answer, openAiError, sendJson, write } from '../helpers/endpoint-exchange.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply } from '../helpers/known-reply.ts'
import { withoutWorkers } from '../helpers/plain-wire.ts'
import { ProfilePage } from '../helpers/profile-page.ts'
import { base64, filesHolding, holds, newOddKey } from '../helpers/secret-search.ts'

/*
 * Keys go to the host they are for and come back from nowhere, also when that host quotes them in all its failures: every byte
 * that reaches the window, the disk or the terminal is searched for them.
 */

const keys = { environment: newOddKey(), entered: newOddKey() }

let provider: EndpointServer
let own: EndpointServer
let stranger: EndpointServer
let app: RunningApp
let parley: ConversationPage
const frames: Buffer[] = []
const consoleLines: string[] = []

beforeAll(async () => {
  const start = () => startEndpointServer({ reply: briefReply })
  ;[provider, own, stranger] = await Promise.all([start(), start(), start()])
  app = await startApp({
    environment: { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: keys.environment },
    beforeLoad: async page => {
      await withoutWorkers(page)
      page.on('websocket', socket => {
        socket.on('framereceived', ({ payload }) => {
          frames.push(Buffer.from(payload))
        })
      })
      page.on('console', message => consoleLines.push(message.text()))
    },
  })
  parley = new ConversationPage(app)
})

afterAll(async () => {
  await app.close()
  await Promise.all([provider, own, stranger].map(server => server.close()))
})

/** Every way of failing in which a key comes back. */
const echoes: Record<string, (key: string) => Answer> = {
  'OpenAI quotes it': key => refusal(401, `Incorrect API key provided: ${key}.`, 'invalid_api_key'),
  'a proxy quotes the header': key => refusal(403, `Not allowed. Header was "Authorization: Bearer ${key}"`, 'denied'),
  'LiteLLM says which key expired': key =>
    refusal(400, `Authentication Error - Expired Key ${key}`, 'expired_key', key),
  'as part of an address': key => refusal(400, `See https://keys.test/?key=${encodeURIComponent(key)}`, 'other'),
  'in base64': key => refusal(403, `Basic ${base64(key)} is not for this region`, 'denied'),
  'as code, type and status': key => async exchange => {
    exchange.response.statusMessage = encodeURIComponent(key)
    exchange.response.setHeader('www-authenticate', `Bearer realm=${key}`)
    sendJson(exchange.response, 403, openAiError(key, key, key, key))
  },
  'on a page': key => async exchange => {
    exchange.response.writeHead(403, { 'content-type': 'text/html' }).end(`<html>${key}</html>`)
  },
  'in plain text': key => async exchange => {
    exchange.response.writeHead(400, { 'content-type': 'text/plain' }).end(`key ${key} has no access`)
  },
  'in a nested error': key => async exchange => {
    const raw = JSON.stringify({ error: { message: `upstream refused ${key}` } })
    sendJson(exchange.response, 400, { error: { message: 'Provider returned error', metadata: { raw } } })
  },
  'in a redirect': key => async exchange => {
    const location = `${stranger.baseUrl}/chat/completions?key=${encodeURIComponent(key)}`
    exchange.response.writeHead(307, { location }).end()
  },
  'in what should be JSON': key => async exchange => {
    exchange.response.writeHead(200, { 'content-type': 'application/json' }).end(`{"choices": ${key}`)
  },
  'in what should be an event': key => async exchange => {
    exchange.response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${key}\n\n`)
  },
  'in the middle of a reply': key => async exchange => {
    exchange.response.writeHead(200, { 'content-type': 'text/event-stream' })
    await write(exchange.response, 'data: {"choices":[{"index":0,"delta":{"audio":{"transcript":"Yes"}}}]}\n\n')
    exchange.response.end(`data: ${JSON.stringify(openAiError(`Expired Key ${key}`, key, '400', key))}\n\n`)
  },
}

describe('a key', () => {
  test('of the environment comes back from no failure', async () => {
    await failInEveryWay(provider, keys.environment)
    expect(await places(keys.environment)).toEqual([])
  })

  test('entered in the window comes back from no failure', async () => {
    await enterEndpoint(own.baseUrl, keys.entered)
    await failInEveryWay(own, keys.entered)
    expect(await places(keys.entered)).toEqual([])
  })

  test('goes to the host it was entered for, and to no other', async () => {
    const redirected = stranger.requests.length
    await enterEndpoint(stranger.baseUrl)
    await ask('What does a stranger get?', stranger)
    await enterEndpoint(own.baseUrl)
    await ask('And who knows me?', own)
    expect({
      redirected,
      stranger: stranger.requests.map(({ headers }) => headers.authorization),
      own: new Set(own.requests.map(({ headers }) => headers.authorization)),
      provider: new Set(provider.requests.map(({ headers }) => headers.authorization)),
    }).toEqual({
      redirected: 0,
      stranger: [undefined],
      own: new Set([`Bearer ${keys.entered}`]),
      provider: new Set([`Bearer ${keys.environment}`]),
    })
    const bodies = [provider, own, stranger].flatMap(({ requests }) => requests.map(({ body }) => body))
    expect(bodies.filter(body => Object.values(keys).some(key => holds(body, key)))).toEqual([])
  })

  test('is in nothing that is left when Parley ends, where all that was said is', async () => {
    expect(await places('What does a stranger get?')).toEqual(
      expect.arrayContaining(['a message to the window', 'library.db-wal', 'the page']),
    )
    await app.page.close()
    await app.host.stop()
    expect(await filesHolding(app.dataFolder, 'What does a stranger get?')).toEqual(['conversation.json', 'library.db'])
    expect([
      ...(await filesHolding(app.dataFolder, keys.environment)),
      ...(await filesHolding(app.dataFolder, keys.entered)),
    ]).toEqual([])
    expect(Object.values(keys).filter(key => holds(Buffer.from(app.host.output()), key))).toEqual([])
  })
})

/** Talks, then asks as often as there are ways to fail, and looks at the diagnostics. */
async function failInEveryWay(server: EndpointServer, key: string): Promise<void> {
  await parley.newConversation()
  await parley.speak(500)
  await parley.answered(server.reply.words)
  for (const [index, way] of Object.keys(echoes).entries()) {
    server.answerNext(echoes[way]?.(key) ?? 'openai')
    await parley.type(`Question ${index}: ${way}`)
    await parley.log.getByRole('button', { name: 'Retry' }).nth(index).waitFor()
  }
  expect(server.requests.length).toBe(1 + Object.keys(echoes).length)
  await openSettings('About')
}

async function ask(question: string, server: EndpointServer): Promise<void> {
  await parley.newConversation()
  await parley.type(question)
  await parley.answered(server.reply.words)
}

async function openSettings(page: string): Promise<void> {
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await app.page.getByRole('tab', { name: page }).click()
}

/** Enters an address in the window's settings, and a key for it. */
async function enterEndpoint(baseUrl: string, key?: string): Promise<void> {
  const profile = new ProfilePage(app.page)
  await openSettings('Endpoint')
  if ((await app.page.getByRole('radio', { name: 'Mine' }).count()) === 0) await profile.add()
  await profile.edit()
  await profile.enterAddress(baseUrl)
  if (key !== undefined) await profile.enterKey(key)
  await profile.leave()
  await app.page.getByText(new URL(baseUrl).host).first().waitFor()
  await app.page.keyboard.press('Escape')
}

/** Where a text is found at this moment: files, messages, the window, what was printed. */
async function places(text: string): Promise<string[]> {
  const page = await app.page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea, select')] as HTMLInputElement[]
    const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])
    return [document.documentElement.textContent, ...fields.map(({ value }) => value), stored].join('\n')
  })
  const markup = await app.page.content()
  const found = (bytes: string | Buffer, place: string) => (holds(Buffer.from(bytes), text) ? [place] : [])
  return [
    ...(await filesHolding(app.dataFolder, text)),
    ...(frames.some(frame => holds(frame, text)) ? ['a message to the window'] : []),
    ...found(page + markup, 'the page'),
    ...found(consoleLines.join('\n'), 'the console'),
    ...found(app.host.output(), 'what was printed'),
  ]
}

/** A refusal as OpenAI and LiteLLM word it. */
function refusal(status: number, message: string, code: string, param: string | null = null): Answer {
  return async ({ response }) => sendJson(response, status, openAiError(message, 'invalid_request_error', code, param))
}
