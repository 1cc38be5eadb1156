import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../../app/pcm.ts'
import { readWavLayout, WAV_HEADER_BYTES, wavHeader } from '../../../../app/wav.ts'
import type { GrowingSound } from '../../../../main/library/sounds/sounds.ts'
import { codeOf, LibraryFolder, newTurn, readRecording, tellingPcm } from '../../../helpers/library-folder.ts'

let folder: LibraryFolder
let turnId: string
let file: GrowingSound
let path: string

beforeEach(() => {
  folder = new LibraryFolder()
  const turn = folder.library.createTurn(newTurn())
  turnId = turn.id
  file = folder.library.createSoundFile(turnId, 'recording')
  path = folder.partPath(turn)
})

afterEach(() => folder.remove())

/** What this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap(descriptor => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)]
    } catch {
      // It was closed meanwhile.
      return []
    }
  })
}

const finalPath = () => path.replace(/\.part$/, '')

describe('while it grows', () => {
  test('every sample is in the part file when append returns', () => {
    const counts = [file.append(tellingPcm(960)), file.append(tellingPcm(480, 960))]
    expect({ counts, bytes: file.bytes, onDisk: readFileSync(path).subarray(WAV_HEADER_BYTES) }).toEqual({
      counts: [960, 1440],
      bytes: 1440,
      onDisk: Buffer.from(tellingPcm(1440)),
    })
  })

  test('other programs can play what is there already', () => {
    file.append(tellingPcm(960))
    const { dataBytes, sampleRateHz, channels } = readWavLayout(readFileSync(path)) ?? {}
    expect({ dataBytes, sampleRateHz, channels }).toEqual({ dataBytes: 960, sampleRateHz: SAMPLE_RATE_HZ, channels: 1 })
  })

  test('its name says that it is not finished, and the turn has no recording yet', () => {
    expect({ file: path.endsWith('0001-you.wav.part'), recording: folder.library.turn(turnId).recording }).toEqual({
      file: true,
      recording: null,
    })
  })

  test('a view into a larger buffer adds only what it shows', () => {
    file.append(tellingPcm(100).subarray(20, 40))
    expect(readFileSync(path).subarray(WAV_HEADER_BYTES)).toEqual(Buffer.from(tellingPcm(20, 20)))
  })
})

describe('finishing', () => {
  test('makes a proper WAV file under the final name', () => {
    file.append(tellingPcm(4800))
    file.finish()
    expect({ part: existsSync(path), wav: readFileSync(finalPath()) }).toEqual({
      part: false,
      wav: Buffer.concat([wavHeader(4800, SAMPLE_RATE_HZ), tellingPcm(4800)]),
    })
  })

  test('gives the turn its recording', () => {
    file.append(tellingPcm(4800))
    const sound = file.finish()
    expect(folder.library.turn(turnId).recording).toEqual(sound)
    expect(sound).toEqual({
      file: expect.stringMatching(/^conversations\/2026-11-23-[\da-f]{8}\/0001-you\.wav$/),
      format: 'wav',
      bytes: 4844,
      checksum: hash('sha256', tellingPcm(4800)),
      durationMs: 100,
      peaks: expect.toSatisfy((peaks: number[]) => peaks.length === 10 && peaks.every(peak => peak > 200)),
    })
  })

  test('cuts off half a sample', () => {
    file.append(tellingPcm(961))
    file.finish()
    expect(readFileSync(finalPath()).byteLength).toBe(WAV_HEADER_BYTES + 960)
  })

  test.skipIf(process.platform !== 'linux')('leaves nothing open, though the disk may still be asked', async () => {
    const named = () => openFiles().filter(name => name.startsWith(folder.path) && name.includes('.wav'))
    file.append(tellingPcm(48_000))
    expect(named()).toHaveLength(2)
    file.finish()
    await expect.poll(named).toEqual([])
  })

  test('twice gives the same sound', () => {
    file.append(tellingPcm(960))
    expect(file.finish()).toEqual(file.finish())
  })

  test('with nothing in it gives a sound of no length', () => {
    expect(file.finish()).toMatchObject({ bytes: WAV_HEADER_BYTES, durationMs: 0, peaks: [] })
  })

  test('ends appending', () => {
    file.finish()
    expect(codeOf(() => file.append(tellingPcm(2)))).toBe('not_found')
  })
})

describe('discarding', () => {
  test('leaves neither file nor row', () => {
    file.append(tellingPcm(960))
    file.discard()
    expect({ files: folder.soundFiles(), recording: folder.library.turn(turnId).recording }).toEqual({
      files: [],
      recording: null,
    })
  })

  test('makes room for another recording of the turn', () => {
    file.discard()
    const second = folder.library.createSoundFile(turnId, 'recording')
    second.append(tellingPcm(960))
    expect(second.finish().bytes).toBe(1004)
  })

  test('does nothing to a finished sound', () => {
    file.append(tellingPcm(960))
    const sound = file.finish()
    file.discard()
    expect({ recording: folder.library.turn(turnId).recording, files: folder.soundFiles() }).toEqual({
      recording: sound,
      files: [sound.file],
    })
  })

  test('ends appending and finishing', () => {
    file.discard()
    expect([codeOf(() => file.append(tellingPcm(2))), codeOf(() => file.finish())]).toEqual(['not_found', 'not_found'])
  })
})

describe('a second sound of the same side', () => {
  test('is refused while the first is being written', () => {
    expect(codeOf(() => folder.library.createSoundFile(turnId, 'recording'))).toBe('bad_input')
  })

  test('leaves the first in place until it is finished', () => {
    file.append(tellingPcm(960))
    const first = file.finish()
    const second = folder.library.createSoundFile(turnId, 'recording')
    second.append(tellingPcm(2, 500))
    const before = readRecording(folder.library, turnId).bytes.byteLength
    second.finish()
    expect([before, readRecording(folder.library, turnId).bytes.byteLength]).toEqual([
      first.bytes,
      WAV_HEADER_BYTES + 2,
    ])
  })

  test('leaves the first for good when it is discarded', () => {
    file.append(tellingPcm(960))
    const first = file.finish()
    folder.library.createSoundFile(turnId, 'recording').discard()
    expect(folder.reopen().turn(turnId).recording).toEqual(first)
  })
})
