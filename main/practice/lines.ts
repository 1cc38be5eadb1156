import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readWavLayout } from '../../app/wav.ts'

/** Everything the practice partner can say, by the name of its file in `lines/`. `build/practice-lines.ts` speaks them. */
export const lines = {
  greeting: 'Hello! I am the practice partner built into Parley. Say something, and I will play it back.',
  introduction:
    'I am the practice partner built into Parley. I run on this computer: nothing you say to me leaves it. Say something, and I will play it back.',
  thanks: 'You are welcome. I am the practice partner built into Parley, here whenever you like.',
  question:
    'I am the practice partner built into Parley, and that is a question for a real model. Connect one in Settings to get an answer.',
  statement:
    'I am the practice partner built into Parley. Your words reached me, but only a real model can reply to them. Connect one in Settings.',
  heard: 'I am the practice partner built into Parley. I heard this.',
  'heard-beginning':
    'I am the practice partner built into Parley. I heard this, of which I play the first twenty seconds.',
  silence:
    'I am the practice partner built into Parley. Your recording reached me, but it is silent. Check which microphone is chosen.',
  mp3: 'I am the practice partner built into Parley. I cannot play back MP3, but your file reached me. It lasts',
  'under-five-seconds': 'less than five seconds.',
  'five-seconds': 'about five seconds.',
  'ten-seconds': 'about ten seconds.',
  'twenty-seconds': 'about twenty seconds.',
  'half-a-minute': 'about half a minute.',
  'a-minute': 'about a minute.',
  'two-minutes': 'about two minutes.',
  'many-minutes': 'more than two minutes.',
} as const

/** Names of lines. */
export type LineName = keyof typeof lines

const read = new Map<LineName, Uint8Array>()

/** Where the WAV file of a line is: in `lines/` beside this module, and beside the bundle that it becomes part of. */
export function lineFile(name: LineName): string {
  return fileURLToPath(new URL(`./lines/${name}.wav`, import.meta.url))
}

/** A spoken line as pcm, read from its file when first needed. */
export function speakLine(name: LineName): Uint8Array {
  const known = read.get(name)
  if (known) return known
  const file = readFileSync(lineFile(name))
  const layout = readWavLayout(file)
  if (!layout) throw new Error(`the spoken line ${name} is damaged`)
  const pcm = file.subarray(layout.dataOffset, layout.dataOffset + layout.dataBytes)
  read.set(name, pcm)
  return pcm
}
