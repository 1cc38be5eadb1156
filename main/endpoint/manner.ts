import type { Knowledge } from '../../app/profiles/knowledge.ts'
import type { Endpoint } from './endpoint.ts'
import type { Refusal } from './failure/refusal.ts'
import type { ReplyFormat } from './reply/reply-part.ts'

/** What a profile says of how replies are to come. `automatic` and `known` leave that to what the server can do. */
export type Wishes = Pick<Endpoint, 'preset' | 'format' | 'streaming' | 'abilities'>

/** How a reply is asked for. */
export interface Manner {
  /** Whether sound is asked for, or words alone. */
  isSpoken: boolean
  format: ReplyFormat
  stream: boolean
}

/** Statuses with which servers refuse what a request asks for. Null: an error in a body that has no status. */
const faulted: readonly (number | null)[] = [400, 404, 422, 501, null]
const aboutHearing = /input_audio|audio input|audio\(s\)|input modalit|input\b.{0,40}\baudio|hear/i
const streamNeeded =
  /requires? stream: ?true|only supports? stream(ing)?\b|set (the )?stream\b.{0,20}\btrue|stream(ing)? (is|must be) (required|enabled|true)/i
const soundRefused = [
  // OpenAI and those who check parameters as it does; LiteLLM for providers it knows to be silent.
  /(unknown|unrecognized|unsupported|invalid) (parameter|value|argument).{0,60}\b(audio|modalities)\b/i,
  /does not support parameters:.{0,80}\b(modalities|audio)\b/i,
  // What people write: vLLM, OpenRouter, gateways.
  /(does not|doesn't|not|cannot) (support|produce|generate|output)(ed|s)?\b.{0,60}\b(audio( output| generation)?|output modalit\w+|modalit\w+)\b/i,
  /\b(audio output|audio generation|output modalit\w+|modalit\w+)\b.{0,60}\b(not|un)[ -]?(support|available|enabled|permitted|allowed)/i,
  /no endpoints found that support.{0,40}output modalit/i,
  /\b(modalities|audio): extra inputs are not permitted/i,
]
const hearingRefused =
  /audio input is not supported|support (audio|input_audio|sound) inputs?|invalid value: 'input_audio'|unknown variant `?input_audio|at most 0 audio|no endpoints found that support input audio|not (a )?(multimodal|audio) (model|input)/i

/** How a reply is asked for first: as the user wishes and says, else as the server is known to answer. */
export function firstManner({ preset, format, streaming, abilities }: Wishes, known: Knowledge | null): Manner {
  const usuallyStreams = isUsuallyStreamed(format) && known?.streams !== false
  // OpenRouter makes sound in streams alone.
  const stream = preset === 'openrouter' || (streaming === 'automatic' ? usuallyStreams : streaming === 'on')
  const isSpoken = abilities.speaks === 'known' ? known?.refusesToSpeak !== true : abilities.speaks === 'yes'
  return { isSpoken, ...mannerOf(format, stream) }
}

/** Whether sound of that format comes in streams: OpenAI's, and those like it, have pcm16 alone in them, whatever else they can. */
export function isUsuallyStreamed(format: Wishes['format']): boolean {
  return format === 'automatic' || format === 'pcm16'
}

/**
 * The manner to try after a refusal that is about the manner: after a stream of pcm a whole WAV, after that words alone; and a stream after
 * all where the server insists on one. Null for any other refusal, and where the profile forbids that manner.
 */
export function nextManner(manner: Manner, refusal: Refusal, wishes: Wishes): Manner | null {
  const { format, streaming } = wishes
  if (manner.stream && streaming !== 'on' && isStreamingRefused(refusal))
    return { ...manner, ...mannerOf(format, false) }
  if (!manner.stream && streaming !== 'off' && isStreamNeeded(refusal)) return { ...manner, ...mannerOf(format, true) }
  if (manner.isSpoken && isSoundRefused(refusal)) return { ...manner, isSpoken: false }
  return null
}

/** Whether a refusal says that the model takes no recordings. */
export function isHearingRefused({ status, message }: Refusal): boolean {
  return (faulted.includes(status) || status === 500) && hearingRefused.test(message)
}

function mannerOf(format: Wishes['format'], stream: boolean): Omit<Manner, 'isSpoken'> {
  return { format: format === 'automatic' ? (stream ? 'pcm16' : 'wav') : format, stream }
}

/** The server speaks, but does not stream what was asked for. */
function isStreamingRefused({ status, param, message }: Refusal): boolean {
  if (status !== 400 && status !== 422) return false
  return (
    /stream=true|pcm16 only|(does not|doesn't|not) support(ed|s)?\b.{0,40}\bstream/i.test(message) ||
    /\bstreaming\b.{0,40}\bnot (supported|available)/i.test(message) ||
    (param === 'stream' && !streamNeeded.test(message)) ||
    (/format/i.test(param) && /pcm16/i.test(message) && !/supported values are:.*pcm16/i.test(message))
  )
}

/** OpenRouter and DashScope make sound in streams alone. */
function isStreamNeeded({ status, message }: Refusal): boolean {
  return faulted.includes(status) && streamNeeded.test(message)
}

/** The server makes no sound. A refusal of recordings, of a voice or of a format is another matter. */
function isSoundRefused({ status, param, message }: Refusal): boolean {
  if (!faulted.includes(status) || aboutHearing.test(message) || /audio\.(voice|format)/.test(`${param} ${message}`))
    return false
  return /^(body\.)?(modalities|audio)\b(?!\.)/.test(param) || soundRefused.some(shape => shape.test(message))
}
