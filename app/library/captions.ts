import { isSoloToken } from '../search/search-tokens.ts'
import { segmenter } from '../search/segmenter.ts'
import { type Alignment, charAt, msOf } from '../turns/alignment.ts'

/** The most characters of a cue: two lines of film subtitles. */
const LONGEST_TEXT = 84
/** The longest a cue is shown, in milliseconds. */
const LONGEST_MS = 7000

/** Words that are shown while they are heard. */
export type Cue = {
  /** Whole milliseconds from the beginning of the sound that the captions are for. */
  readonly startMs: number
  readonly endMs: number
  /** The speaker; empty to leave it out. */
  readonly speaker: string
  /** The words on one line, not escaped. */
  readonly text: string
}

/** Words, and the sound in which they are said. */
export type SpokenWords = {
  readonly words: string
  readonly alignment: Alignment
  readonly durationMs: number
}

/**
 * Cues for spoken words, none longer than 84 characters or 7 s: one for each sentence, and longer sentences in even parts. `startMs` is
 * where their sound begins within a longer one. There are none without sound or words.
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

/** Captions in SubRip format (.srt), from cues in order of time. The format has no escapes. */
export function toSrt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, speaker, text }, i) => {
    const said = `${speaker === '' ? '' : `${oneLine(speaker)}: `}${text}`.replaceAll('-->', '→')
    return `${i + 1}\n${clock(startMs, ',')} --> ${clock(endMs, ',')}\n${said}\n`
  })
  return blocks.join('\n')
}

/** Captions in WebVTT format (W3C), from cues in order of time. */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, speaker, text }) => {
    const voice = speaker === '' ? '' : `<v ${escapeVtt(oneLine(speaker))}>`
    return `${clock(startMs, '.')} --> ${clock(endMs, '.')}\n${voice}${escapeVtt(text)}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

/** Splits a sentence from `start` to `end` into parts that are short enough, as evenly as its words allow. */
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

/** Where a sentence may be split: after spaces, and before a word of a script without spaces. */
function breaksOf(sentence: string): number[] {
  return [...segmenter('word').segment(sentence)]
    .filter(({ index, segment, isWordLike }) => {
      const before = sentence.slice(0, index).at(-1) ?? ''
      return /\s/u.test(before) || (isWordLike === true && isSoloToken(segment) && !/[\p{Ps}\p{Pi}]/u.test(before))
    })
    .map(({ index }) => index)
}

/** The last boundary between visible characters up to `limit`; after the first character if there is none. */
function characterEnd(words: string, from: number, limit: number): number {
  const there = segmenter('grapheme').segment(words).containing(limit)
  if (there === undefined) return words.length
  return there.index > from ? there.index : there.index + there.segment.length
}

/** A time as both formats write it; hours have at least two digits. */
function clock(ms: number, point: ',' | '.'): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const seconds = `${two((ms / 1000) % 60)}${point}${String(ms % 1000).padStart(3, '0')}`
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${seconds}`
}

function escapeVtt(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The words on one line, because an empty line would end a cue. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
