import { isSoloToken } from '../search/search-tokens.ts'
import { segmenter } from '../search/segmenter.ts'
import { type Alignment, charAt, msOf } from '../turns/alignment.ts'

/** The most characters of a cue: two lines of a film's. */
const LONGEST_TEXT = 84
/** The longest a cue is shown, in milliseconds. */
const LONGEST_MS = 7000

/** Words shown while they sound. */
export type Cue = {
  /** Whole milliseconds from the beginning of the sound the captions belong to. */
  readonly startMs: number
  readonly endMs: number
  /** Who speaks; empty to leave it unsaid. */
  readonly speaker: string
  /** The words on one line, as they are: not escaped. */
  readonly text: string
}

/** Words and the sound they were said in. */
export type SpokenWords = {
  readonly words: string
  readonly alignment: Alignment
  readonly durationMs: number
}

/**
 * Cues for spoken words, none longer than 84 characters or 7 s: a sentence each, longer ones in even parts. `startMs` is
 * where their sound begins in a longer one. Without sound or words there are none.
 */
export function cuesOf(spoken: SpokenWords, { startMs = 0, speaker = '' } = {}): Cue[] {
  const { words, alignment, durationMs } = spoken
  if (durationMs <= 0) return []
  const msAt = (offset: number) => msOf(alignment, offset, words.length, durationMs)
  return [...segmenter('sentence').segment(words)]
    .flatMap(({ segment, index }) => cutSentence(spoken, index, index + segment.length))
    .flatMap(([start, end]) => {
      const part = words.slice(start, end)
      const text = oneLine(part)
      if (text === '') return []
      const fromMs = msAt(end - part.trimStart().length)
      const toMs = Math.min(msAt(start + part.trimEnd().length), fromMs + LONGEST_MS)
      const cueMs = Math.round(startMs + fromMs)
      return [{ startMs: cueMs, endMs: Math.max(cueMs + 1, Math.floor(startMs + toMs)), speaker, text }]
    })
}

/** Captions as SubRip (.srt) players read them, from cues in the order of their times. The format has no escapes. */
export function toSrt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, speaker, text }, i) => {
    const said = `${speaker === '' ? '' : `${oneLine(speaker)}: `}${text}`.replaceAll('-->', '→')
    return `${i + 1}\n${clock(startMs, ',')} --> ${clock(endMs, ',')}\n${said}\n`
  })
  return blocks.join('\n')
}

/** Captions as WebVTT (W3C), from cues in the order of their times. */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, speaker, text }) => {
    const voice = speaker === '' ? '' : `<v ${escapeVtt(oneLine(speaker))}>`
    return `${clock(startMs, '.')} --> ${clock(endMs, '.')}\n${voice}${escapeVtt(text)}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

/** Cuts a sentence from `start` to `end` into parts that are short enough, as even as its words allow. */
function cutSentence({ words, alignment, durationMs }: SpokenWords, start: number, end: number): [number, number][] {
  const breaks = breaksOf(words.slice(start, end)).map(offset => start + offset)
  const cuts: [number, number][] = []
  let from = start
  while (from < end) {
    const latestMs = msOf(alignment, from, words.length, durationMs) + LONGEST_MS
    const soundsUntil = latestMs >= durationMs ? end : charAt(alignment, latestMs, words.length, durationMs)
    const limit = Math.min(end, from + LONGEST_TEXT, Math.max(soundsUntil, from + 1))
    const even = from + (end - from) / Math.ceil((end - from) / (limit - from))
    const possible = breaks.filter(offset => offset > from && offset <= limit)
    const nearest = possible.sort((a, b) => Math.abs(a - even) - Math.abs(b - even))[0]
    const to = limit === end ? end : (nearest ?? characterEnd(words, from, limit))
    cuts.push([from, to])
    from = to
  }
  return cuts
}

/** Where a sentence may be cut: behind spaces, and before a word of a script without them. */
function breaksOf(sentence: string): number[] {
  return [...segmenter('word').segment(sentence)]
    .filter(({ index, segment, isWordLike }) => {
      const before = sentence.slice(0, index).at(-1) ?? ''
      return /\s/u.test(before) || (isWordLike === true && isSoloToken(segment) && !/[\p{Ps}\p{Pi}]/u.test(before))
    })
    .map(({ index }) => index)
}

/** The last end of a character, as people count them, up to `limit`; that of the first one where there is none. */
function characterEnd(words: string, from: number, limit: number): number {
  const there = segmenter('grapheme').segment(words).containing(limit)
  if (there === undefined) return words.length
  return there.index > from ? there.index : there.index + there.segment.length
}

/** A time as both formats write it, hours always with two digits or more. */
function clock(ms: number, point: ',' | '.'): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const seconds = `${two((ms / 1000) % 60)}${point}${String(ms % 1000).padStart(3, '0')}`
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${seconds}`
}

function escapeVtt(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The words on one line: an empty line would end a cue. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
