import type { Api } from '../../app/contract.ts'
import { costOf } from '../../app/cost/prices.ts'
import type { TurnSize } from '../../app/cost/tokens.ts'
import { failWith } from '../../app/errors.ts'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import { pcmDurationMs } from '../../app/pcm.ts'
import type { PreviewPrice } from '../../app/profiles/voice-preview.ts'
import type { Settings } from '../../app/settings.ts'
import { ask } from '../endpoint/ask.ts'
import { hostOf } from '../endpoint/base-url.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { decodeReply } from '../endpoint/reply/decode-reply.ts'
import type { ReplyEnd } from '../endpoint/reply/reply-part.ts'
import type { AskTimeouts } from '../endpoint/request/question.ts'
import type { Spending } from '../spending/spending.ts'
import type { Learned } from './learned.ts'

/** The question whose answer lets a voice be heard: one short sentence. */
const REQUEST = 'Say just this, aloud: “Hello. This is how I sound.”'
/** About how much that is. */
const usualSize: TurnSize = {
  ...{ heardMs: 0, heardCharacters: REQUEST.length, spokenMs: 3000, spokenCharacters: 30 },
}

/** What `VoicePreview` needs. */
export interface VoicePreviewsOptions {
  /** The endpoint of a profile. Throws as `Connection.endpointOfProfile`. */
  endpointOf: (profileId: string) => Endpoint
  settings: () => Settings
  /** Counts what previews cost, and says when the limit is reached. */
  spending: Spending
  learned: Pick<Learned, 'of' | 'learn'>
  timeouts?: Partial<AskTimeouts>
}

/** Lets the user hear voices: one sentence of each, whose cost is counted and whose sound is not kept. */
export class VoicePreviews {
  readonly #options: VoicePreviewsOptions
  readonly #asked = new Map<string, AbortController>()

  constructor(options: VoicePreviewsOptions) {
    this.#options = options
  }

  /** What a preview is likely to cost. Spends nothing. Throws as `endpointOf`. */
  price(profileId: string): PreviewPrice {
    const { endpointOf, spending } = this.#options
    const { known, isFree } = spending.outlook(endpointOf(profileId))
    return { isFree, usd: isFree ? 0 : (costOf(null, known, usualSize)?.usd ?? null) }
  }

  /**
   * Asks for a sentence in a voice.
   * @returns its pcm at 24 kHz
   * @throws spending_stopped, model_without_audio when only words came, `cancelled` when it was stopped, and as `endpointOf` and `ask`
   */
  async hear(previewId: string, profileId: string, voice: string): Promise<Uint8Array<ArrayBuffer>> {
    const { endpointOf, spending, settings } = this.#options
    const usual = endpointOf(profileId)
    const endpoint = { ...usual, voice: voice.trim() || usual.voice }
    if (spending.isStoppedFor(endpoint)) {
      throw failWith('spending_stopped', { limitUsd: settings().monthlyStopUsd ?? 0 })
    }
    const controller = new AbortController()
    this.#asked.set(previewId, controller)
    try {
      return await this.#ask(endpoint, controller.signal)
    } finally {
      this.#asked.delete(previewId)
    }
  }

  /** Stops a preview that is being waited for. */
  stop(previewId: string): void {
    this.#asked.get(previewId)?.abort()
  }

  /** Stops all previews. */
  close(): void {
    for (const controller of this.#asked.values()) controller.abort()
  }

  async #ask(endpoint: Endpoint, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const { learned, spending, timeouts = {} } = this.#options
    const pieces: Uint8Array[] = []
    let words = ''
    let end: ReplyEnd | null = null
    try {
      const onLesson = (lesson: Parameters<Learned['learn']>[1]) => learned.learn(endpoint, lesson)
      const question = { messages: [{ role: 'user' as const, content: REQUEST }] }
      const parts = ask(endpoint, question, { signal, timeouts, known: learned.of(endpoint), onLesson })
      for await (const part of decodeReply(parts)) {
        if (part.kind === 'pcm') pieces.push(part.pcm)
        if (part.kind === 'words') words += part.words
        if (part.kind === 'end') end = part
      }
    } finally {
      const bytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)
      const size = { ...usualSize, spokenMs: pcmDurationMs(bytes), spokenCharacters: words.length }
      const { model, usage } = end ?? { model: null, usage: null }
      // A preview that was stopped or broke off is paid for too, as far as it had come.
      if (end !== null || bytes > 0 || words !== '') {
        spending.note({ endpoint, model: model ?? endpoint.model, usage, size })
      }
    }
    const { model, baseUrl } = endpoint
    if (pieces.length > 0) return new Uint8Array(Buffer.concat(pieces).subarray(0, MESSAGE_BYTES_LIMIT))
    throw words === '' ? failWith('reply_empty', { host: hostOf(baseUrl) }) : failWith('model_without_audio', { model })
  }
}

/** Answers what the window asks about how voices sound. */
export function voicePreviewRequests(
  previews: VoicePreviews,
): Pick<Api, 'getPreviewPrice' | 'previewVoice' | 'stopPreview'> {
  return {
    getPreviewPrice: async ({ profileId }) => previews.price(profileId),
    previewVoice: async ({ previewId, profileId, voice }) => ({
      pcm: await previews.hear(previewId, profileId, voice),
    }),
    stopPreview: async ({ previewId }) => {
      previews.stop(previewId)
      return {}
    },
  }
}
