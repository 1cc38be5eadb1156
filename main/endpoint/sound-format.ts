import { beginsWithMp3Frames } from '../sound/mp3.ts'

/** Enough bytes to tell what a sound is. */
export const SNIFFED_BYTES = 12

/**
 * Tells from its first bytes how a sound is encoded; null is most likely raw pcm, which has no mark of its own
 * (RIFF; ID3v2.4; Xiph Ogg and FLAC; ISO/IEC 11172-3).
 */
export function soundFormatOf(bytes: Uint8Array): 'wav' | 'mp3' | 'flac' | 'opus' | null {
  const text = String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES))
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'wav'
  if (text.startsWith('fLaC')) return 'flac'
  if (text.startsWith('OggS')) return 'opus'
  if (text.startsWith('ID3') && (bytes[3] ?? 255) < 5) return 'mp3'
  return beginsWithMp3Frames(bytes) ? 'mp3' : null
}
