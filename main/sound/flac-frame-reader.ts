import { BitReader } from './bit-reader.ts'
import { checksum, RATE_CODES } from './flac-frame.ts'

/** One frame of a FLAC stream. */
export interface FlacFrame {
  /** The samples of each channel. */
  channels: Int32Array[]
  bitsPerSample: number
  sampleRateHz: number
  /** The length of the frame in bytes. */
  bytes: number
}

/** The stream's values for frames that do not state their own. */
export interface FlacUsual {
  bitsPerSample: number
  sampleRateHz: number
}

/** Bits per sample by code (RFC 9639, table 17); 0 stands for the stream's value. */
const DEPTHS = [0, 8, 12, null, 16, 20, 24, null] as const
const RATES = new Map([...RATE_CODES].map(([rateHz, code]) => [code, rateHz]))

/**
 * Reads the frame at the beginning of `bytes`, from any encoder (RFC 9639, 9): all predictors, up to eight channels, up to 24 bits. Checks
 * both of its checksums.
 * @returns null when there is no such frame; `cut-off` when only its beginning is there
 */
export function readFlacFrame(bytes: Uint8Array, usual: FlacUsual): FlacFrame | 'cut-off' | null {
  const bits = new BitReader(bytes, 0)
  // The sync code with the bit after it, and whether all blocks are of one size.
  if (bits.read(15) !== 0x7ffc) return bytes.byteLength < 2 ? 'cut-off' : null
  bits.read(1)
  const [sizeCode, rateCode, assignment, depthCode, reserved] = [4, 4, 4, 3, 1].map(count => bits.read(count))
  if (sizeCode === undefined || rateCode === undefined || assignment === undefined) return null
  skipNumber(bits)
  const length = blockLength(bits, sizeCode)
  const sampleRateHz = rateOf(bits, rateCode) || usual.sampleRateHz
  const headBytes = bits.byteOffset
  const isHeadRight = checksum(bytes.subarray(0, headBytes), 8, 0x07) === bits.read(8)
  if (bits.isBeyond) return 'cut-off'
  const bitsPerSample = DEPTHS[depthCode ?? 3] === 0 ? usual.bitsPerSample : (DEPTHS[depthCode ?? 3] ?? 0)
  if (!isHeadRight || reserved !== 0 || length === 0 || assignment > 10 || bitsPerSample < 4) return null
  const channels: Int32Array[] = []
  for (let channel = 0; channel < (assignment < 8 ? assignment + 1 : 2); channel++) {
    const isSide = assignment === 9 ? channel === 0 : assignment >= 8 && channel === 1
    const samples = readSubframe(bits, length, isSide ? bitsPerSample + 1 : bitsPerSample)
    if (bits.isBeyond) return 'cut-off'
    if (!samples) return null
    channels.push(samples)
  }
  const end = bits.byteOffset
  if (end + 2 > bytes.byteLength) return 'cut-off'
  const told = ((bytes[end] ?? 0) << 8) | (bytes[end + 1] ?? 0)
  if (checksum(bytes.subarray(0, end), 16, 0x8005) !== told) return null
  decorrelate(channels, assignment)
  return { channels, bitsPerSample, sampleRateHz, bytes: end + 2 }
}

/** The number of the frame or sample, coded like UTF-8 (RFC 9639, 9.1.5). */
function skipNumber(bits: BitReader): void {
  const lead = bits.read(8)
  for (let mask = 0x40; lead >= 0xc0 && (lead & mask) !== 0; mask >>= 1) bits.read(8)
}

function blockLength(bits: BitReader, code: number): number {
  if (code === 0) return 0
  if (code === 1) return 192
  if (code <= 5) return 576 << (code - 2)
  if (code <= 7) return bits.read(code === 6 ? 8 : 16) + 1
  return 256 << (code - 8)
}

function rateOf(bits: BitReader, code: number): number {
  if (code === 12) return bits.read(8) * 1000
  if (code === 13) return bits.read(16)
  if (code === 14) return bits.read(16) * 10
  return RATES.get(code) ?? 0
}

function readSubframe(bits: BitReader, length: number, depth: number): Int32Array | null {
  bits.read(1)
  const kind = bits.read(6)
  const wasted = bits.read(1) === 1 ? bits.readZeros() + 1 : 0
  const width = depth - wasted
  if (width < 1) return null
  const samples = readValues(bits, kind, length, width)
  if (wasted > 0 && samples) for (let i = 0; i < length; i++) samples[i] = (samples[i] ?? 0) << wasted
  return samples
}

function readValues(bits: BitReader, kind: number, length: number, width: number): Int32Array | null {
  if (kind === 0) return new Int32Array(length).fill(bits.readSigned(width))
  if (kind === 1) return readEach(bits, new Int32Array(length), 0, length, width)
  const isLinear = kind >= 32
  const order = isLinear ? kind - 31 : kind - 8
  if (order < 0 || order > length || (!isLinear && order > 4)) return null
  const values = readEach(bits, new Int32Array(length), 0, order, width)
  const factors = isLinear ? readFactors(bits, order) : { shift: 0, weights: FIXED[order] ?? [] }
  if (!factors || !readResidual(bits, values, order)) return null
  restore(values, order, factors)
  return values
}

/** The coefficients of each fixed predictor, the nearest sample first (RFC 9639, 9.2.5). */
const FIXED = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]

interface Factors {
  shift: number
  weights: readonly number[]
}

/** A linear predictor with the encoder's own coefficients (RFC 9639, 9.2.6). */
function readFactors(bits: BitReader, order: number): Factors | null {
  const precision = bits.read(4) + 1
  const shift = bits.readSigned(5)
  if (precision === 16 || shift < 0) return null
  return { shift, weights: Array.from({ length: order }, () => bits.readSigned(precision)) }
}

function readEach(bits: BitReader, into: Int32Array, from: number, to: number, width: number): Int32Array {
  for (let i = from; i < to && !bits.isBeyond; i++) into[i] = bits.readSigned(width)
  return into
}

/** Partitioned Rice codes (RFC 9639, 9.2.7), after the first `order` values. */
function readResidual(bits: BitReader, values: Int32Array, order: number): boolean {
  const method = bits.read(2)
  if (method > 1) return false
  const partitions = 1 << bits.read(4)
  const size = values.length / partitions
  if (!Number.isInteger(size) || size < order) return false
  for (let index = 0; index < partitions; index++) {
    const [from, to] = [index === 0 ? order : index * size, (index + 1) * size]
    const parameter = bits.read(method === 0 ? 4 : 5)
    if (parameter === (method === 0 ? 15 : 31)) {
      const width = bits.read(5)
      if (width > 0) readEach(bits, values, from, to, width)
    } else {
      for (let i = from; i < to && !bits.isBeyond; i++) values[i] = readRice(bits, parameter)
    }
    if (bits.isBeyond) return false
  }
  return true
}

function readRice(bits: BitReader, parameter: number): number {
  const folded = bits.readZeros() * 2 ** parameter + bits.read(parameter)
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2
}

/** Adds the prediction to each residual. */
function restore(values: Int32Array, order: number, { shift, weights }: Factors): void {
  const divisor = 2 ** shift
  for (let i = order; i < values.length; i++) {
    let predicted = 0
    for (let back = 0; back < order; back++) predicted += (weights[back] ?? 0) * (values[i - 1 - back] ?? 0)
    values[i] = (values[i] ?? 0) + Math.floor(predicted / divisor)
  }
}

/** Restores two channels that were coded with their difference (RFC 9639, 4.2). */
function decorrelate([first, second]: Int32Array[], assignment: number): void {
  if (!first || !second || assignment < 8) return
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i] ?? 0, second[i] ?? 0]
    if (assignment === 8) second[i] = a - b
    if (assignment === 9) first[i] = a + b
    if (assignment !== 10) continue
    const middle = a * 2 + (b & 1)
    first[i] = (middle + b) >> 1
    second[i] = (middle - b) >> 1
  }
}
