import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pcmDurationMs, pcmToSamples, peakOf } from '../../../app/pcm.ts'
import { type LineName, lines, speakLine } from '../../../main/practice/lines.ts'
import { readWavFile } from '../../helpers/sound.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'main', 'practice', 'lines')
const names = Object.keys(lines) as LineName[]

test('there is a file for every line and a line for every file', () => {
  const files = readdirSync(folder).filter(file => file.endsWith('.wav'))
  expect(files.sort()).toEqual(names.map(name => `${name}.wav`).sort())
})

test.for(names)('%s is spoken at a natural pace, loud enough and not clipped, from the start', name => {
  const { sampleRateHz } = readWavFile(join(folder, `${name}.wav`))
  const samples = pcmToSamples(speakLine(name))
  const letters = lines[name].length
  const perSecond = letters / (pcmDurationMs(samples.length * 2) / 1000)
  const peak = peakOf(samples)
  expect({
    sampleRateHz,
    isNatural: perSecond > 8 && perSecond < 24,
    isLoud: peak > 16_000 && peak < 32_000,
    startsAtOnce: peakOf(samples.subarray(0, 3600)) > 300,
  }).toEqual({ sampleRateHz: 24_000, isNatural: true, isLoud: true, startsAtOnce: true })
})
