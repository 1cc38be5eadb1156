import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { toFailure } from '../../../../app/errors.ts'
import { Peaks } from '../../../../app/sound/peaks.ts'
import { measureSound } from '../../../../main/library/sounds/measure.ts'
import { SoundMeasurer } from '../../../../main/library/sounds/sound-measurer.ts'
import { encodeMp3 } from '../../../../main/sound/mp3-encoder.ts'
import { readPcm } from '../../../../main/sound/pcm-file.ts'
import { PATIENCE } from '../../../helpers/patience.ts'
import { tone, wavOf } from '../../../helpers/wav-files.ts'

const speech = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'golden-retriever.wav')

let folder: string
let measurer: SoundMeasurer

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-measurer-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  measurer = new SoundMeasurer()
})

afterEach(() => measurer.close())

function put(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

async function mp3Of(wav: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of encodeMp3(wav)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('a WAV file is measured in the thread as it is here', async () => {
  expect(await measurer.measure(speech)).toEqual(measureSound(speech))
})

test('an MP3 gets the peaks of what is heard in it', async () => {
  const loudThenStill = [...tone(440, { seconds: 2 }), ...new Float64Array(48_000)]
  const path = put('a.mp3', await mp3Of(put('a.wav', wavOf([Float64Array.from(loudThenStill)]))))
  const peaks = new Peaks()
  for await (const piece of readPcm(path)) peaks.add(piece)
  const measures = await measurer.measure(path)
  expect(measures).toEqual({ ...measureSound(path), peaks: peaks.values() })
  const half = peaks.values().length / 2
  const [loud, still] = [measures?.peaks.slice(20, half - 20) ?? [], measures?.peaks.slice(half + 20, -20) ?? []]
  expect([Math.min(...loud) > 110, Math.max(...loud) < 140, Math.max(...still)]).toEqual([true, true, 0])
})

test('what is no sound is null, and what is not there is told', async () => {
  const missing = measurer.measure(join(folder, 'gone.wav')).catch(toFailure)
  expect([await measurer.measure(put('text.wav', Buffer.from('Dear Sir'))), await missing]).toMatchObject([
    null,
    { code: 'disk_failed', message: 'A file could not be read or written: gone.wav (ENOENT).' },
  ])
})

test('what was asked for last is measured first, and once', async () => {
  const order: string[] = []
  const ask = async (name: string) => {
    await measurer.measure(join(folder, name))
    order.push(name)
  }
  for (const name of ['1.wav', '2.wav', '3.wav', '4.wav']) put(name, wavOf([tone(440)]))
  await Promise.all(['1.wav', '2.wav', '3.wav', '4.wav', '2.wav'].map(ask))
  expect(order).toEqual(['1.wav', '2.wav', '2.wav', '4.wav', '3.wav'])
})

test('closing rejects what was asked for, and it can be asked again', async () => {
  const asked = [speech, join(folder, 'other.wav')].map(path => measurer.measure(path).catch(toFailure))
  await measurer.close()
  expect(await Promise.all(asked)).toMatchObject([{ code: 'cancelled' }, { code: 'cancelled' }])
  expect(await measurer.measure(speech)).toEqual(measureSound(speech))
})

test('what was said of a file before closing is not taken for what is asked afterwards', async () => {
  await measurer.measure(speech)
  const first = measurer.measure(put('text.wav', Buffer.from('Dear Sir'))).catch(toFailure)
  // Long enough for the answer to be there before anybody can hear it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  const closed = measurer.close()
  const second = measurer.measure(speech)
  await closed
  expect([await first, await second]).toMatchObject([{ code: 'cancelled' }, { format: 'wav' }])
})

test('a thread that breaks rejects what was asked for, and a new one takes its place', async () => {
  const script = new URL('../../../helpers/breaking-worker.ts', import.meta.url)
  const breaking = new SoundMeasurer({ script })
  const asked = await Promise.all(['break', 'a', 'b'].map(path => breaking.measure(path).catch(toFailure)))
  expect([asked.map(failure => failure && 'code' in failure && failure.code), await breaking.measure('c')]).toEqual([
    ['internal', 'internal', 'internal'],
    null,
  ])
  await breaking.close()
})

test('the thread ends when nothing is asked for a while', async () => {
  const brief = new SoundMeasurer({ idleMs: 10 })
  await brief.measure(speech)
  await vi.waitFor(() => expect(brief.isRunning).toBe(false), PATIENCE)
  expect(await brief.measure(speech)).toEqual(measureSound(speech))
  await brief.close()
})

test('a thread that waits does not keep the process from ending', () => {
  const script = `
    import { SoundMeasurer } from ${JSON.stringify(new URL('../../../../main/library/sounds/sound-measurer.ts', import.meta.url).href)}
    const measurer = new SoundMeasurer({ idleMs: 600_000 })
    const measures = await measurer.measure(process.argv[2])
    console.log(measures.format, measurer.isRunning)`
  const path = put('measure.mjs', Buffer.from(script))
  const printed = execFileSync(process.execPath, [path, speech], { encoding: 'utf8', timeout: 60_000 })
  expect(printed).toBe('wav true\n')
})
