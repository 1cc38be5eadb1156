import { setImmediate } from 'node:timers/promises'
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
import { type KnownReply, pcmOf, wordsOf } from './known-reply.ts'
import { LITELLM_SUFFIX, LITELLM_VERSION, throughLiteLlm } from './litellm-stream.ts'

/** How events are put on the network. */
interface Framing {
  lineEnd: '\n' | '\r\n'
  hasDone: boolean
  hasComments: boolean
  /** Cuts the bytes where letters and lines do not end. */
  isSplit: boolean
}

const usual: Framing = { lineEnd: '\n', hasDone: true, hasComments: false, isSplit: false }

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
  const { lineEnd, hasComments, isSplit } = { ...usual, ...framing }
  const { response } = exchange
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  let hasSounded = false
  for (const [index, event] of events.entries()) {
    if (index === events.length - 1) await exchange.pass('end')
    if (hasComments) await write(response, `: OPENROUTER PROCESSING${lineEnd}${lineEnd}`)
    const bytes = Buffer.from(`data: ${JSON.stringify(event.value)}${lineEnd}${lineEnd}`)
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

/** A dialect streams when asked to, and otherwise answers as a whole, in WAV or in bytes that claim to be what was asked. */
function dialect(shape: Partial<DialectShape>, framing: Partial<Framing> = {}): Answer {
  return async exchange => {
    const { request, reply } = exchange
    if (request.json.stream !== true) return whole(exchange)
    await stream(exchange, eventsOf(reply, exchange.newAudioId(), { ...openAiShape, ...shape }), framing)
  }
}

/** Answers as a whole. */
export async function whole(exchange: Exchange): Promise<void> {
  const { request, reply } = exchange
  const { format } = request.json.audio
  const sound = format === 'wav' ? wavOf(reply) : format === 'pcm16' ? pcmOf(reply) : Buffer.from(`${format} of it`)
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

const choice = (delta: unknown, finish_reason: string | null = null) => ({
  ...head(),
  choices: [{ index: 0, delta, finish_reason }],
})

/** The frames of an MP3 that nobody can listen to: enough for anything that looks at its first bytes. */
export const unheardMp3 = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.alloc(5000, 0x55)])

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
    { ...choice({ role: 'assistant', content: reply.words }), modality: 'text' },
    { ...choice({ content: pcmOf(reply).toString('base64') }), modality: 'audio', usage },
    choice({ audio: { id } }, 'stop'),
  ]),
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
  'text-only': streamed(reply => [...wordsOf(reply).map(content => choice({ content })), choice({}, 'stop')]),
  'text-only-json': async ({ response, reply }) => {
    const message = { role: 'assistant', content: reply.words }
    sendJson(response, 200, { ...head('chat.completion'), choices: [{ index: 0, finish_reason: 'stop', message }] })
  },
  refusal: streamed(reply => [choice({ role: 'assistant', refusal: reply.words }), choice({}, 'stop')]),
  'mp3-in-one-event': streamed(() => [choice({ audio: { data: unheardMp3.toString('base64') } }), choice({}, 'stop')]),
  'stopped-by-length': streamed((reply, id) => [
    choice({ audio: { id, data: pcmOf(reply).toString('base64'), transcript: reply.words } }),
    choice({}, 'length'),
  ]),
} satisfies Record<string, Answer>

/** Name of a dialect. */
export type DialectName = keyof typeof dialects
