import { setImmediate } from 'node:timers/promises'
import { openSoundDecoder } from '../../sound/open-sound-decoder.ts'
import type { SoundDecoder } from '../../sound/sound-decoder.ts'
import type { ReplyPart } from './reply-part.ts'

/** Decoded at a time, some milliseconds of work, so that a reply in one piece holds nothing else up. */
const SLICE_BYTES = 8 * 1024

type EncodedPart = ReplyPart & { kind: 'encoded' }

/**
 * Makes pcm of a reply in another format, while it comes where its codec allows, so that it is played and kept like any other. A
 * sound of which nothing can be decoded comes as it is, in one `encoded` part before the end. Throws what `parts` throws, after
 * what there was before: decoded as far as it could be, or as it came.
 */
export async function* decodeReply(parts: AsyncIterable<ReplyPart>): AsyncGenerator<ReplyPart> {
  const sound = new EncodedSound()
  try {
    for await (const part of parts) {
      if (part.kind === 'encoded') yield* sound.add(part)
      else {
        if (part.kind === 'end') yield* sound.end()
        yield part
      }
    }
  } catch (error) {
    yield* sound.end()
    throw error
  } finally {
    sound.close()
  }
}

class EncodedSound {
  #decoder: SoundDecoder | null = null
  #format: string | null = null
  /** What has come as long as nothing could be decoded of it. */
  #kept: Uint8Array[] = []
  #hasSound = false

  async *add({ bytes, format }: EncodedPart): AsyncGenerator<ReplyPart> {
    if (this.#format === null) this.#decoder = openSoundDecoder(format)
    this.#format ??= format
    if (!this.#hasSound) this.#kept.push(bytes)
    for (let at = 0; this.#decoder && at < bytes.byteLength; at += SLICE_BYTES) {
      if (at > 0) await setImmediate()
      yield* this.#sounds(this.#decoder.push(bytes.subarray(at, at + SLICE_BYTES)))
    }
  }

  /** What the decoder held back until more came; where it could do nothing, all that came. Once. */
  async *end(): AsyncGenerator<ReplyPart> {
    if (this.#format === null) return
    if (this.#decoder) yield* this.#sounds(this.#decoder.finish())
    if (!this.#hasSound) yield { kind: 'encoded', bytes: Buffer.concat(this.#kept), format: this.#format }
    this.#format = null
  }

  close(): void {
    this.#decoder?.close()
    this.#decoder = null
  }

  async *#sounds(decoded: Promise<Uint8Array>): AsyncGenerator<ReplyPart> {
    const pcm = await decoded
    if (pcm.byteLength === 0) return
    this.#hasSound = true
    this.#kept = []
    yield { kind: 'pcm', pcm }
  }
}
