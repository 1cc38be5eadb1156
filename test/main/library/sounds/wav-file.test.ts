import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PEAKS_LIMIT } from '../../../../app/sound/peaks.ts'
import { measureWav } from '../../../../main/library/sounds/wav-file.ts'
import { anyDamagedWav } from '../../../helpers/damaged-wav.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-wav-file-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test('a damaged file is measured as what is there, or as nothing', () => {
  const path = join(folder, 'a.wav')
  fc.assert(
    fc.property(anyDamagedWav, file => {
      writeFileSync(path, file)
      const measures = measureWav(path)
      if (measures === null) return
      const { bytes, durationMs, checksum, peaks } = measures
      // A kilohertz is the lowest rate there is: two bytes last a millisecond at most.
      expect({ bytes, lasts: durationMs > 0 && durationMs <= file.byteLength / 2 }).toEqual({
        bytes: file.byteLength,
        lasts: true,
      })
      expect([/^[0-9a-f]{64}$/.test(checksum), peaks.length > 0 && peaks.length <= PEAKS_LIMIT]).toEqual([true, true])
    }),
    { numRuns: 3000 },
  )
})
