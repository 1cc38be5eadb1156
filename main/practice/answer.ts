import { PCM_BYTES_PER_SECOND, pcmToSamples, peakOf, toDbfs } from '../../app/pcm.ts'
import { SILENCE_DBFS } from '../../app/talk/talk-timing.ts'
import { type LineName, lines, speakLine } from './lines.ts'
import type { HeardRecording, Question } from './question.ts'

/** What the practice partner says. */
export interface Answer {
  words: string
  /** The words, and after them what it heard. */
  pcm: Uint8Array
  /** Bytes of the words alone. */
  spokenBytes: number
}

/** The most it plays back; the line `heard-beginning` says the same. */
const LONGEST_PLAYBACK_MS = 20_000

/** Longest durations, in seconds, that the lines for a length still describe. */
const lengths: [upTo: number, line: LineName][] = [
  [4, 'under-five-seconds'],
  [7.5, 'five-seconds'],
  [15, 'ten-seconds'],
  [25, 'twenty-seconds'],
  [45, 'half-a-minute'],
  [90, 'a-minute'],
  [140, 'two-minutes'],
  [Infinity, 'many-minutes'],
]

/** What typed words are answered with: the first pattern that fits. */
const repartees: [pattern: RegExp, line: LineName][] = [
  [/^\W*(hi|hello|hey|good (morning|afternoon|evening)|greetings)\b/i, 'greeting'],
  [/\b(who|what) are you\b|\byour name\b|\bpractice partner\b|\bintroduce yourself\b/i, 'introduction'],
  [/\b(thanks|thank you|cheers)\b/i, 'thanks'],
  [/\?\s*$|^\W*(who|what|when|where|why|which|how|is|are|can|could|do|does|did|will|would|should)\b/i, 'question'],
]

/** Decides what to say: a recording is played back, typed words get a line that owns up to what it is. */
export function answer({ text, recordings }: Pick<Question, 'text' | 'recordings'>): Answer {
  const [first] = recordings
  if (!first) return say([repartees.find(([pattern]) => pattern.test(text))?.[1] ?? 'statement'])
  const playable = recordings.filter(recording => recording.format === 'wav')
  const seconds = recordings.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000
  if (playable.length === 0) return say(['mp3', lengths.find(([upTo]) => seconds < upTo)?.[1] ?? 'many-minutes'])
  const heard = playBack(playable)
  if (toDbfs(peakOf(pcmToSamples(heard.pcm))) < SILENCE_DBFS) return say(['silence'])
  return say([heard.isWhole ? 'heard' : 'heard-beginning'], heard.pcm)
}

function say(names: LineName[], playback: Uint8Array = new Uint8Array(0)): Answer {
  const spoken = names.map(speakLine)
  return {
    words: names.map(name => lines[name]).join(' '),
    pcm: Buffer.concat([...spoken, playback]),
    spokenBytes: spoken.reduce((sum, { byteLength }) => sum + byteLength, 0),
  }
}

function playBack(recordings: Extract<HeardRecording, { format: 'wav' }>[]): { pcm: Uint8Array; isWhole: boolean } {
  const parts: Uint8Array[] = []
  let leftMs = LONGEST_PLAYBACK_MS
  for (const recording of recordings) {
    parts.push(recording.toPcm(leftMs))
    leftMs -= recording.durationMs
    if (leftMs < 0) break
  }
  const limit = (LONGEST_PLAYBACK_MS / 1000) * PCM_BYTES_PER_SECOND
  return { pcm: Buffer.concat(parts).subarray(0, limit), isWhole: leftMs >= 0 }
}
