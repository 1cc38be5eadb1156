import { SAMPLE_RATE_HZ, samplesToPcm } from '../../app/pcm.ts'
import { FIRST_START_MS } from '../../app/sound/reply-start.ts'

/** What a test's endpoint says: every word and every sample is known. */
export interface KnownReply {
  words: string
  samples: Int16Array
}

/** Samples that show where they belong: no two stretches of 1.2 seconds are alike, and no block is silent. */
export function codedSamples(count: number): Int16Array {
  return Int16Array.from({ length: count }, (_, i) => ((i * 37) % 30_011) - 15_005)
}

/** A sentence with letters of two, three and four bytes, and one and a half seconds of coded sound. */
export const knownReply: KnownReply = {
  words: 'Yes — golden retrievers are gentle, patient and playful. Très bien, sehr schön! 🐕 Good night.',
  samples: codedSamples(36_000),
}

/**
 * The same sentence with sound shorter than the player's start. It is heard soon, once all of it has arrived, and however busy the machine
 * is, there is no gap to bridge.
 */
export const briefReply: KnownReply = {
  ...knownReply,
  samples: codedSamples((FIRST_START_MS * SAMPLE_RATE_HZ) / 1000 - 80),
}

/** The samples as an endpoint sends them. */
export function pcmOf(reply: KnownReply): Buffer {
  return Buffer.from(samplesToPcm(reply.samples))
}

/** The words in pieces as models make them. */
export function wordsOf(reply: KnownReply): string[] {
  return reply.words.split(/(?= )/)
}

/** Cuts bytes, or letters, into pieces of these sizes, used in turn. */
export function cut<T extends { length: number; slice(from: number, to: number): T }>(
  whole: T,
  sizes: readonly number[],
): T[] {
  const pieces: T[] = []
  for (let at = 0, turn = 0; at < whole.length; turn++) {
    const size = sizes[turn % sizes.length] ?? whole.length
    pieces.push(whole.slice(at, at + size))
    at += size
  }
  return pieces
}
