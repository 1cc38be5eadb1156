import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Announce, events } from '../../../app/contract.ts'
import type { Turn } from '../../../app/conversation.ts'
import { findPrice, type Price } from '../../../app/cost/prices.ts'
import { totalOf } from '../../../app/cost/spending.ts'
import { defaultSettings, type Settings } from '../../../app/settings.ts'
import type { Endpoint } from '../../../main/endpoint/endpoint.ts'
import { Keeping } from '../../../main/keeping/keeping.ts'
import type { Library } from '../../../main/library/library.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { Learned } from '../../../main/profiles/learned.ts'
import type { Spending } from '../../../main/spending/spending.ts'
import { Turns } from '../../../main/turns.ts'
import { endpointAt } from '../../helpers/asking.ts'
import { stream } from '../../helpers/endpoint-dialects.ts'
import { completionOf, eventsOf, head, openAiShape, usage, wavOf } from '../../helpers/endpoint-events.ts'
import { type Answer, sendJson } from '../../helpers/endpoint-exchange.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { codedSamples, knownReply } from '../../helpers/known-reply.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { spendingBeside } from '../../helpers/spending.ts'

/** What the usual answer of the test's endpoint costs by Parley's table: 7 and 19 tokens of words, 10 and 40 of sound. */
const USUAL_USD = (7 * 2.5 + 10 * 32 + 19 * 10 + 40 * 64) / 1e6

let folder: string
let library: Library
let keeping: Keeping
let server: EndpointServer
let spending: Spending
let turns: Turns
let news: Parameters<Announce>[]
let endpoint: Endpoint
let settings: Settings
let modelPrice: Price | null
let now: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-spending-'))
  server = await startEndpointServer()
  endpoint = endpointAt(server.baseUrl)
  settings = defaultSettings
  modelPrice = null
  now = new Date(2026, 10, 30, 23, 59).getTime()
  news = []
  open()
})

afterEach(async () => {
  await close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(): void {
  library = openLibrary(folder, { clock: () => now })
  keeping = new Keeping(library)
  const announce: Announce = (name, payload) => {
    v.parse(events[name], payload)
    news.push([name, structuredClone(payload)])
  }
  const options = { settings: () => settings, announce, modelPrice: () => modelPrice, clock: () => now }
  const beside = spendingBeside(library, options)
  spending = beside.spending
  turns = new Turns({
    learned: new Learned(folder),
    library: keeping,
    announce,
    endpoint: () => endpoint,
    settings: () => settings,
    ...beside,
  })
}

async function close(): Promise<void> {
  await turns.close()
  library.close()
}

function typed(text = 'Hello', conversationId: string = randomUUID()): Turn {
  const question = { text, conversationId, microphone: '', attachmentName: null }
  return keeping.createTurn({ id: randomUUID(), status: 'sending', ...question })
}

async function run(turn: Turn, isBeyondLimit = false): Promise<Turn> {
  news = []
  turns.send(turn.id, isBeyondLimit)
  return ended(turn)
}

async function ended({ id }: Turn): Promise<Turn> {
  const hasEnded = () =>
    news.some(([name, payload]) => name === 'replyEnded' && 'turnId' in payload && payload.turnId === id)
  await expect.poll(hasEnded, PATIENCE).toBe(true)
  return keeping.turn(id)
}

/** Answers as usual, with another count of tokens; none when that is null. */
function counting(counted: object | null): Answer {
  return exchange => {
    const said = eventsOf(exchange.reply, exchange.newAudioId(), { ...openAiShape, hasUsage: false, finish: 'at-end' })
    const count = counted ? [{ value: { ...head(), choices: [], usage: counted }, hasSound: false }] : []
    return stream(exchange, [...said, ...count])
  }
}

const monthly = () => spending.months.map(month => [month.month, totalOf(month).usd])
const ledger = () => readFileSync(join(folder, 'spending.json'), 'utf8')

describe('a reply', () => {
  test('costs what the table says, is marked as an estimate, and is told with the month it belongs to', async () => {
    const turn = await run(typed())
    expect(turn.reply?.cost).toEqual({ usd: USUAL_USD, isEstimate: true, source: 'table' })
    const [month] = spending.months
    expect(month).toEqual({
      month: '2026-11',
      spent: [
        {
          ...{ profileId: 'test', endpoint: 'test', model: 'gpt-audio-1.5', replies: 1, steps: 0, unpricedReplies: 0 },
          ...{ usd: USUAL_USD, estimatedUsd: USUAL_USD },
          tokens: { textIn: 7, cachedTextIn: 0, audioIn: 10, cachedAudioIn: 0, textOut: 19, audioOut: 40 },
        },
      ],
    })
    expect(news.filter(([name]) => name === 'spendingChanged')).toEqual([['spendingChanged', { month }]])
  })

  test('costs what its server says before all else', async () => {
    modelPrice = findPrice('gpt-audio', [])
    server.answerNext(counting({ ...usage, cost: 0.25 }))
    const { reply } = await run(typed())
    expect(reply?.cost).toEqual({ usd: 0.25, isEstimate: false, source: 'server' })
  })

  test('that comes as a whole costs what LiteLLM says in a header', async () => {
    const wholes = ['0.125', 'None'].map((said): Answer => {
      return async ({ response, reply, newAudioId }) => {
        response.setHeader('x-litellm-response-cost', said)
        sendJson(response, 200, completionOf(reply, newAudioId(), wavOf(reply)))
      }
    })
    server.answerNext(...wholes)
    const costs = [await run(typed()), await run(typed())].map(({ reply }) => reply?.cost)
    expect(costs).toEqual([
      { usd: 0.125, isEstimate: false, source: 'server' },
      { usd: USUAL_USD, isEstimate: true, source: 'table' },
    ])
  })

  test('costs what the server’s list of models says before the table, which is no estimate', async () => {
    modelPrice = { textIn: 1, cachedTextIn: null, audioIn: 2, cachedAudioIn: null, textOut: 3, audioOut: 4 }
    const { reply } = await run(typed())
    expect(reply?.cost).toEqual({
      usd: (7 * 1 + 10 * 2 + 19 * 3 + 40 * 4) / 1e6,
      ...{ isEstimate: false, source: 'model-info' },
    })
  })

  test('whose tokens nobody counted is estimated by how long it is', async () => {
    server.answerNext(counting(null))
    const { reply } = await run(typed('x'.repeat(400)))
    // 1.5 seconds of sound are 30 tokens.
    const usd = (100 * 2.5 + Math.ceil(knownReply.words.length / 4) * 10 + 30 * 64) / 1e6
    expect([reply?.usage, reply?.cost]).toEqual([null, { usd, isEstimate: true, source: 'table' }])
  })

  test('of a model that nobody has a price for is counted without money', async () => {
    endpoint = { ...endpoint, model: 'my-voice' }
    server.answerNext(async exchange => {
      const whole = completionOf(exchange.reply, exchange.newAudioId(), wavOf(exchange.reply))
      sendJson(exchange.response, 200, { ...whole, model: 'my-voice' })
    })
    const { reply } = await run(typed())
    expect([reply?.cost, totalOf(spending.months[0])]).toMatchObject([null, { usd: 0, replies: 1, unpricedReplies: 1 }])
  })

  test('of an alias costs what the model that answered does', async () => {
    endpoint = { ...endpoint, model: 'my-voice' }
    expect((await run(typed())).reply?.cost?.usd).toBe(USUAL_USD)
  })

  test('costs as the user has it in the table', async () => {
    const own = { cachedTextIn: null, audioIn: 0, cachedAudioIn: null, textOut: 0, audioOut: 1000 }
    settings = { ...settings, prices: [{ model: 'gpt-audio-1.5', textIn: 0, ...own }] }
    expect((await run(typed())).reply?.cost?.usd).toBe(0.04)
  })

  test('that is stopped is paid for as far as it came', async () => {
    const gate = server.hold('sound')
    const turn = typed()
    turns.send(turn.id)
    await gate.reached
    await expect.poll(() => keeping.turn(turn.id).status, PATIENCE).toBe('replying')
    turns.stop(turn.id, null)
    const { cost } = keeping.turn(turn.id).reply ?? {}
    expect(cost).toMatchObject({ isEstimate: true, source: 'table' })
    expect(monthly()).toEqual([['2026-11', cost?.usd]])
  })

  test('that is dropped because the user spoke again is paid for too', async () => {
    const gate = server.hold('sound')
    const turn = typed()
    turns.send(turn.id)
    await gate.reached
    await expect.poll(() => keeping.turn(turn.id).status, PATIENCE).toBe('replying')
    turns.join(turn.id)
    expect([keeping.turn(turn.id).reply, totalOf(spending.months[0]).replies]).toEqual([null, 1])
  })

  test('of the practice partner costs nothing and is not counted', async () => {
    endpoint = { ...endpoint, kind: 'practice' }
    const { reply } = await run(typed())
    expect([reply?.cost, spending.months]).toEqual([null, []])
  })

  test('that never began costs nothing', async () => {
    server.answerNext('slow down')
    await run(typed())
    expect(spending.months).toEqual([])
  })
})

describe('money that was spent', () => {
  test('stays spent when what was said is deleted, and when Parley starts again', async () => {
    const turn = await run(typed())
    await run(typed('And?', turn.conversationId))
    expect(keeping.costOf(turn.conversationId)).toMatchObject({ usd: 2 * USUAL_USD, replies: 2 })
    library.trashTurn(turn.id, 'deleted')
    expect(keeping.costOf(turn.conversationId).replies).toBe(2)
    library.deleteConversation(turn.conversationId)
    await close()
    open()
    expect([library.costs(), monthly()]).toEqual([[], [['2026-11', 2 * USUAL_USD]]])
  })

  test('belongs to the month it was spent in, where the user is', async () => {
    await run(typed())
    now += 2 * 60_000
    await run(typed())
    await run(typed())
    expect(monthly()).toEqual([
      ['2026-12', 2 * USUAL_USD],
      ['2026-11', USUAL_USD],
    ])
  })

  test('in a private conversation is in the sums, and no word of it', async () => {
    const conversationId = randomUUID()
    keeping.openPrivate(conversationId, 'window')
    await run(typed('A well-kept secret', conversationId))
    expect(keeping.costOf(conversationId).usd).toBe(USUAL_USD)
    keeping.closePrivate(conversationId)
    expect(monthly()).toEqual([['2026-11', USUAL_USD]])
    expect(ledger()).not.toMatch(new RegExp(`secret|retriever|${conversationId}|23:59|${now}`))
  })

  test('is summed up from the replies that are left when its file is gone', async () => {
    await run(typed())
    await run(typed())
    await close()
    rmSync(join(folder, 'spending.json'))
    open()
    expect(monthly()).toEqual([['2026-11', 2 * USUAL_USD]])
    expect(JSON.parse(ledger()).months).toEqual(spending.months)
  })

  test.each([
    '',
    '{"format":1,"months":[{"month":"2026-11","spent":[{"usd":-5}]}]}',
    '{"format":99,"months":[]}',
    'null',
  ])('is summed up anew when its file says %j, which is kept aside', async text => {
    await run(typed())
    await close()
    writeFileSync(join(folder, 'spending.json'), text)
    open()
    expect(monthly()).toEqual([['2026-11', USUAL_USD]])
    expect(readdirSync(folder)).toContain('spending.json.bad-1')
  })

  test('is not counted again by a copy of its conversation', async () => {
    const turn = await run(typed())
    const copy = await library.continueConversation(turn.conversationId, turn.id, 'Copy')
    expect([library.costOf(copy.id).usd, library.costs()]).toMatchObject([0, [{ usd: USUAL_USD }]])
  })
})

describe('at this month’s limit', () => {
  beforeEach(() => {
    settings = { ...settings, monthlyStopUsd: 1.5 * USUAL_USD }
  })

  test('nothing is sent by itself: the question is a draft that says why', async () => {
    await run(typed())
    const spoken = keeping.createTurn({
      ...{ id: randomUUID(), conversationId: randomUUID(), status: 'recording', text: '', microphone: 'Test' },
      attachmentName: null,
    })
    const file = keeping.createSoundFile(spoken.id, 'recording')
    file.append(new Uint8Array(codedSamples(4800).buffer))
    file.finish()
    await run(typed())
    server.requests.length = 0
    const kept = await run(spoken)
    expect(kept).toMatchObject({
      status: 'draft',
      failure: { code: 'spending_stopped', message: expect.stringContaining('$0.0046') },
      recording: { durationMs: 200 },
    })
    expect([server.requests, library.drafts().map(({ id }) => id)]).toEqual([[], [spoken.id]])
  })

  test('a question is sent when the user says so, this once', async () => {
    await run(typed())
    await run(typed())
    const kept = await run(typed())
    expect(await run(kept, true)).toMatchObject({ status: 'answered', failure: null, draftReason: null })
    expect((await run(typed())).status).toBe('draft')
  })

  test('a reply that broke off is kept, and its question waits', async () => {
    await run(typed())
    server.answerNext('truncated')
    const broken = await run(typed())
    settings = { ...settings, monthlyStopUsd: USUAL_USD }
    const kept = await run(broken)
    expect(kept).toMatchObject({ status: 'failed', failure: { code: 'spending_stopped' }, reply: broken.reply })
  })

  test('questions go again with a higher limit, with none, in the next month, to practice, and to what is free', async () => {
    await run(typed())
    await run(typed())
    const statuses = [(await run(typed())).status]
    const stopped = settings
    for (const monthlyStopUsd of [1, null]) {
      settings = { ...stopped, monthlyStopUsd }
      statuses.push((await run(typed())).status)
    }
    settings = stopped
    const usual = endpoint
    endpoint = { ...usual, kind: 'practice' }
    statuses.push((await run(typed())).status)
    endpoint = usual
    modelPrice = { textIn: 0, cachedTextIn: null, audioIn: 0, cachedAudioIn: null, textOut: 0, audioOut: 0 }
    statuses.push((await run(typed())).status)
    modelPrice = null
    now += 2 * 60_000
    statuses.push((await run(typed())).status)
    expect(statuses).toEqual(['draft', 'answered', 'answered', 'answered', 'answered', 'answered'])
  })
})

describe('what the next question is likely to come to', () => {
  test('is the price, what goes along of the conversation, and a reply as this endpoint makes them', async () => {
    endpoint = { ...endpoint, instructions: 'Be brief.' }
    const { conversationId } = await run(typed('Hello there'))
    const { known, isFree, size } = turns.outlook.costOutlook(conversationId)
    expect([known?.price.audioOut, known?.source, isFree]).toEqual([64, 'table', false])
    // The reply goes along as sound, and there was one of 40 tokens of sound and 19 of words.
    expect(size).toMatchObject({ heardMs: 1500, spokenMs: 2000, spokenCharacters: 76 })
    expect(size.heardCharacters).toBeGreaterThanOrEqual('Be brief.Hello there'.length)
  })

  test('is no money with the practice partner', () => {
    endpoint = { ...endpoint, kind: 'practice' }
    expect(turns.outlook.costOutlook(randomUUID())).toMatchObject({ known: null, isFree: true })
  })
})
