import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpointAt, hear } from '../../helpers/asking.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { complaintsAbout } from '../../helpers/openai-requests.ts'

/*
 * Every request of every suite is compared with OpenAI's published description when its server closes. Here: that this finds
 * what is wrong.
 */

let server: EndpointServer
beforeAll(async () => {
  server = await startEndpointServer()
})
afterAll(() => server.close())

const wav = { data: 'UklGRg==', format: 'wav' as const }

/** The JSON that is sent for a question with everything in it. */
async function request(): Promise<Record<string, unknown>> {
  server.reset()
  await hear(endpointAt(server.baseUrl), {
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'input_audio', input_audio: wav },
          { type: 'text', text: 'What is this?' },
        ],
      },
      { role: 'assistant', audio: { id: 'audio_1' } },
      { role: 'user', content: 'And this?' },
    ],
  })
  return { ...server.requests[0]?.json }
}

test('a request with everything in it is as OpenAI describes it', async () => {
  expect(complaintsAbout('CreateChatCompletionRequest', await request())).toEqual([])
})

test.each([
  [{ audio: { voice: 'marin', format: 'pcm' } }, '/audio/format must be equal to one of the allowed values'],
  [{ audio: { format: 'wav' } }, "/audio must have required property 'voice'"],
  [{ modalities: ['text', 'speech'] }, '/modalities/1 must be equal to one of the allowed values'],
  [{ messages: [] }, '/messages must NOT have fewer than 1 items'],
  [
    { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { ...wav, format: 'ogg' } }] }] },
    '/messages/0/content/0/input_audio/format must be equal to one of the allowed values',
  ],
  [{ stream_options: { include_usage: 'yes' } }, '/stream_options/include_usage must be boolean'],
  [{ voice: 'marin' }, ' must NOT have unevaluated properties {"unevaluatedProperty":"voice"}'],
])('%j is found wrong', async (change, complaint) => {
  expect(complaintsAbout('CreateChatCompletionRequest', { ...(await request()), ...change })).toContainEqual(
    expect.stringContaining(complaint),
  )
})

test('what is no request for speech or for words is found wrong', () => {
  const speech = { model: 'tts-1', input: 'Hello', voice: 'alloy' }
  const words = { model: 'whisper-1', file: '…', response_format: 'verbose_json', timestamp_granularities: ['word'] }
  expect([
    complaintsAbout('CreateSpeechRequest', speech),
    complaintsAbout('CreateSpeechRequest', { ...speech, format: 'mp3' }).length,
    complaintsAbout('CreateTranscriptionRequest', words),
    complaintsAbout('CreateTranscriptionRequest', { ...words, file: undefined }).length,
  ]).toEqual([[], 1, [], 1])
})

test('a server that was asked otherwise says so when it closes', async () => {
  const [strict, lenient] = await Promise.all([startEndpointServer(), startEndpointServer({ takesAnything: true })])
  for (const { baseUrl } of [strict, lenient]) {
    await hear(endpointAt(baseUrl), { messages: [] })
  }
  await expect(strict.close()).rejects.toThrow('/messages must NOT have fewer than 1 items')
  await lenient.close()
})
