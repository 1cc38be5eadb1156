import type { BitWriter } from './bit-writer.ts'

/** Up to 2⁸ partitions: the most that the streamable subset allows (RFC 9639, 7). */
const PARTITION_ORDER_LIMIT = 8
/** The largest Rice parameter in four bits; 15 is the escape code, which is not used here. */
const PARAMETER_LIMIT = 14

/** How a residual is written: 2^`order` partitions of equal length, each with its own Rice parameter. */
export interface Partitioning {
  order: number
  parameters: number[]
  /** An upper limit of the bits that the whole residual takes. */
  bits: number
}

/**
 * Chooses partitions and Rice parameters for the residual of a predictor of order `warmUp` (RFC 9639, 9.2.7).
 * @param residual one value for each sample of the block; the first `warmUp` do not count
 */
export function partition(residual: Int32Array, length: number, warmUp: number): Partitioning {
  let order = 0
  while (order < PARTITION_ORDER_LIMIT && length % (2 << order) === 0 && length >> (order + 1) > warmUp) order++
  let sums = foldedSums(residual, length, warmUp, order)
  let best = partitioningOf(sums, length, warmUp, order)
  for (order--; order >= 0; order--) {
    sums = Float64Array.from({ length: 1 << order }, (_, i) => (sums[i * 2] ?? 0) + (sums[i * 2 + 1] ?? 0))
    const coarser = partitioningOf(sums, length, warmUp, order)
    if (coarser.bits <= best.bits) best = coarser
  }
  return best
}

/** Writes a residual with the chosen partitions. */
export function writeResidual(
  out: BitWriter,
  residual: Int32Array,
  length: number,
  warmUp: number,
  { order, parameters }: Partitioning,
): void {
  const size = length >> order
  out.write(0, 2)
  out.write(order, 4)
  for (const [index, parameter] of parameters.entries()) {
    out.write(parameter, 4)
    const [one, mask] = [1 << parameter, (1 << parameter) - 1]
    for (let i = index === 0 ? warmUp : index * size; i < (index + 1) * size; i++) {
      const value = folded(residual[i] ?? 0)
      out.writeZeros(value >>> parameter)
      out.write(one | (value & mask), parameter + 1)
    }
  }
}

/** Interleaves positive and negative numbers: 0, −1, 1, −2 … become 0, 1, 2, 3. */
function folded(value: number): number {
  return (value << 1) ^ (value >> 31)
}

function foldedSums(residual: Int32Array, length: number, warmUp: number, order: number): Float64Array {
  const sums = new Float64Array(1 << order)
  const size = length >> order
  for (let index = 0; index < sums.length; index++) {
    let sum = 0
    for (let i = index === 0 ? warmUp : index * size; i < (index + 1) * size; i++) sum += folded(residual[i] ?? 0)
    sums[index] = sum
  }
  return sums
}

function partitioningOf(sums: Float64Array, length: number, warmUp: number, order: number): Partitioning {
  const size = length >> order
  const parameters: number[] = []
  let bits = 6
  for (const [index, sum] of sums.entries()) {
    const count = index === 0 ? size - warmUp : size
    const bitsWith = (parameter: number) => 4 + count * (1 + parameter) + Math.floor(sum / 2 ** parameter)
    let parameter = 0
    while (parameter < PARAMETER_LIMIT && bitsWith(parameter + 1) < bitsWith(parameter)) parameter++
    parameters.push(parameter)
    bits += bitsWith(parameter)
  }
  return { order, parameters, bits }
}
