import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { fixture } from './app.ts'
import { openAiError, sendJson } from './endpoint-exchange.ts'

/** What a server answers when it is asked which models it has. */
type ModelsAnswer = (response: ServerResponse, path: string) => void

/** Answers `/models` with this, and has nothing at other addresses. */
export const listing =
  (data: unknown): ModelsAnswer =>
  (response, path) =>
    path === '/v1/models' ? sendJson(response, 200, data) : sendJson(response, 404, { detail: 'Not Found' })

const refusing =
  (status: number, type: string, code: string): ModelsAnswer =>
  response =>
    sendJson(response, status, openAiError('No.', type, code))

/** An entry of OpenRouter's list, as its documentation has it ("List available models"). */
function openRouterModel(id: string, input: string[], output: string[], pricing: object) {
  return { id, name: id, architecture: { input_modalities: input, output_modalities: output }, pricing }
}

/** A list as long as they get, of models whose names tell nothing, but for one that speaks at its end. */
export function longList(length: number): unknown {
  const ids = Array.from({ length }, (_, i) => ({ id: `vendor/model-${String(i).padStart(4, '0')}`, object: 'model' }))
  return { object: 'list', data: [...ids.slice(1), { id: 'vendor/last-audio', object: 'model' }] }
}

/** Ways to say which models there are, each as some server does, and ways to fail at that. */
const modelsAnswers = {
  none: listing({ object: 'list', data: [] }),
  openai: listing({
    object: 'list',
    data: [
      { id: 'gpt-5', object: 'model', created: 1, owned_by: 'openai' },
      { id: 'gpt-audio-mini', object: 'model', created: 1, owned_by: 'openai', shutdown_date: '2027-01-20' },
      { id: 'gpt-audio-1.5', object: 'model', created: 1, owned_by: 'openai', shutdown_date: null },
      { id: 'whisper-1', object: 'model', created: 1, owned_by: 'openai' },
    ],
  }),
  openrouter: (response, path) =>
    path === '/v1/models?output_modalities=all'
      ? sendJson(response, 200, {
          data: [
            openRouterModel('meta/words', ['text'], ['text'], { prompt: '0', completion: '0' }),
            openRouterModel('google/listener', ['text', 'audio'], ['text'], {
              prompt: '0.0000003',
              completion: '0.0000025',
              audio: '0.000001',
            }),
            openRouterModel('openai/gpt-voice', ['text', 'audio'], ['text', 'audio'], {
              prompt: '0.0000025',
              completion: '0.00001',
              audio: '0.000032',
              audio_output: '0.000064',
            }),
          ],
        })
      : sendJson(response, 404, { error: { message: 'Not Found', code: 404 } }),
  /** As a real proxy was recorded. */
  litellm: (response, path) => {
    const name = { '/v1/models': 'litellm-models.json', '/v1/model/info': 'litellm-model-info.json' }[path]
    if (name) response.writeHead(200, { 'content-type': 'application/json' }).end(readFileSync(fixture(name)))
    else sendJson(response, 404, { detail: 'Not Found' })
  },
  'litellm with a restricted key': (response, path) =>
    path === '/v1/models' ? modelsAnswers.litellm(response, path) : sendJson(response, 403, { detail: 'Not allowed' }),
  rubbish: listing({
    data: [null, 7, [], {}, { id: 5 }, { id: '' }, { id: 'x'.repeat(301) }, 'bare-audio', { name: 'named' }].concat([
      { id: 'odd', shutdown_date: 'soon', architecture: 'none', pricing: [], mode: 3 } as never,
      { id: 'odd', architecture: { input_modalities: 'audio', output_modalities: ['audio'] } } as never,
    ]),
  }),
  'bare array': listing([{ id: 'one' }, { id: 'two' }]),
  'no list': listing({ hello: 'there' }),
  'not json': response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data": ['),
  'web page': response => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please log in</html>'),
  missing: response => sendJson(response, 404, { detail: 'Not Found' }),
  'not implemented': response => sendJson(response, 501, { detail: 'no' }),
  'key refused': refusing(401, 'invalid_request_error', 'invalid_api_key'),
  'key denied': refusing(403, 'permission_error', 'forbidden'),
  failing: refusing(503, 'server_error', 'overloaded'),
  elsewhere: response => response.writeHead(302, { location: 'http://127.0.0.1:1/v1/models' }).end(),
  /** More than anybody lists. */
  endless: response => {
    const piece = Buffer.alloc(1024 * 1024, ' ')
    response.writeHead(200, { 'content-type': 'application/json' })
    const pour = () => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', pour)
    }
    pour()
  },
  silence: () => undefined,
  'head and silence': response => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
} satisfies Record<string, ModelsAnswer>

/** Name of a way to say which models there are. */
export type ModelsChoice = keyof typeof modelsAnswers | ModelsAnswer

/** The part of a server that says which models it has. */
export class ModelDesk {
  /** Everything that was asked for, in order. */
  readonly requests: { path: string; headers: IncomingHttpHeaders }[] = []
  #usual: ModelsChoice = 'none'

  /** Answers all further requests this way. */
  answerAlways(answer: ModelsChoice): void {
    this.#usual = answer
  }

  /** Forgets requests; answers as at its start. */
  reset(): void {
    this.requests.length = 0
    this.#usual = 'none'
  }

  /** Reads one request and answers it. */
  async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = incoming
    for await (const _ of incoming);
    this.requests.push({ path: url, headers })
    const answer = typeof this.#usual === 'function' ? this.#usual : modelsAnswers[this.#usual]
    answer(response, url)
  }
}
