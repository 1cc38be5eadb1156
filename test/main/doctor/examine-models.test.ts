import { describe, expect, test } from 'vitest'
import { summaryOf } from '../../../app/profiles/checkup-report.ts'
import type { Model } from '../../../app/profiles/models.ts'
import { formatDateOf } from '../../../app/words/format.ts'
import type { Endpoint } from '../../../main/endpoint/endpoint.ts'
import { completionOf } from '../../helpers/endpoint-events.ts'
import { type Answer, sendJson } from '../../helpers/endpoint-exchange.ts'
import { examineAt, findings, said } from '../../helpers/examined.ts'
import { ownServer } from '../../helpers/own-server.ts'

/* What a checkup says of proxies and of models. */

const server = await ownServer()

const look = (change: Partial<Endpoint> = {}, options: Parameters<typeof examineAt>[2] = {}) =>
  examineAt(server.baseUrl, change, options)

describe('a LiteLLM proxy', () => {
  const litellm = { preset: 'litellm' } as const
  const inWords =
    (audioTokens: number): Answer =>
    async ({ response, reply }) => {
      response.setHeader('x-litellm-version', '1.0')
      const completion = completionOf(reply, 'audio_1', Buffer.alloc(0))
      const message = { role: 'assistant', content: reply.words }
      const usage = {
        ...completion.usage,
        completion_tokens_details: { text_tokens: 19, audio_tokens: audioTokens, reasoning_tokens: 0 },
      }
      sendJson(response, 200, { ...completion, choices: [{ index: 0, finish_reason: 'stop', message }], usage })
    }

  test('that leaves the wish for sound out is told from its headers, with what its admin has to set', async () => {
    server.answerAlways(inWords(0))
    const shown = await look()
    expect(said(shown, 'speaks')).toBe(
      'The proxy answered, but no audio reached us: `drop_params` is probably on, and the model was never asked to speak. ' +
        'Ask its admin to set `allowed_openai_params: ["audio", "modalities"]` for this model, or choose another model.',
    )
    expect(summaryOf(shown)).toMatch(/^Speaks: The proxy answered/)
  })

  test('that loses sound which was made is told by the tokens of it', async () => {
    server.answerAlways(inWords(40))
    expect(said(await look(), 'speaks')).toMatch(
      /^The proxy answered, the model made audio, but no audio reached us: it was lost on the way\./,
    )
  })

  test('that refuses to pass the wish on is told what to set', async () => {
    server.answerAlways('no-sound-litellm')
    expect(said(await look(litellm), 'speaks')).toContain('allowed_openai_params')
  })

  test('is recognised while all is well', async () => {
    server.answerAlways('litellm')
    expect(said(await look(), 'answers').trim()).toBe('A LiteLLM proxy speaks chat completions.')
  })
})

describe('a model', () => {
  const model = (id: string, change: Partial<Model> = {}): Model => ({
    ...{ id, hears: true, speaks: true, source: 'server', price: null, shutdownDate: null },
    ...change,
  })
  const listing = (...models: Model[]) => ({ listModels: async () => models })
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

  test('that is listed and stays is good', async () => {
    const shown = await look({ model: 'one' }, listing(model('one')))
    expect(said(shown, 'model').trim()).toBe('“one” answers, and calls itself “gpt-audio-1.5-2026-05-01”.')
  })

  test('that will soon be shut down is remarked on, with the day', async () => {
    const shown = await look({ model: 'one' }, listing(model('one', { shutdownDate: inDays(20) })))
    expect(findings(shown)).toEqual({ model: 'warning' })
    expect(said(shown, 'model')).toContain(`It will be shut down on ${formatDateOf(inDays(20))}.`)
  })

  test('that was announced to be shut down is remarked on where no list says so', async () => {
    const shown = await look({ preset: 'openai', model: 'gpt-4o-audio-preview' })
    expect(said(shown, 'model')).toContain(`It was to be shut down on ${formatDateOf('2026-05-07')}`)
  })

  test('that is not listed may answer all the same', async () => {
    const shown = await look({ model: 'one' }, listing(model('two')))
    expect(findings(shown)).toEqual({})
    expect(said(shown, 'model')).toContain('Its server does not list it.')
  })

  test('that is unknown and not listed comes with those that speak', async () => {
    server.answerAlways('model unknown')
    const shown = await look({ model: 'one' }, listing(model('two'), model('three', { speaks: false })))
    expect(said(shown, 'model')).toMatch(/It lists these that speak: “two”\.$/)
  })

  test('that is listed and denied to the key is not said to be gone', async () => {
    server.answerAlways('litellm model denied')
    expect(said(await look({ model: 'one' }, listing(model('one'))), 'model')).not.toContain('gone')
  })

  test('that is listed and unknown is gone behind its name', async () => {
    server.answerAlways('litellm retired upstream')
    expect(said(await look({ model: 'one' }, listing(model('one'))), 'model')).toContain(
      'what stands behind it is probably gone',
    )
  })
})
