import { once } from 'node:events'
import { sendEvents, stream } from './endpoint-dialects.ts'
import { eventsOf, openAiShape, type StreamEvent } from './endpoint-events.ts'
import { type Answer, type Exchange, openAiError, sendJson, write } from './endpoint-exchange.ts'
import { refusalAnswers } from './endpoint-refusals.ts'
import type { KnownReply } from './known-reply.ts'
import { inventedEnd, LITELLM_VERSION } from './litellm-stream.ts'

/** The beginning of a reply: some words and some sound, and nothing that says it is the end. */
function beginning(reply: KnownReply): StreamEvent[] {
  const shape = { ...openAiShape, soundBytes: [4801], expiry: 'never' as const, hasUsage: false }
  return eventsOf(reply, 'audio_begun', shape).slice(0, 7)
}

/** A whole reply, and nothing that says it is the end. */
function endless(reply: KnownReply): StreamEvent[] {
  return eventsOf(reply, 'audio_endless', { ...openAiShape, expiry: 'never', hasUsage: false })
}

type Ending = (exchange: Exchange) => Promise<void> | void

const after =
  (events: (reply: KnownReply) => StreamEvent[]) =>
  (then: Ending): Answer =>
  async exchange => {
    await sendEvents(exchange, events(exchange.reply))
    await exchange.pass('break')
    await then(exchange)
  }

/** Breaks off once the head is out. */
const headed =
  (then: Ending): Answer =>
  async exchange => {
    exchange.response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    await then(exchange)
  }
const begun = after(beginning)
const spoken = after(endless)

const tell =
  (error: { message: string; type: string; code: string }): Ending =>
  async ({ response }) => {
    await write(response, `data: ${JSON.stringify({ error })}\n\n`)
    response.end()
  }
const traceback = { message: 'Boom\nTraceback (most recent call last):\n  File "x.py"', type: 'None', code: '500' }
const limited = { message: 'Rate limit', type: 'requests', code: 'rate_limit_exceeded' }
const reset: Ending = ({ incoming }) => {
  incoming.socket.resetAndDestroy()
}
const silence: Ending = async ({ response }) => {
  await once(response, 'close')
}
const end: Ending = ({ response }) => {
  response.end()
}

/** What has come, in whole samples, of a reply that breaks off. */
export function begunReply(reply: KnownReply): { words: string; pcm: Buffer } {
  const audios = beginning(reply).map(({ value }) => (value as Begun).choices[0].delta.audio)
  const sound = Buffer.concat(audios.map(({ data = '' }) => Buffer.from(data, 'base64')))
  const words = audios.map(({ transcript = '' }) => transcript).join('')
  return { words, pcm: sound.subarray(0, sound.byteLength - (sound.byteLength % 2)) }
}

interface Begun {
  choices: [{ delta: { audio: { transcript?: string; data?: string } } }]
}

/** Each way of failing that is known of some server (protocol: OpenAI error codes, LiteLLM exceptions, proxies). */
export const faults = {
  ...refusalAnswers,
  'too large, told early': async ({ response }) => {
    response.writeHead(413, { 'content-type': 'text/html', connection: 'close' }).end('<html>too large</html>')
  },
  'web page': async ({ response }) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!DOCTYPE html><html><body>Please log in</body></html>')
  },
  empty: async exchange =>
    stream(exchange, [{ value: { choices: [{ delta: {}, finish_reason: 'stop' }] }, hasSound: false }]),
  filtered: async exchange =>
    stream(exchange, [{ value: { choices: [{ delta: {}, finish_reason: 'content_filter' }] }, hasSound: false }]),
  'nothing at all': async exchange => stream(exchange, []),
  'not json': async ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [')
  },
  'not http': async ({ incoming }) => {
    incoming.socket.end('SSH-2.0-OpenSSH_9.9\r\n')
  },
  'error inside of 200': async ({ response }) =>
    sendJson(response, 200, openAiError('Rate limit reached', 'requests', 'rate_limit_exceeded')),
  hang: async exchange => silence(exchange),
  'closed before the answer': async ({ incoming }) => {
    incoming.socket.destroy()
  },

  'head and silence': headed(silence),
  'head and reset': headed(reset),
  'head and end': headed(end),
  'head and slow down': headed(tell(limited)),
  'head and traceback': headed(tell(traceback)),
  'head and no event': headed(async ({ response }) => {
    response.end('data: Service Unavailable\n\n')
  }),

  stall: begun(silence),
  truncated: begun(end),
  /** The proxy ends what broke off behind it as if it were whole. */
  'truncated behind litellm': async exchange => {
    const events = beginning(exchange.reply)
    exchange.response.setHeader('x-litellm-version', LITELLM_VERSION)
    await sendEvents(exchange, events)
    await exchange.pass('break')
    for (const { value } of inventedEnd(events)) await write(exchange.response, `data: ${JSON.stringify(value)}\n\n`)
    exchange.response.end('data: [DONE]\n\n')
  },
  'cut inside an event': begun(async ({ response }) => {
    await write(response, 'data: {"choices":[{"delta":{"audio":{"da')
    response.end()
  }),
  reset: begun(reset),
  'closed in the middle': begun(({ incoming }) => {
    incoming.socket.destroy()
  }),
  'error in the middle': begun(tell(traceback)),
  'slow down in the middle': begun(tell(limited)),

  'reset after the end': after(reply => eventsOf(reply, 'audio_ended', openAiShape))(reset),
  'no end mark': spoken(end),
  'reset before the end': spoken(reset),
  'silence before the end': spoken(silence),
  'error before the end': spoken(tell(traceback)),
} satisfies Record<string, Answer>

/** Name of a fault. */
export type FaultName = keyof typeof faults
