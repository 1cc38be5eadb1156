import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../main/endpoint/endpoint.ts'
import { AskedTurns } from '../../helpers/asked-turns.ts'
import { endpointAt } from '../../helpers/asking.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { codedSamples, knownReply } from '../../helpers/known-reply.ts'

let here: AskedTurns

beforeEach(async () => {
  here = await AskedTurns.open()
})

afterEach(() => here.close())

describe('a conversation of two turns', () => {
  const content = (index: number) => here.server.requests[index]?.json.messages

  test('names the voice of the first by its id', async () => {
    const conversationId = randomUUID()
    const first = await here.run(here.spokenTurn(conversationId))
    await here.run(here.typedTurn('And cats?', conversationId))
    expect(content(1)).toMatchObject([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'input_audio' }] },
      { role: 'assistant', audio: { id: first.reply?.audioId } },
      { role: 'user', content: 'And cats?' },
    ])
  })

  test('says its words to another endpoint, which does not know the id', async () => {
    const conversationId = randomUUID()
    const other = await startEndpointServer()
    await here.run(here.spokenTurn(conversationId))
    const mine = here.endpoint()
    here.endpoint = () => endpointAt(other.baseUrl)
    await here.run(here.typedTurn('And cats?', conversationId))
    await other.close()
    expect(other.requests[0]?.json.messages[2]).toEqual({ role: 'assistant', content: knownReply.words })
    expect(other.requests[0]?.headers.authorization).not.toContain(mine.key)
  })

  test('says its words when the server has forgotten the id', async () => {
    const conversationId = randomUUID()
    await here.run(here.spokenTurn(conversationId))
    here.server.answerAlways('stale-audio-id')
    const turn = await here.run(here.typedTurn('And cats?', conversationId))
    expect(turn.status).toBe('answered')
    expect(content(2)?.[2]).toEqual({ role: 'assistant', content: knownReply.words })
  })

  test('sends a question without an answer along with the next', async () => {
    const conversationId = randomUUID()
    const gate = here.server.hold('headers')
    const first = here.spokenTurn(conversationId, codedSamples(480))
    here.turns.send(first.id)
    await gate.reached
    here.turns.join(first.id)
    await here.run(here.typedTurn('I mean dogs.', conversationId))
    expect(here.library.turn(first.id)).toMatchObject({ status: 'joined', reply: null, failure: null })
    expect(await here.server.requests[0]?.ended).toBe('gone')
    expect(content(1)?.slice(1)).toMatchObject([
      { role: 'user', content: [{ type: 'input_audio' }, { type: 'text', text: 'I mean dogs.' }] },
    ])
    expect(here.server.lastRecording()).toEqual(codedSamples(480))
  })

  test('does without a recording whose file is gone', async () => {
    const conversationId = randomUUID()
    const first = await here.run(here.spokenTurn(conversationId))
    if (first.recording) await rm(here.library.pathOf(first.recording))
    expect((await here.run(here.typedTurn('And cats?', conversationId))).status).toBe('answered')
  })
})

describe('the id of a voice', () => {
  async function askedAfter(change: Partial<Endpoint>, before: Partial<Endpoint> = {}) {
    const usual = here.endpoint()
    const conversationId = randomUUID()
    here.endpoint = () => ({ ...usual, ...before })
    await here.run(here.typedTurn('Hello', conversationId))
    here.endpoint = () => ({ ...usual, ...before, ...change })
    await here.run(here.typedTurn('And?', conversationId))
    return here.server.requests.at(-1)?.json.messages.find(({ role }) => role === 'assistant')
  }

  test('goes back to the account it came from', async () => {
    expect(await askedAfter({ voice: 'cedar', model: 'gpt-audio' })).toEqual({
      ...{ role: 'assistant', audio: { id: expect.stringMatching(/^audio_/) } },
    })
  })

  for (const [to, change] of [
    ['another profile', { profileId: 'another' }],
    ['another header', { headers: { 'x-account': 'another' } }],
    ['another key', { key: 'test-another-key' }],
    ['no key', { key: null }],
  ] as const) {
    test(`never goes to ${to}: the words go instead`, async () => {
      expect(await askedAfter(change)).toEqual({ role: 'assistant', content: knownReply.words })
    })
  }

  test('never goes to another address, nor does the key that was for the first', async () => {
    const other = await startEndpointServer()
    try {
      const conversationId = randomUUID()
      const [first, second] = [here.endpoint(), endpointAt(other.baseUrl)]
      await here.run(here.typedTurn('Hello', conversationId))
      here.endpoint = () => second
      await here.run(here.typedTurn('And?', conversationId))
      here.endpoint = () => first
      await here.run(here.typedTurn('And then?', conversationId))
      const idsOf = ({ requests }: EndpointServer) =>
        requests.map(({ json }) => JSON.stringify(json).match(/audio_[\w-]+/g))
      const [id] = idsOf(here.server).flatMap(ids => ids ?? [])
      expect(idsOf(other)).toEqual([null])
      expect(idsOf(here.server)).toEqual([null, [id]])
      expect([JSON.stringify(other.requests).includes(String(first.key)), id]).toEqual([false, expect.any(String)])
      expect(JSON.stringify(here.server.requests)).not.toContain(String(second.key))
    } finally {
      await other.close()
    }
  })
})
