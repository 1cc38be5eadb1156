import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWavLayout, WAV_HEADER_BYTES, wavHeader } from '../../app/wav.ts'

const speech = new Uint8Array(readFileSync(new URL('../fixtures/golden-retriever.wav', import.meta.url)))
const mono = { formatTag: 1, channels: 1, sampleRateHz: 24_000, bitsPerSample: 16, blockBytes: 2 }

function ascii(text: string): number[] {
  return [...text].map(letter => letter.charCodeAt(0))
}

function uint32(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]
}

function chunk(name: string, body: number[], size = body.length): number[] {
  return [...ascii(name), ...uint32(size), ...body]
}

/** A WAV file of the given chunks; `riffBytes` defaults to the truth. */
function wav(chunks: number[][], riffBytes = chunks.flat().length + 4): Uint8Array {
  return Uint8Array.from([...ascii('RIFF'), ...uint32(riffBytes), ...ascii('WAVE'), ...chunks.flat()])
}

const fmt = chunk('fmt ', [1, 0, 1, 0, ...uint32(24_000), ...uint32(48_000), 2, 0, 16, 0])
const four = [1, 2, 3, 4]

describe('the header Parley writes', () => {
  test('is the 44 bytes of the specification', () => {
    expect([...wavHeader(4, 24_000)]).toEqual([...wav([fmt, chunk('data', four)])].slice(0, WAV_HEADER_BYTES))
  })

  test('is read back as it was written, for every length and rate', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 192_000 }), (dataBytes, sampleRateHz) => {
        const layout = readWavLayout(wavHeader(dataBytes, sampleRateHz), WAV_HEADER_BYTES + dataBytes)
        expect(layout).toEqual({ ...mono, sampleRateHz, dataOffset: WAV_HEADER_BYTES, dataBytes })
      }),
    )
  })

  test('says the most it can of a file beyond 4 GB', () => {
    const view = new DataView(wavHeader(2 ** 33, 24_000).buffer)
    expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([0xffff_ffff, 0xffff_ffff])
  })
})

describe('reading', () => {
  test('recorded speech', () => {
    expect(readWavLayout(speech)).toEqual({ ...mono, dataOffset: 44, dataBytes: speech.byteLength - 44 })
  })

  test('the beginning suffices, as long as it reaches the samples', () => {
    expect(readWavLayout(speech.subarray(0, 44), speech.byteLength)).toEqual(readWavLayout(speech))
    expect(readWavLayout(speech.subarray(0, 43), speech.byteLength)).toBeNull()
  })

  test('bytes that lie anywhere in a larger buffer', () => {
    const larger = new Uint8Array(100 + 48)
    larger.set(wav([fmt, chunk('data', four)]), 100)
    expect(readWavLayout(larger.subarray(100))).toEqual({ ...mono, dataOffset: 44, dataBytes: 4 })
  })

  test.each([
    ['unknown (0xFFFFFFFF, as streams write it)', 0xffff_ffff],
    ['larger than the file', 5000],
    ['zero in a header that was never filled in', 0],
  ])('a size that is %s means the rest of the file', (_, size) => {
    const file = Uint8Array.from([...wavHeader(0, 24_000).subarray(0, 40), ...uint32(size), ...four])
    expect(readWavLayout(file)).toEqual({ ...mono, dataOffset: 44, dataBytes: 4 })
  })

  test('a size of zero in a file that is otherwise whole means no samples', () => {
    const file = wav([fmt, chunk('data', []), chunk('LIST', four)])
    expect(readWavLayout(file)).toEqual({ ...mono, dataOffset: 44, dataBytes: 0 })
  })

  test('chunks after the samples do not count as samples', () => {
    const file = wav([fmt, chunk('data', four), chunk('LIST', four)])
    expect(readWavLayout(file)).toEqual({ ...mono, dataOffset: 44, dataBytes: 4 })
  })

  test('unknown chunks before the samples are skipped, padded to even length', () => {
    const file = wav([chunk('JUNK', [1, 2, 3, 0], 3), fmt, chunk('data', four)])
    expect(readWavLayout(file)).toEqual({ ...mono, dataOffset: 56, dataBytes: 4 })
  })

  test('an extensible format is resolved to what it stands for', () => {
    const guid = [3, 0, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]
    const extensible = chunk('fmt ', [
      ...[0xfe, 0xff, 2, 0, ...uint32(48_000), ...uint32(384_000), 8, 0, 32, 0],
      ...[22, 0, 32, 0, 3, 0, 0, 0, ...guid],
    ])
    expect(readWavLayout(wav([extensible, chunk('data', four)]))).toEqual({
      formatTag: 3,
      channels: 2,
      sampleRateHz: 48_000,
      bitsPerSample: 32,
      blockBytes: 8,
      dataOffset: 68,
      dataBytes: 4,
    })
  })
})

describe('what is not a WAV file', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('This is a letter, not a sound, whatever it is called.')],
    ['another kind of RIFF', Uint8Array.from([...ascii('RIFF'), ...uint32(100), ...ascii('AVI '), ...fmt])],
    ['samples without a format', wav([chunk('data', four)])],
    ['a format without samples', wav([fmt])],
    ['a format that is too short', wav([chunk('fmt ', four), chunk('data', four)])],
  ])('%s is refused', (_, bytes) => {
    expect(readWavLayout(bytes)).toBeNull()
  })

  test('damaged bytes never throw, and never claim more than the file has', () => {
    const damage = fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 12 })
    fc.assert(
      fc.property(damage, fc.nat(120), (damage, length) => {
        const file = speech.slice(0, length)
        for (const [at, byte] of damage) if (at < length) file[at] = byte
        const layout = readWavLayout(file)
        expect(layout === null || layout.dataOffset + layout.dataBytes <= length).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  test('random chunks never throw, and never claim more than the file has', () => {
    const name = fc.constantFrom('fmt ', 'data', 'LIST', 'JUNK')
    const chunks = fc.array(fc.tuple(name, fc.uint8Array({ maxLength: 60 }), fc.option(fc.nat(0xffff_ffff))), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(chunks, chunks => {
        const file = wav(chunks.map(([name, body, size]) => chunk(name, [...body], size ?? body.length)))
        const layout = readWavLayout(file)
        expect(layout === null || layout.dataOffset + layout.dataBytes <= file.byteLength).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })
})
