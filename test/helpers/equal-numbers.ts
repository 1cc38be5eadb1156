import { expect } from 'vitest'

/*
 * Samples and bytes are compared as what they are in memory. Vitest by itself takes a name for each of them, which makes a second of sound
 * milliseconds of work. What differs is told as ever.
 */
expect.addEqualityTesters([
  (one: unknown, other: unknown) => {
    if (!isOfIntegers(one) || !isOfIntegers(other) || one.constructor !== other.constructor) return undefined
    return Buffer.compare(bytesOf(one), bytesOf(other)) === 0
  },
])

type Integers = Int16Array | Uint8Array

/** Floating point is left to Vitest: there, equal numbers may have different bytes. */
function isOfIntegers(value: unknown): value is Integers {
  return value instanceof Int16Array || value instanceof Uint8Array
}

function bytesOf({ buffer, byteOffset, byteLength }: Integers): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
