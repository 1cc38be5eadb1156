import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { openAiError, sendJson, write } from './endpoint-exchange.ts'
import { type KnownReply, pcmOf } from './known-reply.ts'
import { complaintsAbout } from './openai-requests.ts'

/** A request to read something aloud. */
export interface RecordedSpeech {
  authorization: string | undefined
  json: { model: string; voice: string; input: string; response_format: string }
}

type SpeechAnswer = (response: ServerResponse, reply: KnownReply) => void | Promise<void>

const refuse = (status: number, body: unknown): SpeechAnswer => {
  return response => sendJson(response, status, body)
}

const answers = {
  /** Raw samples in pieces of odd length, as networks cut them. */
  pcm: async (response, reply) => {
    const pcm = pcmOf(reply)
    response.writeHead(200, { 'content-type': 'audio/pcm' })
    for (let at = 0; at < pcm.byteLength; at += 4801) await write(response, pcm.subarray(at, at + 4801))
    response.end()
  },
  'pcm and dollars': async (response, reply) => {
    response.writeHead(200, { 'content-type': 'audio/pcm', 'x-litellm-response-cost': '0.0017' }).end(pcmOf(reply))
  },
  'events instead': async response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end('data: {"type":"speech.audio.delta","audio":"AAAA"}\n\n')
  },
  none: refuse(404, { detail: 'Not Found' }),
  'not implemented': refuse(501, openAiError('Not implemented', 'server_error', null)),
  'voice refused': refuse(
    400,
    openAiError("Invalid value: 'marin'. Supported values are: 'alloy'.", 'invalid_request_error', null, 'voice'),
  ),
  'breaks off': async (response, reply) => {
    response.writeHead(200, { 'content-type': 'audio/pcm', 'content-length': pcmOf(reply).byteLength })
    await write(response, pcmOf(reply).subarray(0, 9600))
    response.socket?.end()
  },
  hang: async response => {
    await once(response, 'close')
  },
} satisfies Record<string, SpeechAnswer>

/** A way to answer. */
export type SpeechChoice = keyof typeof answers

/** The part of a server that reads words aloud, with answers that tests choose. Without a choice there is none. */
export class SpeechDesk {
  /** Every request, in order. */
  readonly requests: RecordedSpeech[] = []
  /** What OpenAI's published description finds wrong with any request, ever. */
  readonly complaints: string[] = []
  #usual: SpeechChoice = 'none'

  /** Answers all further requests this way. */
  answerAlways(choice: SpeechChoice): void {
    this.#usual = choice
  }

  /** Forgets requests and the answer. */
  reset(): void {
    this.requests.length = 0
    this.#usual = 'none'
  }

  /** Reads one request and answers it with the sound of a reply. */
  async answer(incoming: IncomingMessage, response: ServerResponse, reply: KnownReply): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of incoming) pieces.push(piece)
    const json = JSON.parse(Buffer.concat(pieces).toString()) as RecordedSpeech['json']
    this.requests.push({ authorization: incoming.headers.authorization, json })
    this.complaints.push(...complaintsAbout('CreateSpeechRequest', json))
    await answers[this.#usual](response, reply)
  }
}
