import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { AppError } from '../../../app/errors.ts'
import { readWavLayout } from '../../../app/wav.ts'
import { countPcm, readPcm } from '../../../main/sound/pcm-file.ts'
import { openWav } from '../../../main/sound/wav-conversion.ts'
import { anyDamagedWav } from '../../helpers/damaged-wav.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-damaged-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

afterEach(() => vi.unstubAllGlobals())

/** Samples that a file of so many bytes can hold at most: four bits each. */
const samplesIn = (file: Uint8Array) => file.byteLength * 2

test('a damaged header gives a layout inside the file, or none', () => {
  fc.assert(
    fc.property(anyDamagedWav, file => {
      const layout = readWavLayout(file)
      if (layout === null) return
      expect(Object.values(layout).every(value => Number.isSafeInteger(value) && value >= 0)).toBe(true)
      expect(layout.dataOffset + layout.dataBytes).toBeLessThanOrEqual(file.byteLength)
    }),
    { numRuns: 10_000 },
  )
})

test('what a damaged file is converted to lasts as long as it was said to, and no longer than its bytes can', () => {
  fc.assert(
    fc.property(anyDamagedWav, file => {
      const opened = openWav(file)
      if (opened.kind !== 'sound') return
      const { sampleRateHz } = readWavLayout(file) ?? { sampleRateHz: 0 }
      const longestMs = (samplesIn(file) / sampleRateHz) * 1000
      expect([Number.isFinite(opened.durationMs), opened.durationMs <= longestMs]).toEqual([true, true])
      const samples = opened.toPcm().byteLength / 2
      expect(samples).toBe(Math.ceil((Math.round((opened.durationMs / 1000) * sampleRateHz) * 24_000) / sampleRateHz))
    }),
    { numRuns: 1000 },
  )
})

test('no header makes more memory be taken than the samples that are there ask for', () => {
  let largest = 0
  const kinds = [Uint8Array, Int16Array, Int32Array, Uint32Array, Float32Array, Float64Array]
  for (const kind of kinds) {
    const counting = new Proxy(kind, {
      construct(target, parameters, newTarget) {
        const made = Reflect.construct(target, parameters, newTarget)
        if (typeof parameters[0] === 'number') largest = Math.max(largest, made.byteLength)
        return made
      },
    })
    vi.stubGlobal(kind.name, counting)
  }
  fc.assert(
    fc.property(anyDamagedWav, file => {
      largest = 0
      const opened = openWav(file)
      if (opened.kind === 'sound') opened.toPcm()
      // From a kilohertz to 24, as 32-bit numbers; and a little for the longest block and filter.
      expect(largest).toBeLessThanOrEqual(samplesIn(file) * 24 * 4 + 2 ** 21)
    }),
    { numRuns: 600 },
  )
  largest = 0
  new Float32Array(7).fill(1)
  expect(largest).toBe(28)
})

test('a damaged file on the disk gives as much pcm as its header lets expect, or a sentence', async () => {
  const path = join(folder, 'a.wav')
  await fc.assert(
    fc.asyncProperty(anyDamagedWav, async file => {
      writeFileSync(path, file)
      try {
        const expected = await countPcm(path)
        let bytes = 0
        for await (const piece of readPcm(path)) bytes += piece.byteLength
        expect([bytes, bytes <= samplesIn(file) * 2 * 24]).toEqual([expected, true])
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        expect(error.code).toBe('disk_failed')
      }
    }),
    { numRuns: 1000 },
  )
})
