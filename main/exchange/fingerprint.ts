import { hash } from 'node:crypto'

/** What of a sound tells that it is the same. */
interface SoundMark {
  checksum: string
  original?: { checksum: string } | null
}

/** What of a turn tells that it is the same, in the library or in an export. */
export interface TurnMark {
  createdAt: number
  text: string
  transcript: { words: string } | null
  recording: SoundMark | null
  reply: { words: string; model: string; sound: SoundMark | null } | null
}

/**
 * What a turn is, whatever its id: two with the same mark say the same in the same sound. A turn that was exported with smaller
 * sounds has two: what it was, and what it became.
 */
export function marksOf(turn: TurnMark): string[] {
  const was = markWith(turn, sound => sound.original?.checksum ?? sound.checksum)
  const became = markWith(turn, sound => sound.checksum)
  return was === became ? [was] : [was, became]
}

/** An id that is always the same for the same: so that what was put beside another once is known the next time. */
export function idFrom(...marks: string[]): string {
  const digits = hash('sha256', JSON.stringify(marks))
  // Version 8 of RFC 9562: bits of our own making.
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
