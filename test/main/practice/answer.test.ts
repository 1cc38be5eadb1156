import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pcmDurationMs } from '../../../app/pcm.ts'
import { type Answer, answer } from '../../../main/practice/answer.ts'
import { type LineName, lines, speakLine } from '../../../main/practice/lines.ts'
import type { HeardRecording } from '../../../main/practice/question.ts'
import { openWav } from '../../../main/sound/wav-conversion.ts'
import { tone, wavOf } from '../../helpers/wav-files.ts'

function recordingOf(bytes: Buffer): HeardRecording {
  const opened = openWav(bytes)
  if (opened.kind !== 'sound') throw new Error('the recording cannot be read')
  return { format: 'wav', ...opened }
}

function spoken(...names: LineName[]): Answer {
  const pcm = Buffer.concat(names.map(speakLine))
  return { words: names.map(name => lines[name]).join(' '), pcm, spokenBytes: pcm.byteLength }
}

test.for<[text: string, line: LineName]>([
  ['Hello there', 'greeting'],
  ['good evening!', 'greeting'],
  ['Who are you?', 'introduction'],
  ['Thank you very much', 'thanks'],
  ['Is a golden retriever a good family dog?', 'question'],
  ['how high is the moon', 'question'],
  ['Remind me to water the plants.', 'statement'],
  ['Hier ist etwas.', 'statement'],
  ['', 'statement'],
])('“%s” is answered with the line %s', ([text, line]) => {
  expect(answer({ text, recordings: [] })).toEqual(spoken(line))
})

test('a recording is played back after the line', () => {
  const bytes = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'golden-retriever.wav'))
  const { words, pcm, spokenBytes } = answer({ text: 'What is in this?', recordings: [recordingOf(bytes)] })
  expect(words).toBe(lines.heard)
  expect(bytes.subarray(44).equals(pcm.subarray(spokenBytes))).toBe(true)
  expect(speakLine('heard')).toEqual(Buffer.from(pcm.subarray(0, spokenBytes)))
})

test('several recordings are played back one after the other', () => {
  const [first, second] = [wavOf([tone(500)]), wavOf([tone(900, { seconds: 0.5 })])]
  const { pcm, spokenBytes } = answer({ text: '', recordings: [recordingOf(first), recordingOf(second)] })
  expect(Buffer.concat([first.subarray(44), second.subarray(44)]).equals(pcm.subarray(spokenBytes))).toBe(true)
})

test('of a long recording the first twenty seconds are played back, and that is said', () => {
  const bytes = wavOf([tone(500, { seconds: 25, sampleRateHz: 8000 })], { sampleRateHz: 8000 })
  const { words, pcm, spokenBytes } = answer({ text: '', recordings: [recordingOf(bytes)] })
  expect([words, pcmDurationMs(pcm.byteLength - spokenBytes)]).toEqual([lines['heard-beginning'], 20_000])
})

test('twenty seconds are shared by several recordings', () => {
  const [first, second] = [wavOf([tone(500, { seconds: 15 })]), wavOf([tone(900, { seconds: 15 })])]
  const { pcm, spokenBytes } = answer({ text: '', recordings: [recordingOf(first), recordingOf(second)] })
  const heard = Buffer.concat([first.subarray(44), second.subarray(44)]).subarray(0, 960_000)
  expect(heard.equals(pcm.subarray(spokenBytes))).toBe(true)
})

test('a silent recording is reported, not played', () => {
  expect(answer({ text: '', recordings: [recordingOf(wavOf([new Float64Array(24_000)]))] })).toEqual(spoken('silence'))
})

test.for<[seconds: number, length: LineName]>([
  [2.9, 'under-five-seconds'],
  [5.2, 'five-seconds'],
  [11, 'ten-seconds'],
  [19, 'twenty-seconds'],
  [33, 'half-a-minute'],
  [61, 'a-minute'],
  [125, 'two-minutes'],
  [600, 'many-minutes'],
])('an MP3 of %d seconds is not played, but its length is told: %s', ([seconds, length]) => {
  const recordings: HeardRecording[] = [{ format: 'mp3', durationMs: seconds * 1000 }]
  expect(answer({ text: '', recordings })).toEqual(spoken('mp3', length))
})
