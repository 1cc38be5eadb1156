import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { type Gate, openAiError, sendJson } from './endpoint-exchange.ts'
import { complaintsAbout } from './openai-requests.ts'

/** A request for words as it came over the network. */
export interface RecordedTranscription {
  headers: IncomingHttpHeaders
  body: Buffer
  /** The form's plain fields, in order. */
  fields: [string, string][]
  file: { name: string; type: string; bytes: Buffer }
}

/** Answers one request for words. */
export type TranscriptionAnswer = (response: ServerResponse, request: RecordedTranscription) => void | Promise<void>

/** What was said in every recording, for servers that hear it. */
export const heardWords = 'Is a golden retriever a good family dog?'
/** When each word of it is said, in seconds. */
const starts = [0.3, 0.45, 0.55, 0.9, 1.5, 1.6, 1.8, 2.2]

const refuse = (status: number, body: unknown, headers: Record<string, string> = {}): TranscriptionAnswer => {
  return response => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    sendJson(response, status, body)
  }
}
const incompatible = "response_format 'verbose_json' is not compatible with model. Use 'json' or 'text' instead."
const invalid = 'invalid_request_error'

const answers = {
  words: response => sendJson(response, 200, { text: heardWords }),
  'words with times': response => {
    const words = heardWords.split(' ').map((word, i) => ({ word: word.replace('?', ''), start: starts[i], end: 3 }))
    sendJson(response, 200, { task: 'transcribe', language: 'english', duration: 3, text: heardWords, words })
  },
  'words without times': (response, { fields }) => {
    const isVerbose = fields.some(([, value]) => value === 'verbose_json')
    if (isVerbose) sendJson(response, 400, openAiError(incompatible, invalid, 'unsupported_value', 'response_format'))
    else sendJson(response, 200, { text: heardWords })
  },
  'words and tokens': response => {
    const input_token_details = { text_tokens: 0, audio_tokens: 30 }
    const usage = { type: 'tokens', input_tokens: 30, output_tokens: 12, total_tokens: 42, input_token_details }
    sendJson(response, 200, { text: heardWords, usage })
  },
  'words and seconds': response =>
    sendJson(response, 200, { text: heardWords, usage: { type: 'duration', seconds: 90 } }),
  'words and dollars': response => {
    response.setHeader('x-litellm-response-cost', '0.0042')
    sendJson(response, 200, { text: heardWords })
  },
  silence: response => sendJson(response, 200, { text: '' }),
  none: refuse(404, { detail: 'Not Found' }),
  'not allowed': refuse(405, { detail: 'Method Not Allowed' }),
  'model unknown': refuse(404, openAiError('The model `x` does not exist.', invalid, 'model_not_found')),
  'key refused': refuse(401, openAiError('Incorrect API key provided.', invalid, 'invalid_api_key')),
  'bad audio': refuse(400, openAiError('Audio file might be corrupted or unsupported', invalid, null, 'file')),
  'too large': refuse(413, openAiError('Maximum content size limit (26214400) exceeded', 'server_error', null)),
  broken: refuse(500, openAiError('The server had an error', 'server_error', null)),
  'not implemented': refuse(501, openAiError('Not implemented', 'server_error', null)),
  'slow down': refuse(429, openAiError('Rate limit reached', 'requests', 'rate_limit_exceeded'), {
    'retry-after': '7',
  }),
  'no credit': refuse(429, openAiError('No credit', 'insufficient_quota', 'insufficient_quota')),
  'web page': response => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html>Log in</html>')
  },
  redirect: response => {
    response.writeHead(307, { location: 'http://127.0.0.1:9/v1/audio/transcriptions' }).end()
  },
  nonsense: response => sendJson(response, 200, { text: 7 }),
  'key echoed': (response, { headers }) =>
    sendJson(response, 400, openAiError(`You sent ${headers.authorization}`, invalid, null)),
  closed: response => {
    response.socket?.destroy()
  },
  hang: async response => {
    await once(response, 'close')
  },
} satisfies Record<string, TranscriptionAnswer>

/** A way to answer: by name, or a test's own. */
export type TranscriptionChoice = keyof typeof answers | TranscriptionAnswer

/** The part of a server that puts recordings into words, with answers that tests choose. Without a choice there is none. */
export class TranscriptionDesk {
  /** Every request, whole, in order. */
  readonly requests: RecordedTranscription[] = []
  /** What OpenAI's published description finds wrong with any request, ever. */
  readonly complaints: string[] = []
  #usual: TranscriptionChoice = 'none'
  readonly #next: TranscriptionChoice[] = []
  #held: Held[] = []
  #heldUploads: Held[] = []

  /** How the next requests are answered, one each; after them, the usual way again. */
  answerNext(...choices: TranscriptionChoice[]): void {
    this.#next.push(...choices)
  }

  /** Answers all further requests this way. */
  answerAlways(choice: TranscriptionChoice): void {
    this.#usual = choice
  }

  /** Holds the next answer until it is released. */
  hold(): Gate {
    return hold(this.#held)
  }

  /** Leaves the next request unread until it is released. */
  holdUpload(): Gate {
    return hold(this.#heldUploads)
  }

  /** Forgets requests and answers to come, and lets go of what is held. */
  reset(): void {
    for (const { release } of [...this.#held, ...this.#heldUploads]) release()
    this.#held = []
    this.#heldUploads = []
    this.#next.length = 0
    this.requests.length = 0
    this.#usual = 'none'
  }

  /** Reads one request and answers it. */
  async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const unread = this.#heldUploads.shift()
    unread?.reach()
    await unread?.released
    if (incoming.destroyed) return
    const pieces: Buffer[] = []
    for await (const piece of incoming) pieces.push(piece)
    const request = await readForm(incoming.headers, Buffer.concat(pieces))
    this.requests.push(request)
    this.complaints.push(...complaintsAbout('CreateTranscriptionRequest', formOf(request)))
    const waiting = this.#held.shift()
    waiting?.reach()
    await waiting?.released
    const choice = this.#next.shift() ?? this.#usual
    await (typeof choice === 'function' ? choice : answers[choice])(response, request)
  }
}

interface Held {
  reach: () => void
  released: Promise<void>
  release: () => void
}

function hold(held: Held[]): Gate {
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  held.push({ reach: reached.resolve, released: released.promise, release: released.resolve })
  return { reached: reached.promise, release: released.resolve }
}

/** A form as its schema has it: names that end in brackets are lists. */
function formOf({ fields }: RecordedTranscription): Record<string, unknown> {
  const form: Record<string, unknown> = { file: 'its bytes' }
  for (const [field, value] of fields) {
    const name = field.replace(/\[\]$/, '')
    form[name] = name === field ? value : [...((form[name] as string[] | undefined) ?? []), value]
  }
  return form
}

async function readForm(headers: IncomingHttpHeaders, body: Buffer): Promise<RecordedTranscription> {
  const type = headers['content-type'] ?? ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const fields: [string, string][] = []
  let file = { name: '', type: '', bytes: Buffer.alloc(0) }
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push([name, value])
    else file = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return { headers, body, fields, file }
}
