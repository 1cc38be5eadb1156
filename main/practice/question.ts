import * as v from 'valibot'
import { readMp3Duration } from '../sound/mp3.ts'
import { isWav, openWav } from '../sound/wav-conversion.ts'
import type { AudioIds } from './audio-ids.ts'
import { type SpokenFormat, spokenFormats } from './encode.ts'
import { Refusal, unsupportedValue } from './refusal.ts'

/** A recording in a request, found good. */
export type HeardRecording =
  | { format: 'wav'; durationMs: number; toPcm(maxMs: number): Uint8Array }
  | { format: 'mp3'; durationMs: number }

/** What a request asks for. */
export interface Question {
  /** Typed words since the last reply. */
  text: string
  /** Recordings since the last reply. */
  recordings: HeardRecording[]
  /** Null for an answer in text. */
  format: SpokenFormat | null
  streams: boolean
  includesUsage: boolean
}

const PartSchema = v.variant('type', [
  v.object({ type: v.literal('text'), text: v.string() }),
  v.object({
    type: v.literal('input_audio'),
    input_audio: v.object({ data: v.string(), format: v.picklist(['wav', 'mp3']) }),
  }),
])
const MessageSchema = v.object({
  role: v.picklist(['system', 'developer', 'user', 'assistant']),
  content: v.nullish(v.union([v.string(), v.array(PartSchema)])),
  audio: v.nullish(v.object({ id: v.string() })),
})
/** The parameters that matter here (OpenAI reference, "Create chat completion"); others are ignored, as proxies do. */
const RequestSchema = v.object({
  model: v.string(),
  messages: v.pipe(v.array(MessageSchema), v.minLength(1)),
  modalities: v.nullish(v.array(v.picklist(['text', 'audio'])), ['text']),
  audio: v.nullish(
    v.object({
      voice: v.union([v.string(), v.object({ id: v.string() })]),
      format: v.picklist(['wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16']),
    }),
  ),
  stream: v.nullish(v.boolean(), false),
  stream_options: v.nullish(v.object({ include_usage: v.nullish(v.boolean(), false) })),
})
type Message = v.InferOutput<typeof MessageSchema>
type AudioPart = Extract<v.InferOutput<typeof PartSchema>, { type: 'input_audio' }>

/** Reads the body of a chat completion request. Throws the `Refusal` OpenAI would answer with. */
export function readQuestion(body: string, ids: AudioIds): Question {
  const parsed = v.safeParse(RequestSchema, parseJson(body), { abortEarly: true })
  if (!parsed.success) throw refusalOf(parsed.issues[0])
  const { messages, modalities, audio, stream, stream_options } = parsed.output
  messages.forEach((message, index) => {
    if (message.audio) ids.check(message.audio.id, index)
  })
  const wantsSound = modalities.includes('audio')
  if (wantsSound && !audio) throw new Refusal(400, "Missing required parameter: 'audio'.", 'audio', MISSING)
  const format = wantsSound && audio ? offeredFormat(audio.format, stream) : null
  const spoken = messages.findLastIndex(message => message.role === 'assistant')
  const { text, recordings } = listen(messages, spoken + 1)
  if (!format && !messages.some(hasRecording)) {
    const message = 'This model requires that either input content or output modality contain audio.'
    throw new Refusal(400, message, 'model', 'invalid_value')
  }
  return { text, recordings, format, streams: stream, includesUsage: stream_options?.include_usage ?? false }
}

const MISSING = 'missing_required_parameter'

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Refusal(400, 'We could not parse the JSON body of your request.')
  }
}

function refusalOf(issue: v.BaseIssue<unknown>): Refusal {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : String(key))).join('.')
  if (path === '') return new Refusal(400, 'The JSON body of your request must be an object.')
  if (issue.input === undefined) return new Refusal(400, `Missing required parameter: '${path}'.`, path, MISSING)
  const message = `Invalid value for '${path}': expected ${issue.expected}.`
  return new Refusal(400, message, path, 'invalid_value')
}

function offeredFormat(format: string, streams: boolean): SpokenFormat {
  const offered = spokenFormats.find(each => each === format)
  if (!offered) throw unsupportedValue('audio.format', format, 'with this model', spokenFormats)
  if (streams && offered !== 'pcm16') throw unsupportedValue('audio.format', format, 'when stream=true', ['pcm16'])
  return offered
}

function hasRecording({ content }: Message): boolean {
  return Array.isArray(content) && content.some(part => part.type === 'input_audio')
}

/** What the user said and typed from a message on. */
function listen(messages: readonly Message[], from: number): Pick<Question, 'text' | 'recordings'> {
  const texts: string[] = []
  const recordings: HeardRecording[] = []
  messages.forEach(({ role, content }, index) => {
    if (index < from || role !== 'user' || !content) return
    if (typeof content === 'string') texts.push(content)
    else {
      content.forEach((part, partIndex) => {
        if (part.type === 'text') texts.push(part.text)
        else recordings.push(hear(part, `messages.[${index}].content.[${partIndex}].input_audio.data`))
      })
    }
  })
  return { text: texts.join('\n').trim(), recordings }
}

function hear({ input_audio: { data, format } }: AudioPart, param: string): HeardRecording {
  const bytes = /^[A-Za-z0-9+/]*={0,2}$/.test(data) ? Buffer.from(data, 'base64') : Buffer.alloc(0)
  const wav = format === 'wav' && isWav(bytes) ? openWav(bytes) : null
  if (wav?.kind === 'sound' && wav.durationMs > 0) return { format: 'wav', ...wav }
  const durationMs = format === 'mp3' ? readMp3Duration(bytes) : null
  if (durationMs !== null) return { format: 'mp3', durationMs }
  const message = `The data provided for 'input_audio' is not of valid ${format} format.`
  throw new Refusal(400, message, param, 'invalid_value')
}
