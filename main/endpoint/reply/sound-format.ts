import { beginsWithAdtsFrames } from '../../sound/adts.ts'
import { beginsWithMp3Frames } from '../../sound/mp3.ts'

/** Enough bytes for everything but frames, which are told by where the second begins. */
const MARK_BYTES = 12

/** How a sound is encoded, as far as its first bytes tell. */
export type SniffedFormat = 'wav' | 'mp3' | 'flac' | 'opus' | 'aac' | 'mp4' | 'webm'

/**
 * Tells from its first bytes how a sound is encoded (RIFF; ID3v2.4; Xiph Ogg and FLAC; ISO/IEC 11172-3 and 13818-7). What
 * nothing here decodes is told as well, because as pcm it would be noise (ISO/IEC 14496-12; RFC 8794).
 * @returns null for what is most likely raw pcm, which has no mark of its own; `undecided` when too few bytes have come
 */
export function soundFormatOf(bytes: Uint8Array): SniffedFormat | 'undecided' | null {
  if (bytes.byteLength < MARK_BYTES) return 'undecided'
  const text = String.fromCharCode(...bytes.subarray(0, MARK_BYTES))
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'wav'
  if (text.startsWith('fLaC')) return 'flac'
  if (text.startsWith('OggS')) return 'opus'
  if (text.startsWith('ID3') && (bytes[3] ?? 255) < 5) return 'mp3'
  if (text.slice(4, 8) === 'ftyp') return 'mp4'
  if (text.startsWith('\x1aE\xdf\xa3')) return 'webm'
  const [isMp3, isAac] = [beginsWithMp3Frames(bytes), beginsWithAdtsFrames(bytes)]
  if (isMp3 === 'undecided' || isAac === 'undecided') return 'undecided'
  return isMp3 ? 'mp3' : isAac ? 'aac' : null
}
