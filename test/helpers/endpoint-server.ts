import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pcmToSamples } from '../../app/pcm.ts'
import { readWavLayout } from '../../app/wav.ts'
import { type DialectName, dialects } from './endpoint-dialects.ts'
import type { Answer, Exchange, Gate, GateName, RecordedRequest, RequestJson } from './endpoint-exchange.ts'
import { type FaultName, faults } from './endpoint-faults.ts'
import { ModelDesk } from './endpoint-models.ts'
import { SpeechDesk } from './endpoint-speech.ts'
import { TranscriptionDesk } from './endpoint-transcriptions.ts'
import { type KnownReply, knownReply } from './known-reply.ts'
import { complaintsAbout } from './openai-requests.ts'
import { listenAt, listenAtOwnPort } from './own-port.ts'

/** A way to answer: a dialect, a fault, or one of a test's own. */
export type AnswerChoice = DialectName | FaultName | Answer

/** An OpenAI-compatible server whose every answer is known. */
export interface EndpointServer {
  /** Such as `http://127.0.0.1:40123/v1`. */
  baseUrl: string
  /** Every chat completion that was asked for, whole, in order. */
  requests: RecordedRequest[]
  /** The part that puts recordings into words. */
  transcriptions: TranscriptionDesk
  /** The part that says which models there are. */
  models: ModelDesk
  /** The part that reads words aloud. */
  speech: SpeechDesk
  /** What was asked for, in the order it arrived. */
  arrivals: ('question' | 'transcription' | 'speech')[]
  /** What it says. May be replaced between requests. */
  reply: KnownReply
  /** How the next requests are answered, one each; after them, the usual dialect again. */
  answerNext(...answers: AnswerChoice[]): void
  /** Answers all further requests this way. */
  answerAlways(answer: AnswerChoice): void
  /** Holds the next answer that comes to this point, until it is released or the server closes. */
  hold(gate: GateName): Gate
  /** Closes connections that were kept for later requests, and all others. */
  dropConnections(): void
  /** Forgets requests, answers to come and gates; answers as at its start. */
  reset(): void
  /** The samples of the last recording in the last request. Throws when there is none. */
  lastRecording(): Int16Array
  /** Throws when any request of its life was not as OpenAI's published description has it, unless any may come. */
  close(): Promise<void>
}

/**
 * Starts a server of this computer.
 * @param options.takesAnything for requests that are not Parley's
 * @param options.port one of its own unless given, at which nothing answers once it is closed
 */
export async function startEndpointServer(
  options: { dialect?: AnswerChoice; reply?: KnownReply; takesAnything?: boolean; port?: number } = {},
): Promise<EndpointServer> {
  const complaints: string[] = []
  let usual = options.dialect ?? 'openai'
  const next: AnswerChoice[] = []
  const held = new Map<GateName, { reach: () => void; released: Promise<void>; release: () => void }[]>()

  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    if (incoming.method === 'POST' && incoming.url?.split('?')[0] === '/v1/audio/transcriptions') {
      server.arrivals.push('transcription')
      await server.transcriptions.answer(incoming, response)
      return
    }
    if (incoming.method === 'POST' && incoming.url?.split('?')[0] === '/v1/audio/speech') {
      server.arrivals.push('speech')
      await server.speech.answer(incoming, response, server.reply)
      return
    }
    const isChat = incoming.method === 'POST' && incoming.url?.split('?')[0] === '/v1/chat/completions'
    if (!isChat) {
      await server.models.answer(incoming, response)
      return
    }
    server.arrivals.push('question')
    const choice = next.shift() ?? usual
    const answer = choice === 'too large, told early' ? faults[choice] : null
    const request = answer ? unread(incoming) : await record(incoming, response)
    if (!answer) complaints.push(...complaintsAbout('CreateChatCompletionRequest', request.json))
    server.requests.push(request)
    const exchange: Exchange = {
      request,
      incoming,
      response,
      reply: server.reply,
      pass: async gate => {
        const waiting = held.get(gate)?.shift()
        waiting?.reach()
        await waiting?.released
      },
      newAudioId: () => `audio_${crypto.randomUUID()}`,
    }
    await exchange.pass('headers')
    await (answer ?? answerOf(choice))(exchange)
  }

  const http = createServer((incoming, response) => {
    respond(incoming, response).catch((error: unknown) => {
      if (!response.destroyed) response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  if (options.port === undefined) await listenAtOwnPort(http)
  else await listenAt(http, options.port)

  const server: EndpointServer = {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
    requests: [],
    transcriptions: new TranscriptionDesk(),
    speech: new SpeechDesk(),
    models: new ModelDesk(),
    arrivals: [],
    reply: options.reply ?? knownReply,
    answerNext: (...answers) => next.push(...answers),
    answerAlways: answer => {
      usual = answer
    },
    hold: gate => {
      const reached = Promise.withResolvers<void>()
      const released = Promise.withResolvers<void>()
      const waiting = { reach: reached.resolve, released: released.promise, release: released.resolve }
      held.set(gate, [...(held.get(gate) ?? []), waiting])
      return { reached: reached.promise, release: released.resolve }
    },
    dropConnections: () => http.closeAllConnections(),
    reset: () => {
      for (const waiting of [...held.values()].flat()) waiting.release()
      held.clear()
      next.length = 0
      server.requests.length = 0
      server.arrivals.length = 0
      server.transcriptions.reset()
      server.speech.reset()
      server.models.reset()
      usual = options.dialect ?? 'openai'
    },
    lastRecording: () => {
      const messages = server.requests.at(-1)?.json.messages ?? []
      const parts = messages.flatMap(({ content }) => (typeof content === 'object' ? content : []))
      const sound = parts.findLast(part => part?.type === 'input_audio')
      if (!sound?.input_audio) throw new Error('no recording was sent')
      const bytes = Buffer.from(sound.input_audio.data, 'base64')
      const layout = readWavLayout(bytes)
      if (!layout) throw new Error('the recording is no WAV file')
      return pcmToSamples(bytes.subarray(layout.dataOffset, layout.dataOffset + layout.dataBytes))
    },
    close: async () => {
      for (const waiting of [...held.values()].flat()) waiting.release()
      server.transcriptions.reset()
      await new Promise(resolve => {
        http.close(resolve)
        http.closeAllConnections()
      })
      const found = [...new Set([...complaints, ...server.transcriptions.complaints, ...server.speech.complaints])]
      if (found.length > 0 && options.takesAnything !== true) {
        throw new Error(`what was asked is not as OpenAI describes requests:\n${found.join('\n')}`)
      }
    },
  }
  return server
}

function answerOf(choice: AnswerChoice): Answer {
  if (typeof choice === 'function') return choice
  return { ...dialects, ...faults }[choice]
}

async function record(incoming: IncomingMessage, response: ServerResponse): Promise<RecordedRequest> {
  const ended = new Promise<'answered' | 'gone'>(resolve => {
    response.once('close', () => resolve(response.writableFinished ? 'answered' : 'gone'))
  })
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece)
  const body = Buffer.concat(pieces)
  return { ...unread(incoming), body, json: JSON.parse(body.toString()) as RequestJson, ended }
}

function unread(incoming: IncomingMessage): RecordedRequest {
  const { method = '', url = '', headers } = incoming
  const json = { model: '', modalities: [], audio: { voice: '', format: '' }, messages: [] }
  return { method, path: url, headers, body: Buffer.alloc(0), json, ended: Promise.resolve('answered') }
}
