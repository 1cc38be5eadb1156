import type { Transcript, Usage } from '../../../app/conversation.ts'
import type { TurnSize } from '../../../app/cost/tokens.ts'
import type { AppError } from '../../../app/errors.ts'

/** How a reply can be encoded (OpenAI reference, chat completions, `audio.format`). */
export type ReplyFormat = 'pcm16' | 'wav' | 'mp3' | 'flac' | 'opus' | 'aac'

/** Something an endpoint is paid for beside a reply: putting a recording into words, reading words aloud. */
export interface PaidStep {
  model: string
  usage: Usage | null
  size: TurnSize
}

/** One step of a reply, in the order things happen. */
export type ReplyPart =
  /** The last byte of the request is out. */
  | { kind: 'sent' }
  /** The question got no answer and is sent once more, as a whole. The server may have worked on it, and then charges twice. */
  | { kind: 'again' }
  /** The server has begun to answer. A LiteLLM proxy says that it is one. */
  | { kind: 'headers'; isLiteLlm: boolean }
  /** The next words, to be appended. */
  | { kind: 'words'; words: string }
  /** The next samples: whole ones, pcm at 24 kHz. */
  | { kind: 'pcm'; pcm: Uint8Array }
  /** The next bytes of a sound in another format, because it was asked for or because the server knows no other. */
  | { kind: 'encoded'; bytes: Uint8Array; format: string }
  /** The words of a turn's recording, which are asked in its place; empty when nothing was understood. */
  | { kind: 'heard'; turnId: string; transcript: Transcript; step: PaidStep }
  /** The words of the reply are being read aloud by another model; yielded again with each further piece. Its sound follows as `pcm` or `encoded`. */
  | { kind: 'reading'; step: PaidStep }
  /** The words of the reply could not be read aloud, or not all of them. */
  | { kind: 'unvoiced'; failure: AppError }
  | ReplyEnd

/** The last step: what is known about the reply as a whole. */
export interface ReplyEnd {
  kind: 'end'
  /** The server's id of the completion. */
  id: string | null
  /** The server's id of its voice, for later turns. */
  audioId: string | null
  /** When that id ends, in milliseconds since 1970. */
  audioExpiresAt: number | null
  model: string | null
  usage: Usage | null
  /** False when the server says itself that it stopped early (length, content filter). */
  isComplete: boolean
}
