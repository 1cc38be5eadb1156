/** Enough bytes to tell what a sound is. */
export const SNIFFED_BYTES = 12

/**
 * Tells from its first bytes how a sound is encoded; null is most likely raw pcm, which has no mark of its own. MP3 without
 * tags is only seen when a second frame follows the first where it should, because two bytes of pcm can look like a frame
 * (RIFF; ID3v2.4; Xiph Ogg and FLAC; ISO 11172-3 section 2.4.2.3).
 */
export function soundFormatOf(bytes: Uint8Array): 'wav' | 'mp3' | 'flac' | 'opus' | null {
  const text = String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES))
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'wav'
  if (text.startsWith('fLaC')) return 'flac'
  if (text.startsWith('OggS')) return 'opus'
  if (text.startsWith('ID3') && (bytes[3] ?? 255) < 5) return 'mp3'
  const second = mp3FrameBytes(bytes, 0)
  return second > 0 && mp3FrameBytes(bytes, second) > 0 ? 'mp3' : null
}

const kilobitsOfMpeg1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const kilobitsOfMpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

/** Length of the MPEG layer III frame that begins at `at`; 0 when none does. */
function mp3FrameBytes(bytes: Uint8Array, at: number): number {
  const [sync = 0, version = 0, rates = 0] = bytes.subarray(at, at + 3)
  if (sync !== 0xff || (version & 0xe6) !== 0xe2) return 0
  const isMpeg1 = (version & 0x18) === 0x18
  const kilobits = (isMpeg1 ? kilobitsOfMpeg1 : kilobitsOfMpeg2)[rates >> 4] ?? 0
  const hertz = [44_100, 48_000, 32_000][(rates >> 2) & 3] ?? 0
  if (kilobits === 0 || hertz === 0 || (version & 0x18) === 0x08) return 0
  const divisor = isMpeg1 ? 1 : (version & 0x18) === 0x10 ? 2 : 4
  const samplesOver8 = isMpeg1 ? 144 : 72
  return Math.floor((samplesOver8 * kilobits * 1000) / (hertz / divisor)) + ((rates >> 1) & 1)
}
