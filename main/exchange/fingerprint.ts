import { hash } from 'node:crypto'

/** The part of a sound that identifies it. */
interface SoundMark {
  checksum: string
  original?: { checksum: string } | null
}

/** The part of a turn that identifies it, in the library or in an export. */
export interface TurnMark {
  createdAt: number
  text: string
  transcript: { words: string } | null
  recording: SoundMark | null
  reply: { words: string; model: string; sound: SoundMark | null } | null
}

/**
 * The identity of a turn, whatever its id: two turns with the same mark say the same in the same sound. A turn that was exported with
 * smaller sounds has two marks, one of the original sounds and one of the smaller ones.
 */
export function marksOf(turn: TurnMark): string[] {
  const was = markWith(turn, sound => sound.original?.checksum ?? sound.checksum)
  const became = markWith(turn, sound => sound.checksum)
  return was === became ? [was] : [was, became]
}

/**
 * An id derived from the content, always the same for the same content. By it a conversation that was already imported as a copy is
 * recognised the next time.
 */
export function idFrom(...marks: string[]): string {
  const digits = hash('sha256', JSON.stringify(marks))
  // Version 8 of RFC 9562: bits of our own choice.
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}

function markWith({ createdAt, text, transcript, recording, reply }: TurnMark, sumOf: (sound: SoundMark) => string) {
  const sum = (sound: SoundMark | null) => (sound ? sumOf(sound) : '')
  const answer = reply && [reply.words, reply.model, sum(reply.sound)]
  return hash('sha256', JSON.stringify([createdAt, text, transcript?.words ?? '', sum(recording), answer]))
}
