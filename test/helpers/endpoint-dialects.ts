import { setImmediate } from 'node:timers/promises'
import { wavHeader } from '../../app/wav.ts'
import { encodedAs, flacOf, mp3Of } from './encoded-reply.ts'
import { base64Ways } from './endpoint-base64.ts'
import {
  completionOf,
  type DialectShape,
  eventsOf,
  expiryOf,
  head,
  openAiShape,
  type StreamEvent,
  usage,
  wavOf,
} from './endpoint-events.ts'
import { type Answer, type Exchange, openAiError, sendJson, write } from './endpoint-exchange.ts'
import { packed } from './endpoint-packings.ts'
import { cut, type KnownReply, pcmOf, wordsOf } from './known-reply.ts'
import { LITELLM_SUFFIX, LITELLM_VERSION, throughLiteLlm } from './litellm-stream.ts'

/** How events are put on the network. */
interface Framing {
  start: string
  lineEnd: '\n' | '\r\n' | '\r'
  /** What every line with data begins with. */
  field: string
  hasDone: boolean
  hasComments: boolean
  /** Cuts the bytes where letters and lines do not end. */
  isSplit: boolean
  contentType: string
}

const usual: Framing = {
  start: '',
  lineEnd: '\n',
  field: 'data: ',
  hasDone: true,
  hasComments: false,
  isSplit: false,
  contentType: 'text/event-stream; charset=utf-8',
}

/** Sends events one by one, passing the gates. */
export async function stream(exchange: Exchange, events: StreamEvent[], framing: Partial<Framing> = {}): Promise<void> {
  await sendEvents(exchange, events, framing)
  if ({ ...usual, ...framing }.hasDone) await write(exchange.response, 'data: [DONE]\n\n')
  exchange.response.end()
}

/** Sends the head and events, and leaves the answer open. */
export async function sendEvents(
  exchange: Exchange,
  events: StreamEvent[],
  framing: Partial<Framing> = {},
): Promise<void> {
  const { start, lineEnd, field, hasComments, isSplit, contentType } = { ...usual, ...framing }
  const { response } = exchange
  response.writeHead(200, { 'content-type': contentType })
  if (start !== '') await write(response, start)
  let hasSounded = false
  for (const [index, event] of events.entries()) {
    if (index === events.length - 1) await exchange.pass('end')
    if (hasComments) await write(response, `: OPENROUTER PROCESSING${lineEnd}${lineEnd}`)
    const bytes = Buffer.from(`${field}${JSON.stringify(event.value)}${lineEnd}${lineEnd}`)
    if (isSplit) await writeSplit(exchange, bytes)
    else await write(response, bytes)
    if (event.hasSound && !hasSounded) await exchange.pass('sound')
    hasSounded ||= event.hasSound
  }
}

async function writeSplit({ response }: Exchange, bytes: Buffer): Promise<void> {
  const cuts = [...bytes.keys()].filter(at => (bytes[at] ?? 0) >= 0x80 || at === bytes.byteLength - 1 || at % 997 === 0)
  let from = 0
  for (const cut of [...cuts, bytes.byteLength]) {
    await write(response, bytes.subarray(from, cut))
    await setImmediate()
    from = cut
  }
}

/** A dialect streams when asked to, and otherwise answers as a whole, in the format that was asked for. */
function dialect(shape: Partial<DialectShape>, framing: Partial<Framing> = {}): Answer {
  return async exchange => {
    const { request, reply } = exchange
    if (request.json.stream !== true) return whole(exchange)
    await stream(exchange, eventsOf(reply, exchange.newAudioId(), { ...openAiShape, ...shape }), framing)
  }
}

/** Answers as a whole. */
async function whole(exchange: Exchange): Promise<void> {
  const { request, reply } = exchange
  const sound = await encodedAs(request.json.audio.format, reply)
  sendJson(exchange.response, 200, completionOf(reply, exchange.newAudioId(), sound))
}

const streamed =
  (events: (reply: KnownReply, audioId: string) => unknown[], framing: Partial<Framing> = {}): Answer =>
  async exchange => {
    const values = events(exchange.reply, exchange.newAudioId())
    await stream(
      exchange,
      values.map(value => ({ value, hasSound: JSON.stringify(value).includes('"data"') })),
      framing,
    )
  }

/** A sound in another format than was asked for, in pieces of so many bytes. */
const encoded =
  (encode: (reply: KnownReply) => Promise<Buffer>, sizes: readonly number[]): Answer =>
  async exchange => {
    const sounds = cut(await encode(exchange.reply), sizes).map(piece =>
      choice({ audio: { data: piece.toString('base64') } }),
    )
    await stream(
      exchange,
      [...sounds, choice({}, 'stop')].map(value => ({ value, hasSound: true })),
    )
  }

/** Refuses to speak, and answers in words whoever asks for them alone. */
const silent =
  (status: number, body: unknown): Answer =>
  async exchange => {
    const { modalities, audio } = exchange.request.json
    if (modalities.includes('audio') || audio) return sendJson(exchange.response, status, body)
    const values = [...wordsOf(exchange.reply).map(content => choice({ content })), choice({}, 'stop')]
    await stream(
      exchange,
      values.map(value => ({ value, hasSound: false })),
    )
  }

const choice = (delta: unknown, finish_reason: string | null = null) => ({
  ...head(),
  choices: [{ index: 0, delta, finish_reason }],
})

/** A chunk of sound as vLLM-Omni has it: base64 where words are expected, and tokens that count nothing. */
const omniSound = (content: Buffer, more: Record<string, unknown> = {}) => ({
  ...choice({ role: 'assistant', content: content.toString('base64') }),
  modality: 'audio',
  usage: { prompt_tokens: 17, completion_tokens: 0, total_tokens: 17 },
  ...more,
})
const omniWords = (reply: KnownReply) =>
  wordsOf(reply).map(content => ({ ...choice({ role: 'assistant', content }), modality: 'text' }))
const omniEnd = (id: string) => [choice({ audio: { id } }, 'stop'), { ...head(), choices: [], usage }]

/** Begins like an MP3, and has nothing in it that can be heard. */
export const soundlessMp3 = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.alloc(5000, 0x55)])

const openai = dialect({})
const litellm: Answer = async exchange => {
  if (exchange.request.json.stream !== true) return whole(exchange)
  exchange.response.setHeader('x-litellm-version', LITELLM_VERSION)
  await stream(exchange, throughLiteLlm(eventsOf(exchange.reply, exchange.newAudioId(), openAiShape)))
}
const speaches = dialect({ expiry: 'everywhere', finish: 'first', hasUsage: false }, { hasDone: false })

/** Each way of saying the same that is known of some server (protocol: chat completions with audio). */
export const dialects = {
  openai,
  litellm,
  roleless: dialect({ hasRole: false, wordBeforeRole: false, expiry: 'never', finish: 'at-end' }),
  openrouter: dialect(
    { expiry: 'everywhere', finish: 'at-end', extras: { provider: 'OpenAI' } },
    { lineEnd: '\r\n', hasComments: true },
  ),
  speaches,
  'no-done': dialect({}, { hasDone: false }),
  'expiry-only-end': dialect({ hasUsage: false }, { hasDone: false }),
  'odd-bytes': dialect({ soundBytes: [1, 3, 4801, 5, 2, 1] }),
  'padding-per-chunk': dialect({ soundBytes: [4801, 4799, 4802] }),
  'split-letters': dialect({}, { isSplit: true }),
  'one-event': dialect({ soundBytes: [Number.MAX_SAFE_INTEGER] }),
  'sound-before-words': streamed((reply, id) => [
    choice({ audio: { data: pcmOf(reply).toString('base64') } }),
    choice({ audio: { transcript: reply.words } }),
    choice({ audio: { id } }, 'stop'),
  ]),
  'words-twice': streamed((reply, id) => [
    ...wordsOf(reply).map(words => choice({ content: words, audio: { transcript: words } })),
    choice({ audio: { id, data: pcmOf(reply).toString('base64') } }, 'stop'),
  ]),
  'wav-in-stream': streamed((reply, id) => [
    choice({ audio: { id, data: wavOf(reply).subarray(0, 30).toString('base64'), transcript: reply.words } }),
    choice({ audio: { data: wavOf(reply).subarray(30).toString('base64'), expires_at: expiryOf() } }, 'stop'),
  ]),
  omni: streamed((reply, id) => [
    ...omniWords(reply),
    ...cut(pcmOf(reply), [9600]).map(piece => omniSound(piece, { sample_rate_hz: 24_000 })),
    ...omniEnd(id),
  ]),
  /** Its usual format: every chunk is a whole WAV file. */
  'omni-wav-each': streamed((reply, id) => [
    ...omniWords(reply),
    ...cut(pcmOf(reply), [9600]).map(piece => omniSound(Buffer.concat([wavHeader(piece.byteLength, 24_000), piece]))),
    ...omniEnd(id),
  ]),
  /** A gateway in front of it that knows no modality, and takes the key away. */
  'omni-unmarked': streamed((reply, id) => [
    ...omniWords(reply).map(({ modality: _modality, ...chunk }) => chunk),
    ...cut(pcmOf(reply), [9600]).map(piece => omniSound(piece, { modality: undefined })),
    ...omniEnd(id),
  ]),
  /** Takes any format, and streams pcm whatever was asked for. */
  dashscope: async exchange => {
    if (exchange.request.json.stream === true) return openai(exchange)
    const message = 'This model only supports streaming. Please set stream to true.'
    sendJson(exchange.response, 400, openAiError(message, 'invalid_request_error', 'invalid_parameter_error'))
  },
  'base64-url-safe': dialect({ base64: base64Ways.urlSafe }),
  'base64-unpadded': dialect({ soundBytes: [4801, 4799, 4802], base64: base64Ways.unpadded }),
  'base64-padding-inside': dialect({ soundBytes: [4801, 4799, 4802], base64: base64Ways.paddingInside }),
  'base64-in-lines': dialect({ base64: base64Ways.inLines }),
  'base64-cut-anywhere': dialect({ soundBytes: [Number.MAX_SAFE_INTEGER], base64: base64Ways.cutAnywhere }),
  'base64-as-data-url': dialect({ base64: base64Ways.asDataUrl }),
  'returns-only': dialect({}, { lineEnd: '\r' }),
  'no-space-after-colon': dialect({}, { field: 'data:' }),
  'named-events': dialect({}, { field: 'event: chunk\nid: 1\nretry: 5\ndata: ' }),
  'byte-order-mark': dialect({}, { start: '\ufeff' }),
  'events-that-claim-to-be-json': dialect({}, { contentType: 'application/json' }),
  'json-that-claims-to-be-events': async ({ response, reply, newAudioId }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(JSON.stringify(completionOf(reply, newAudioId(), wavOf(reply)), null, 2))
  },
  'stream-despite-whole': async exchange =>
    stream(exchange, eventsOf(exchange.reply, exchange.newAudioId(), openAiShape)),
  gzip: packed('gzip', exchange => openai(exchange)),
  deflate: packed('deflate', exchange => openai(exchange)),
  'deflate-bare': packed('deflate-raw', exchange => openai(exchange)),
  brotli: packed('br', exchange => openai(exchange)),
  zstd: packed('zstd', exchange => openai(exchange)),
  'content-in-parts': streamed((reply, id) => [
    ...wordsOf(reply).map(text => choice({ content: [{ type: 'text', text }] })),
    choice({ audio: { id, data: pcmOf(reply).toString('base64') } }, 'stop'),
  ]),
  'sound-with-and-after-finish': streamed((reply, id) => {
    const [first = '', ...others] = cut(pcmOf(reply), [24_000]).map(piece => piece.toString('base64'))
    return [
      choice({ audio: { transcript: reply.words } }),
      choice({ audio: { id, data: first } }, 'stop'),
      ...others.map(data => choice({ audio: { data } })),
    ]
  }),
  'usage-that-is-none': streamed((reply, id) => [
    choice({ audio: { id, data: pcmOf(reply).toString('base64'), transcript: reply.words } }),
    {
      ...head(),
      choices: [],
      usage: { prompt_tokens: -3, completion_tokens: '59', prompt_tokens_details: null, completion_tokens_details: 7 },
    },
  ]),
  'many-small-chunks': dialect({ soundBytes: [8] }),
  'json-despite-stream': async exchange => {
    sendJson(exchange.response, 200, completionOf(exchange.reply, exchange.newAudioId(), wavOf(exchange.reply)))
  },
  'two-choices': async ({ response, reply, newAudioId }) => {
    const [first] = completionOf(reply, newAudioId(), wavOf(reply)).choices
    const text = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: reply.words } }
    sendJson(response, 200, { ...head('chat.completion'), choices: [text, { ...first, index: 1 }], usage })
  },
  /** Streams nothing but pcm, and says so to whoever asks for another format; LiteLLM and others refuse pcm as well. */
  'no-streaming': async exchange => {
    if (exchange.request.json.stream !== true) return whole(exchange)
    const message = "Unsupported value: 'stream' does not support true with this model. Streaming is not supported."
    sendJson(exchange.response, 400, openAiError(message, 'invalid_request_error', 'unsupported_value', 'stream'))
  },
  'stale-audio-id': async exchange => {
    const { messages } = exchange.request.json
    const at = messages.findIndex(message => message.audio)
    if (at < 0) return openai(exchange)
    const message = `Assistant audio ${messages[at]?.audio?.id} not found.`
    const param = `content.messages[${at}].audio.id`
    sendJson(exchange.response, 400, openAiError(message, 'invalid_request_error', 'audio_not_found', param))
  },
  /** LiteLLM overwrites the code. */
  'stale-audio-id-litellm': async exchange => {
    const id = exchange.request.json.messages.find(message => message.audio)?.audio?.id
    if (id === undefined) return litellm(exchange)
    const message = `litellm.BadRequestError: OpenAIException - Assistant audio ${id} not found.${LITELLM_SUFFIX}`
    sendJson(exchange.response, 400, openAiError(message, 'invalid_request_error', '400', 'None'))
  },
  /** Speaches looks ids up in a dictionary and falls over. */
  'stale-audio-id-speaches': async exchange => {
    if (!exchange.request.json.messages.some(message => message.audio)) return speaches(exchange)
    exchange.response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error')
  },
  /** LiteLLM before an upstream that says it is done before it has spoken: the voice is lost on the way. */
  'sound-lost': streamed((reply, id) => [
    ...wordsOf(reply).map(transcript => choice({ audio: { transcript } })),
    choice({ audio: { id } }),
    choice({}, 'stop'),
  ]),
  /** Models that hear, and say so when they are asked to speak. */
  'no-sound': silent(
    400,
    openAiError(
      "Unsupported value: 'modalities' does not support 'audio' with this model.",
      'invalid_request_error',
      'unsupported_value',
      'modalities',
    ),
  ),
  'no-sound-litellm': silent(
    400,
    openAiError(
      "litellm.UnsupportedParamsError: groq does not support parameters: ['modalities', 'audio'], for model=llama",
      'None',
      '400',
      'None',
    ),
  ),
  'no-sound-openrouter': silent(
    404,
    openAiError('No endpoints found that support the requested output modalities: text, audio', 'None', '404'),
  ),
  /** llama.cpp and vLLM, which pass over what they do not know. */
  'text-only': streamed(reply => [...wordsOf(reply).map(content => choice({ content })), choice({}, 'stop')]),
  'text-only-json': async ({ response, reply }) => {
    const message = { role: 'assistant', content: reply.words }
    sendJson(response, 200, { ...head('chat.completion'), choices: [{ index: 0, finish_reason: 'stop', message }] })
  },
  refusal: streamed(reply => [choice({ role: 'assistant', refusal: reply.words }), choice({}, 'stop')]),
  /** OpenRouter passes music models on like this: no id, no words, and not what was asked for. */
  'mp3-in-one-event': encoded(mp3Of, [Number.MAX_SAFE_INTEGER]),
  'mp3-in-pieces': encoded(mp3Of, [333]),
  'flac-in-pieces': encoded(flacOf, [1000]),
  'opus-in-pieces': encoded(reply => encodedAs('opus', reply), [500]),
  'aac-in-one-event': encoded(reply => encodedAs('aac', reply), [Number.MAX_SAFE_INTEGER]),
  'mp3-without-sound': encoded(async () => soundlessMp3, [Number.MAX_SAFE_INTEGER]),
  'stopped-by-length': streamed((reply, id) => [
    choice({ audio: { id, data: pcmOf(reply).toString('base64'), transcript: reply.words } }),
    choice({}, 'length'),
  ]),
} satisfies Record<string, Answer>

/** Name of a dialect. */
export type DialectName = keyof typeof dialects
