import { describe, expect, test } from 'vitest'
import { nothingKnown } from '../../../app/profiles/knowledge.ts'
import type { Question } from '../../../main/endpoint/request/question.ts'
import { endpointAt, hear, spoken } from '../../helpers/asking.ts'
import { openAiError, sendJson } from '../../helpers/endpoint-exchange.ts'
import { connectionKept } from '../../helpers/kept-connection.ts'
import { knownReply } from '../../helpers/known-reply.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()

describe('asking again', () => {
  const ids: Partial<Question> = {
    messages: [
      { role: 'assistant', audio: { id: 'audio_old' } },
      { role: 'user', content: 'And now?' },
    ],
    messagesWithoutIds: [
      { role: 'assistant', content: 'Spoken before.' },
      { role: 'user', content: 'And now?' },
    ],
  }
  for (const dialect of ['stale-audio-id', 'stale-audio-id-litellm', 'stale-audio-id-speaches'] as const) {
    test(`with the words, when the server does not know the id any more (${dialect})`, async () => {
      server.answerNext(dialect, dialect)
      const heard = await hear(endpointAt(server.baseUrl), ids)
      expect(heard).toMatchObject({ words: knownReply.words, failure: null })
      expect(server.requests.map(request => request.json.messages)).toEqual([ids.messages, ids.messagesWithoutIds])
    })
  }

  test('happens once: a server that still finds fault is told of', async () => {
    server.answerNext('bad audio')
    expect((await hear(endpointAt(server.baseUrl), ids)).failure?.code).toBe('audio_refused')
    expect(server.requests).toHaveLength(1)
  })

  test('for a whole WAV, when the server does not stream', async () => {
    server.answerNext('no-streaming', 'no-streaming')
    await hear(endpointAt(server.baseUrl))
    expect(server.requests.map(({ json }) => [json.stream, json.audio.format])).toEqual([
      [true, 'pcm16'],
      [undefined, 'wav'],
    ])
  })

  for (const dialect of ['no-sound', 'no-sound-litellm', 'no-sound-openrouter'] as const) {
    test(`for words alone, when the model does not speak (${dialect})`, async () => {
      server.answerAlways(dialect)
      const heard = await hear(endpointAt(server.baseUrl), spoken)
      expect(heard).toMatchObject({ words: knownReply.words, failure: null, encoded: null })
      expect(server.requests.map(({ json }) => [json.modalities, json.audio?.format])).toEqual([
        [['text', 'audio'], 'pcm16'],
        [['text'], undefined],
      ])
    })
  }

  test('for a stream, when the server makes sound in nothing else', async () => {
    server.answerAlways('dashscope')
    const heard = await hear(endpointAt(server.baseUrl), spoken, { known: { ...nothingKnown, streams: false } })
    expect(heard).toMatchObject({ words: knownReply.words, failure: null })
    expect(server.requests.map(({ json }) => json.stream)).toEqual([undefined, true])
  })

  test('never happens against a wish', async () => {
    server.answerAlways('no-streaming')
    expect((await hear(endpointAt(server.baseUrl, { streaming: 'on' }))).failure?.code).toBe('request_refused')
    server.answerAlways('dashscope')
    expect((await hear(endpointAt(server.baseUrl, { streaming: 'off' }))).failure?.code).toBe('request_refused')
    expect(server.requests).toHaveLength(2)
  })

  test('goes round in no circle, when a server refuses all there is', async () => {
    let asked = 0
    server.answerAlways(async ({ request, response }) => {
      asked++
      const message = request.json.stream
        ? 'This model does not support streaming.'
        : 'Audio output requires stream: true'
      sendJson(response, 400, openAiError(message, 'invalid_request_error', null))
    })
    expect((await hear(endpointAt(server.baseUrl))).failure).not.toBeNull()
    expect(asked).toBe(2)
  })

  for (const [fault, why] of [
    ['bad audio', 'about the recording'],
    ['voice refused', 'about the voice'],
    ['model unknown', 'about the model'],
    ['slow down', 'about the pace'],
  ] as const) {
    test(`does not happen after a refusal that is ${why}`, async () => {
      server.answerNext(fault)
      await hear(endpointAt(server.baseUrl), spoken)
      expect(server.requests).toHaveLength(1)
    })
  }

  test('on a fresh connection, when the kept one was closed', async () => {
    const endpoint = endpointAt(server.baseUrl)
    await hear(endpoint)
    await connectionKept(endpoint.baseUrl)
    server.answerNext('closed before the answer')
    expect((await hear(endpoint)).failure).toBeNull()
    expect(server.requests).toHaveLength(3)
  })
})
