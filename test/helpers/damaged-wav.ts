import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import wavefile from 'wavefile'
import { tone, wavOf } from './wav-files.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

function companded(law: 'toALaw' | 'toMuLaw'): Uint8Array {
  const wav = new wavefile.WaveFile()
  wav.fromScratch(2, 8000, '16', [new Int16Array(200).fill(9), new Int16Array(200).fill(-9)])
  wav[law]()
  return wav.toBuffer()
}

/** A file of every encoding that is read, each with a short sound. */
const wholeFiles: Uint8Array[] = [
  wavOf([tone(440, { seconds: 0.02 })]),
  wavOf([tone(440, { seconds: 0.02 }), tone(550, { seconds: 0.02 })], { bitsPerSample: 24, sampleRateHz: 48_000 }),
  wavOf([tone(440, { seconds: 0.02 })], { bitsPerSample: 32, formatTag: 3, sampleRateHz: 44_100 }),
  wavOf([tone(440, { seconds: 0.02 })], { bitsPerSample: 8, sampleRateHz: 11_025 }),
  companded('toALaw'),
  companded('toMuLaw'),
  readFileSync(join(fixtures, 'ima-adpcm-440hz-8k.wav')).subarray(0, 700),
  readFileSync(join(fixtures, 'golden-retriever.wav')).subarray(0, 1001),
]

type Patch = (file: Buffer) => void

/** A lie in one field of a header of the usual shape (RIFF, fmt of 16 bytes, data). */
const anyLie: fc.Arbitrary<Patch> = fc.oneof(
  field(4, 4, 0, 1, 0x7fff_ffff, 0xffff_ffff),
  field(16, 4, 0, 15, 17, 18, 40, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff),
  field(20, 2, 0, 1, 2, 3, 6, 7, 17, 0x55, 0xfffe, 0xffff),
  field(22, 2, 0, 1, 2, 3, 255, 0x8000, 0xffff),
  field(24, 4, 0, 1, 999, 1000, 23_999, 24_001, 383_999, 384_000, 384_001, 4_000_000_000, 0xffff_ffff),
  field(32, 2, 0, 1, 2, 3, 4, 5, 8, 255, 0x8000, 0xffff),
  field(34, 2, 0, 1, 4, 8, 12, 16, 24, 32, 33, 64, 0xffff),
  field(40, 4, 0, 1, 2, 3, 4799, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff),
)

function field(at: number, bytes: 2 | 4, ...values: number[]): fc.Arbitrary<Patch> {
  const any = bytes === 2 ? fc.nat(0xffff) : fc.nat(0xffff_ffff)
  return fc
    .oneof(fc.constantFrom(...values), any)
    .map(value => file => file.byteLength >= at + bytes && file.writeUIntLE(value, at, bytes))
}

const anyByte: fc.Arbitrary<Patch> = fc.tuple(fc.nat(200), fc.nat(255)).map(
  ([at, byte]) =>
    file =>
      file.byteLength > at && file.writeUInt8(byte, at),
)

/** WAV files with up to four lies and damages in their headers, cut off anywhere or followed by anything; some are whole. */
export const anyDamagedWav: fc.Arbitrary<Buffer> = fc
  .record({
    whole: fc.constantFrom(...wholeFiles),
    patches: fc.array(fc.oneof({ weight: 3, arbitrary: anyLie }, { weight: 1, arbitrary: anyByte }), { maxLength: 4 }),
    kept: fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
    added: fc.oneof(
      { weight: 3, arbitrary: fc.constant(new Uint8Array(0)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 99 }) },
    ),
  })
  .map(({ whole, patches, kept, added }) => {
    const file = Buffer.from(whole)
    for (const patch of patches) patch(file)
    return Buffer.concat([file.subarray(0, Math.round(kept * file.byteLength)), added])
  })
