/** Sampling rates by their index (ISO/IEC 14496-3, table 1.18). */
const RATES_HZ = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350]
const HEAD_BYTES = 7

/**
 * Whether bytes begin with two frames of AAC, each with its own header (ADTS, ISO/IEC 13818-7, 6.2). `undecided` until the second has
 * arrived.
 */
export function beginsWithAdtsFrames(bytes: Uint8Array): boolean | 'undecided' {
  const first = frameBytes(bytes, 0)
  if (first === null) return false
  if (bytes.byteLength < first + HEAD_BYTES) return 'undecided'
  const isSameKind = bytes[1] === bytes[first + 1] && bytes[2] === bytes[first + 2]
  return isSameKind && frameBytes(bytes, first) !== null
}

function frameBytes(bytes: Uint8Array, at: number): number | null {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = bytes.subarray(at, at + HEAD_BYTES)
  const isHead = b0 === 0xff && (b1 & 0xf6) === 0xf0 && ((b2 >> 2) & 15) < RATES_HZ.length
  const length = ((b3 & 3) << 11) | (b4 << 3) | (b5 >> 5)
  return isHead && length > HEAD_BYTES ? length : null
}
