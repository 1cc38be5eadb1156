/** Bytes before the samples in a WAV file that Parley writes (RIFF, fmt of 16 bytes, data). */
export const WAV_HEADER_BYTES = 44

/** The format of a WAV file's samples, and where they are. */
export interface WavLayout {
  /** 1 = integer PCM, 3 = IEEE float, others as registered by Microsoft. */
  formatTag: number
  channels: number
  sampleRateHz: number
  bitsPerSample: number
  /** Bytes of one sample of every channel together; of one block in compressed formats. */
  blockBytes: number
  /** Offset of the first sample byte. */
  dataOffset: number
  /** How many bytes of samples are really there: never more than the file has, whatever the header says. */
  dataBytes: number
}

/** The 44-byte header for 16-bit mono PCM of `dataBytes` (RIFF WAVE, Microsoft Multimedia Programming Interface 1.0). */
export function wavHeader(dataBytes: number, sampleRateHz: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(WAV_HEADER_BYTES)
  const view = new DataView(header.buffer)
  const tag = (offset: number, text: string) => {
    for (let i = 0; i < 4; i++) view.setUint8(offset + i, text.charCodeAt(i))
  }
  tag(0, 'RIFF')
  view.setUint32(4, Math.min(36 + dataBytes, 0xffff_ffff), true)
  tag(8, 'WAVE')
  tag(12, 'fmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRateHz, true)
  view.setUint32(28, sampleRateHz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, Math.min(dataBytes, 0xffff_ffff), true)
  return header
}

/**
 * Reads the layout of a WAV file from its first bytes, leniently: sizes that are unknown (0xFFFFFFFF, 0) or larger than the file are
 * reduced to what is there, unknown chunks are skipped, `WAVE_FORMAT_EXTENSIBLE` is resolved.
 * @param head the file's beginning; a few kilobytes suffice for any usual file
 * @param fileBytes size of the whole file
 * @returns null when it is not a WAV file or the beginning does not reach the samples
 */
export function readWavLayout(head: Uint8Array, fileBytes: number = head.byteLength): WavLayout | null {
  if (head.byteLength < 12) return null
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const tag = (offset: number) =>
    String.fromCharCode(
      view.getUint8(offset),
      view.getUint8(offset + 1),
      view.getUint8(offset + 2),
      view.getUint8(offset + 3),
    )
  if (tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return null
  const riffBytes = view.getUint32(4, true)
  const isSizeOfAll = riffBytes !== 0xffff_ffff && riffBytes + 8 >= fileBytes
  let format: Omit<WavLayout, 'dataOffset' | 'dataBytes'> | null = null
  for (let at = 12; at + 8 <= head.byteLength; ) {
    const name = tag(at)
    const size = view.getUint32(at + 4, true)
    if (name === 'fmt ' && size >= 16 && at + 24 <= head.byteLength) {
      const isExtensible = view.getUint16(at + 8, true) === 0xfffe && size >= 40 && at + 34 <= head.byteLength
      format = {
        formatTag: view.getUint16(isExtensible ? at + 32 : at + 8, true),
        channels: view.getUint16(at + 10, true),
        sampleRateHz: view.getUint32(at + 12, true),
        bitsPerSample: view.getUint16(at + 22, true),
        blockBytes: view.getUint16(at + 20, true),
      }
    }
    if (name === 'data') {
      if (!format) return null
      const available = Math.max(0, fileBytes - at - 8)
      // A size of zero that was never filled in means the rest of the file. In a file that is otherwise complete it means no samples.
      const isKnown = size !== 0xffff_ffff && (size !== 0 || isSizeOfAll)
      return { ...format, dataOffset: at + 8, dataBytes: isKnown ? Math.min(size, available) : available }
    }
    at += 8 + size + (size % 2)
  }
  return null
}
