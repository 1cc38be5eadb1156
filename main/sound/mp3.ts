/** kbit/s of MPEG-1 layer III by index (ISO/IEC 11172-3, 2.4.2.3); 0 is "free" and 15 forbidden, neither is accepted. */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
/** The same of MPEG-2 and 2.5 (ISO/IEC 13818-3, 2.4.2.3). */
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const RATES_HZ = [44_100, 48_000, 32_000]
/** How far into a file, after its tags, the first frame is looked for. */
const SEARCH_BYTES = 64 * 1024

interface Frame {
  bytes: number
  durationMs: number
  /** The bits that are the same in every frame of a stream: version, layer and rate. */
  kind: number
}

/** Length of an MP3 file in milliseconds, from the headers of its frames; null when it is none. At least two must agree. */
export function readMp3Duration(file: Uint8Array): number | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const start = tagBytes(view)
  const end = Math.min(file.byteLength, start + SEARCH_BYTES)
  for (let at = start; at < end; at++) {
    const frame = readFrame(view, at)
    if (frame && readFrame(view, at + frame.bytes)?.kind === frame.kind) return addFrames(view, at, frame)
  }
  return null
}

/**
 * Whether bytes begin with two frames of one stream; two bytes of pcm can look like the beginning of a single one. `undecided` when
 * the second has not come yet.
 */
export function beginsWithMp3Frames(bytes: Uint8Array): boolean | 'undecided' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = readFrame(view, 0)
  if (first === null) return false
  return bytes.byteLength < first.bytes + 4 ? 'undecided' : readFrame(view, first.bytes)?.kind === first.kind
}

/** Walks from frame to frame. Where one is damaged the next of the same kind is looked for; a tag at the end has none. */
function addFrames(view: DataView, start: number, first: Frame): number {
  let durationMs = isInfoFrame(view, start, first) ? -first.durationMs : 0
  for (let at = start; at + 4 <= view.byteLength; ) {
    const frame = readFrame(view, at)
    if (frame?.kind === first.kind) {
      durationMs += frame.durationMs
      at += frame.bytes
    } else {
      at++
    }
  }
  return Math.max(0, durationMs)
}

function readFrame(view: DataView, at: number): Frame | null {
  if (at + 4 > view.byteLength) return null
  const header = view.getUint32(at)
  const version = (header >>> 19) & 3
  const layer = (header >>> 17) & 3
  if (header >>> 21 !== 0x7ff || version === 1 || layer !== 1) return null
  const isVersion1 = version === 3
  const kbps = (isVersion1 ? BITRATES_1 : BITRATES_2)[(header >>> 12) & 15]
  const baseHz = RATES_HZ[(header >>> 10) & 3]
  if (!kbps || !baseHz) return null
  const rateHz = isVersion1 ? baseHz : version === 2 ? baseHz / 2 : baseHz / 4
  const samples = isVersion1 ? 1152 : 576
  const padding = (header >>> 9) & 1
  return {
    bytes: Math.floor((samples * kbps * 125) / rateHz) + padding,
    durationMs: (samples / rateHz) * 1000,
    kind: header & 0xfffe_0c00,
  }
}

/** True for the silent first frame in which encoders note the number of frames ("Xing", "Info" or "VBRI"). */
function isInfoFrame(view: DataView, at: number, { bytes }: Frame): boolean {
  const frame = Buffer.from(view.buffer, view.byteOffset + at, Math.min(bytes, view.byteLength - at, 64))
  return ['Xing', 'Info', 'VBRI'].some(tag => frame.includes(tag))
}

/** Bytes of the ID3v2 tag at the beginning, whose size is written in four bytes of seven bits (id3.org, ID3v2.4, 3.1). */
function tagBytes(view: DataView): number {
  if (view.byteLength < 10 || view.getUint32(0) >>> 8 !== 0x49_44_33) return 0
  let size = 0
  for (let at = 6; at < 10; at++) size = (size << 7) | (view.getUint8(at) & 0x7f)
  return size + 10
}
