import { expect, test } from 'vitest'
import { wavHeader } from '../../../../app/wav.ts'
import type { ReplyPart } from '../../../../main/endpoint/reply/reply-part.ts'
import { ReplySound } from '../../../../main/endpoint/reply/reply-sound.ts'
import { soundFormatOf } from '../../../../main/endpoint/reply/sound-format.ts'
import { codedSamples, cut, pcmOf } from '../../../helpers/known-reply.ts'

/** MPEG-1 layer III, 128 kbit/s at 44.1 kHz: a frame of 417 bytes. */
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
/** AAC at 24 kHz, one channel: a frame of 100 bytes. */
const adtsFrame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x58, 0x40, 0x0c, 0x9f, 0xfc]), Buffer.alloc(93)])

for (const [name, bytes, format] of [
  ['WAV', Buffer.from(wavHeader(10, 24_000)), 'wav'],
  ['FLAC', Buffer.from('fLaC\0\0\0\x22\0\0\0\0'), 'flac'],
  ['Ogg', Buffer.from('OggS\0\x02\0\0\0\0\0\0'), 'opus'],
  ['MP3 with tags', Buffer.from('ID3\x04\0\0\0\0\0\0\0\0'), 'mp3'],
  ['MP3 without tags', Buffer.concat([frame, frame]), 'mp3'],
  ['AAC', Buffer.concat([adtsFrame, adtsFrame]), 'aac'],
  ['MP4', Buffer.from('\0\0\0\x20ftypM4A '), 'mp4'],
  ['WebM', Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.alloc(20)]), 'webm'],
  ['the first half of an MP3 frame', frame.subarray(0, 200), 'undecided'],
  ['the first half of an AAC frame', adtsFrame.subarray(0, 50), 'undecided'],
  ['pcm that begins like an MP3 frame', Buffer.concat([frame, Buffer.alloc(500, 1)]), null],
  ['silence', Buffer.alloc(100), null],
  ['pcm that begins like an AAC frame', Buffer.concat([adtsFrame, Buffer.alloc(500, 1)]), null],
  ['nothing', Buffer.alloc(0), 'undecided'],
] as const) {
  test(`${name} is told by its first bytes`, () => expect(soundFormatOf(bytes)).toBe(format))
}

const pcmIn = (parts: ReplyPart[]) => Buffer.concat(parts.flatMap(part => (part.kind === 'pcm' ? [part.pcm] : [])))

test('a WAV of another rate comes as pcm at 24 kHz, however it is cut', () => {
  const pcm = pcmOf({ words: '', samples: codedSamples(4800) })
  const file = Buffer.concat([wavHeader(pcm.byteLength, 48_000), pcm])
  const hear = (pieces: Buffer[]) => {
    const sound = new ReplySound('wav', 'test')
    return pcmIn([...pieces.flatMap(piece => sound.add(piece)), ...sound.end()])
  }
  const whole = hear([file])
  expect(whole.byteLength).toBe(4800)
  expect(hear(cut(file, [7, 101, 3]))).toEqual(whole)
  expect(hear(cut(file, [44, 4801]))).toEqual(whole)
})

test('pcm of another rate, which the server names, comes at 24 kHz', () => {
  const sound = new ReplySound('pcm16', 'test')
  const parts = cut(pcmOf({ words: '', samples: codedSamples(4800) }), [999]).flatMap(piece => sound.add(piece, 12_000))
  expect(pcmIn([...parts, ...sound.end()]).byteLength).toBe(19_200)
})

test('pieces that are each a WAV of their own are one sound, without their headers', () => {
  const pcm = pcmOf({ words: '', samples: codedSamples(3000) })
  for (const rateHz of [24_000, 8000]) {
    const sound = new ReplySound('wav', 'test')
    const parts = cut(pcm, [1000]).flatMap(piece =>
      sound.add(Buffer.concat([wavHeader(piece.byteLength, rateHz), piece])),
    )
    const heard = pcmIn([...parts, ...sound.end()])
    expect(heard.byteLength).toBe(rateHz === 24_000 ? 6000 : 18_000)
    if (rateHz === 24_000) expect(heard.equals(pcm)).toBe(true)
  }
})

test('stereo in pieces that are each a WAV of their own is heard to its end', () => {
  const sound = new ReplySound('wav', 'test')
  const header = Buffer.from(wavHeader(400, 24_000))
  header.writeUInt16LE(2, 22)
  header.writeUInt16LE(4, 32)
  const piece = Buffer.concat([header, Buffer.alloc(400, 1)])
  expect(pcmIn([...sound.add(piece), ...sound.add(piece), ...sound.end()]).byteLength).toBe(400)
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
