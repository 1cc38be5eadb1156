import { BitWriter } from './bit-writer.ts'
import { type Partitioning, partition, writeResidual } from './flac-residual.ts'

/** Samples in every frame but the last. libFLAC uses the same, and it is within the streamable subset for any rate. */
export const FLAC_BLOCK_SAMPLES = 4096
const BITS_PER_SAMPLE = 16
/** Rates that have a code of their own (RFC 9639, table 15). */
export const RATE_CODES = new Map([
  [88_200, 1],
  [176_400, 2],
  [192_000, 3],
  [8000, 4],
  [16_000, 5],
  [22_050, 6],
  [24_000, 7],
  [32_000, 8],
  [44_100, 9],
  [48_000, 10],
  [96_000, 11],
])

/**
 * Encodes one frame of 16-bit mono samples, losslessly, as FLAC (RFC 9639, 9): constant, a fixed predictor of order 0 to 4 with
 * partitioned Rice codes, or verbatim, whichever is smallest.
 * @param samples 1 to 4096; fewer than 4096 only in the last frame
 * @param number of the frame, from 0
 */
export function encodeFlacFrame(samples: Int16Array, number: number, sampleRateHz: number): Uint8Array {
  const out = new BitWriter()
  writeHeader(out, samples.length, number, sampleRateHz)
  out.write(checksum(out.bytes(), 8, 0x07), 8)
  writeSubframe(out, samples)
  out.align()
  out.write(checksum(out.bytes(), 16, 0x8005), 16)
  return out.bytes()
}

function writeHeader(out: BitWriter, length: number, number: number, sampleRateHz: number): void {
  const isFull = length === FLAC_BLOCK_SAMPLES
  const rateCode = RATE_CODES.get(sampleRateHz) ?? (sampleRateHz <= 0xffff ? 13 : 0)
  out.write(0xfff8, 16)
  out.write(isFull ? 12 : 7, 4)
  out.write(rateCode, 4)
  // One channel; 16 bits per sample.
  out.write(0b0000_100_0, 8)
  writeNumber(out, number)
  if (!isFull) out.write(length - 1, 16)
  if (rateCode === 13) out.write(sampleRateHz, 16)
}

/** A number of up to 31 bits, coded like UTF-8 (RFC 9639, 9.1.5). */
function writeNumber(out: BitWriter, number: number): void {
  if (number < 0x80) {
    out.write(number, 8)
    return
  }
  let following = 1
  while (number >= 2 ** (following * 5 + 6)) following++
  const lead = (0xff00 >> (following + 1)) & 0xff
  out.write(lead | Math.floor(number / 2 ** (following * 6)), 8)
  for (let i = following - 1; i >= 0; i--) out.write(0x80 | ((number >>> (i * 6)) & 0x3f), 8)
}

function writeSubframe(out: BitWriter, samples: Int16Array): void {
  const first = samples[0] ?? 0
  if (samples.every(sample => sample === first)) {
    out.write(0b0_000000_0, 8)
    writeSample(out, first)
    return
  }
  const { residual, warmUp, partitioning } = predict(samples)
  if (partitioning.bits + warmUp * BITS_PER_SAMPLE >= samples.length * BITS_PER_SAMPLE) {
    out.write(0b0_000001_0, 8)
    for (const sample of samples) writeSample(out, sample)
    return
  }
  out.write(0b0_001000_0 | (warmUp << 1), 8)
  for (let i = 0; i < warmUp; i++) writeSample(out, samples[i] ?? 0)
  writeResidual(out, residual, samples.length, warmUp, partitioning)
}

interface Prediction {
  residual: Int32Array
  /** The order of the predictor, which is also the number of samples written uncoded before it can begin. */
  warmUp: number
  partitioning: Partitioning
}

/** Each order's residual is the difference of the one before. The order with the smallest residual is used (RFC 9639, 9.2.5). */
function predict(samples: Int16Array): Prediction {
  let residual = Int32Array.from(samples)
  let best = { residual, warmUp: 0, sum: sumOf(residual, 0) }
  for (let order = 1; order <= Math.min(4, samples.length - 1); order++) {
    const before = residual
    residual = new Int32Array(samples.length)
    for (let i = order; i < residual.length; i++) residual[i] = (before[i] ?? 0) - (before[i - 1] ?? 0)
    const sum = sumOf(residual, order)
    if (sum < best.sum) best = { residual, warmUp: order, sum }
  }
  return { ...best, partitioning: partition(best.residual, samples.length, best.warmUp) }
}

function sumOf(residual: Int32Array, from: number): number {
  let sum = 0
  for (let i = from; i < residual.length; i++) sum += Math.abs(residual[i] ?? 0)
  return sum
}

function writeSample(out: BitWriter, sample: number): void {
  out.write(sample & 0xffff, BITS_PER_SAMPLE)
}

const tables = new Map<number, Uint16Array>()

/** A cyclic redundancy check of `width` bits with the initial value 0 (RFC 9639, 9.1.8 and 9.3). */
export function checksum(bytes: Uint8Array, width: number, polynomial: number): number {
  const table = tables.get(width) ?? checksumTable(width, polynomial)
  tables.set(width, table)
  const mask = 2 ** width - 1
  let rest = 0
  for (const byte of bytes) rest = ((rest << 8) ^ (table[(rest >>> (width - 8)) ^ byte] ?? 0)) & mask
  return rest
}

function checksumTable(width: number, polynomial: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let rest = byte << (width - 8)
    for (let bit = 0; bit < 8; bit++) rest = (rest << 1) ^ (rest & (1 << (width - 1)) ? polynomial : 0)
    return rest & (2 ** width - 1)
  })
}
