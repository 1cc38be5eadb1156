import { randomUUID } from 'node:crypto'
import { AppError, type Failure, toFailure } from '../../app/errors.ts'
import { nothingSaid } from '../../app/profiles/profiles.ts'
import { ask } from '../../main/endpoint/ask.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { ReplyEnd, ReplyPart } from '../../main/endpoint/reply/reply-part.ts'
import type { Question } from '../../main/endpoint/request/question.ts'

/** A key that exists for one test. It does not look like one, so that only knowing it can keep it secret. */
export function newKey(): string {
  return `test-${randomUUID()}`
}

/** An endpoint of one's own at a base URL. */
export function endpointAt(baseUrl: string, change: Partial<Endpoint> = {}): Endpoint {
  return {
    kind: 'custom',
    name: 'test',
    baseUrl,
    key: newKey(),
    keySource: 'Settings',
    model: 'gpt-audio-1.5',
    voice: 'marin',
    instructions: '',
    ...{ profileId: 'test', preset: 'other' as const, apiVersion: '', organization: '', project: '', headers: {} },
    ...{ format: 'automatic' as const, streaming: 'automatic' as const, upload: 'wav' as const },
    ...{ transcriptionModel: '', speechModel: '', way: 'audio' as const, timeoutS: null },
    abilities: nothingSaid,
    ...change,
  }
}

/** A question that is spoken, as `hear` asks it. */
export const spoken: Partial<Question> = {
  messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } }] }],
}
/** A question that is typed, as `hear` asks it. */
export const typed: Partial<Question> = {
  messages: [{ role: 'user', content: 'Is a golden retriever a good family dog?' }],
}

/** Everything that came of a question. */
export interface Heard {
  kinds: ReplyPart['kind'][]
  words: string
  pcm: Buffer
  encoded: { format: string; bytes: Buffer } | null
  end: ReplyEnd | null
  failure: Failure | null
}

/** Asks and takes everything, the failure too. Throws what is not an AppError, because nothing else may be thrown. */
export async function hear(
  endpoint: Endpoint,
  question: Partial<Question> = {},
  options: Partial<Parameters<typeof ask>[2]> & { onPart?: (part: ReplyPart) => void } = {},
): Promise<Heard> {
  const heard: Heard = { kinds: [], words: '', pcm: Buffer.alloc(0), encoded: null, end: null, failure: null }
  const asked = {
    messages: [{ role: 'user' as const, content: 'Hello' }],
    ...question,
  }
  const pcm: Uint8Array[] = []
  try {
    for await (const part of ask(endpoint, asked, { signal: new AbortController().signal, ...options })) {
      heard.kinds.push(part.kind)
      if (part.kind === 'words') heard.words += part.words
      if (part.kind === 'pcm') pcm.push(part.pcm)
      if (part.kind === 'encoded') {
        const bytes = Buffer.concat([heard.encoded?.bytes ?? Buffer.alloc(0), part.bytes])
        heard.encoded = { format: part.format, bytes }
      }
      if (part.kind === 'end') heard.end = part
      options.onPart?.(part)
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    heard.failure = toFailure(error)
  }
  if (pcm.some(piece => piece.byteLength % 2 === 1)) throw new Error('half a sample was handed out')
  return { ...heard, pcm: Buffer.concat(pcm) }
}
