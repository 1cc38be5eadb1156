import { expect, test } from 'vitest'
import { wavHeader } from '../../../app/wav.ts'
import { ReplySound } from '../../../main/endpoint/reply-sound.ts'
import { soundFormatOf } from '../../../main/endpoint/sound-format.ts'
import { codedSamples, pcmOf } from '../../helpers/known-reply.ts'

/** MPEG-1 layer III, 128 kbit/s at 44.1 kHz: a frame of 417 bytes. */
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])

for (const [name, bytes, format] of [
  ['WAV', Buffer.from(wavHeader(10, 24_000)), 'wav'],
  ['FLAC', Buffer.from('fLaC\0\0\0\x22'), 'flac'],
  ['Ogg', Buffer.from('OggS\0\x02'), 'opus'],
  ['MP3 with tags', Buffer.from('ID3\x04\0\0\0\0\0\0'), 'mp3'],
  ['MP3 without tags', Buffer.concat([frame, frame]), 'mp3'],
  ['pcm that begins like an MP3 frame', Buffer.concat([frame, Buffer.alloc(500, 1)]), null],
  ['silence', Buffer.alloc(100), null],
  ['nothing', Buffer.alloc(0), null],
] as const) {
  test(`${name} is told by its first bytes`, () => expect(soundFormatOf(bytes)).toBe(format))
}

test('a WAV of another rate comes as pcm at 24 kHz', () => {
  const sound = new ReplySound('wav', 'test')
  const pcm = pcmOf({ words: '', samples: codedSamples(4800) })
  sound.add(Buffer.concat([wavHeader(pcm.byteLength, 48_000), pcm]))
  const [part] = sound.end()
  expect(part?.kind === 'pcm' && part.pcm.byteLength).toBe(4800)
})

test('what follows the samples of a WAV is not heard', () => {
  const sound = new ReplySound('pcm16', 'test')
  const parts = sound.add(
    Buffer.concat([wavHeader(4, 24_000), Buffer.from([1, 0, 2, 0]), Buffer.from('LIST\x04\0\0\0abcd')]),
  )
  expect([...parts, ...sound.end()]).toEqual([{ kind: 'pcm', pcm: Buffer.from([1, 0, 2, 0]) }])
})

test('fewer bytes than a header has are sound as well', () => {
  const sound = new ReplySound('pcm16', 'test')
  expect(sound.add(Buffer.from([1, 0, 2]))).toEqual([])
  expect(sound.end()).toEqual([{ kind: 'pcm', pcm: Buffer.from([1, 0]) }])
})

test('a WAV that cannot be read is said to be unreadable', () => {
  const sound = new ReplySound('pcm16', 'test')
  sound.add(Buffer.from('RIFF\0\0\0\0WAVEjunk'))
  expect(() => sound.end()).toThrow('could not read')
})
