import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../../app/pcm.ts'
import { readWavLayout } from '../../../../app/wav.ts'
import { asMp3 } from '../../../../main/endpoint/request/mp3-upload.ts'
import { KeptSound, requestBody } from '../../../../main/endpoint/request/request-body.ts'
import { decodeMp3 } from '../../../../main/sound/mp3-decoder.ts'
import { fixture } from '../../../helpers/app.ts'

async function durationMs(mp3: Uint8Array): Promise<number> {
  let bytes = 0
  for await (const piece of decodeMp3([mp3])) bytes += piece.byteLength
  return (bytes / 2 / SAMPLE_RATE_HZ) * 1000
}

test.for(['golden-retriever.wav', 'lissabon-de-16k.wav'])(
  '%s becomes an MP3 of its length, on disk or in memory',
  async name => {
    const wav = await readFile(fixture(name))
    const layout = readWavLayout(wav) ?? expect.fail('it is no WAV file')
    const [fromFile, fromMemory] = [await asMp3(fixture(name), 64), await asMp3(wav, 32)]
    const expectedMs = (layout.dataBytes / 2 / layout.sampleRateHz) * 1000
    expect(Math.abs((await durationMs(fromFile)) - expectedMs)).toBeLessThan(150)
    expect(fromFile.byteLength).toBeLessThan(wav.byteLength / 3)
    expect(Math.abs((await durationMs(fromMemory)) - expectedMs)).toBeLessThan(150)
    expect(fromMemory.byteLength / fromFile.byteLength).toBeCloseTo(1 / 2, 1)
  },
)

test('a request has the MP3 in place of the recording, the same bytes every time, and knows its length before', async () => {
  const sound = new KeptSound(fixture('golden-retriever.wav'), 32)
  const bodies = await Promise.all([requestBody({ sound }), requestBody({ sound })])
  const texts = bodies.map(body => Buffer.concat([...body.open()].map(piece => Buffer.from(piece))).toString())
  expect(texts[0]).toBe(texts[1])
  expect(texts[0]?.length).toBe(bodies[0]?.byteLength)
  const { sound: sent } = JSON.parse(texts[0] ?? '') as { sound: string }
  expect(Buffer.from(sent, 'base64').equals(await asMp3(fixture('golden-retriever.wav'), 32))).toBe(true)
})

test('a recording that is gone is not found', async () => {
  await expect(requestBody([new KeptSound('/nowhere/gone.wav', 64)])).rejects.toMatchObject({ code: 'not_found' })
})
