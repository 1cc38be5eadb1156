import { randomUUID } from 'node:crypto'
import { Refusal } from './refusal.ts'

/** How long a reply's sound can be referred to: what OpenAI's ids were measured to live. */
const AUDIO_LIFETIME_MS = 3_600_000

/** The ids of replies that can be referred to as `{"role":"assistant","audio":{"id":…}}`. */
export class AudioIds {
  readonly #expiries = new Map<string, number>()
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** A new id and when it expires, in whole seconds since 1970. Forgets those that have. */
  issue(): { id: string; expiresAt: number } {
    const now = this.#clock()
    for (const [id, expiry] of this.#expiries) if (expiry <= now) this.#expiries.delete(id)
    const id = `audio_${randomUUID().replaceAll('-', '')}`
    const expiresAt = Math.floor((now + AUDIO_LIFETIME_MS) / 1000)
    this.#expiries.set(id, expiresAt * 1000)
    return { id, expiresAt }
  }

  /** Throws the refusal OpenAI answers with when an id is unknown or expired. */
  check(id: string, messageIndex: number): void {
    if ((this.#expiries.get(id) ?? 0) > this.#clock()) return
    const param = `content.messages[${messageIndex}].audio.id`
    throw new Refusal(400, `Assistant audio ${id} not found.`, param, 'audio_not_found')
  }
}
