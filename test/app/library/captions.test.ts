import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cuesOf, toSrt, toVtt } from '../../../app/library/captions.ts'

const cue = { startMs: 0, endMs: 1500, speaker: '', text: 'Hello.' }
const lastHour = { startMs: 3_723_004, endMs: 3_725_000 }

describe('SubRip', () => {
  test('numbers its cues and names who speaks', () => {
    const srt = toSrt([
      { ...cue, speaker: 'You' },
      { ...cue, ...lastHour },
    ])
    expect(srt).toBe('1\n00:00:00,000 --> 00:00:01,500\nYou: Hello.\n\n2\n01:02:03,004 --> 01:02:05,000\nHello.\n')
  })

  test('has no arrow in its words', () => {
    expect(toSrt([{ ...cue, text: 'a --> b' }])).toBe('1\n00:00:00,000 --> 00:00:01,500\na → b\n')
  })
})

describe('WebVTT', () => {
  test('has its header and voices', () => {
    const vtt = toVtt([
      { ...cue, speaker: 'You' },
      { ...cue, ...lastHour },
    ])
    expect(vtt).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n<v You>Hello.\n\n01:02:03.004 --> 01:02:05.000\nHello.\n',
    )
  })

  test('escapes what would be a tag, an entity or a time', () => {
    const vtt = toVtt([{ ...cue, speaker: 'Q&A\n<x>', text: '1 < 2 --> &lt;b>' }])
    expect(vtt.split('\n')[3]).toBe('<v Q&amp;A &lt;x&gt;>1 &lt; 2 --&gt; &amp;lt;b&gt;')
  })

  test('is only its header without cues', () => {
    expect(toVtt([])).toBe('WEBVTT\n')
  })
})

describe('cues', () => {
  test('are sentences with their times in the sound, counted from where it begins', () => {
    const spoken = { words: 'One two.\nThree four five? ', alignment: [[9, 1000]] as const, durationMs: 3000 }
    expect(cuesOf(spoken, { startMs: 10_000, speaker: 'You' })).toEqual([
      { startMs: 10_000, endMs: 10_888, speaker: 'You', text: 'One two.' },
      { startMs: 11_000, endMs: 12_882, speaker: 'You', text: 'Three four five?' },
    ])
  })

  test('part a long sentence evenly between words', () => {
    const words = `${'golden retriever '.repeat(9)}dog`
    const texts = cuesOf({ words, alignment: [], durationMs: 10_000 }).map(({ text }) => text)
    expect(texts).toEqual([`${'golden retriever '.repeat(4)}golden`, `retriever ${'golden retriever '.repeat(4)}dog`])
  })

  test('part a slow sentence by its time', () => {
    const cues = cuesOf({ words: 'one two three four', alignment: [], durationMs: 18_000 })
    expect(cues.map(({ startMs, endMs, text }) => [startMs, endMs, text])).toEqual([
      [0, 3000, 'one'],
      [4000, 7000, 'two'],
      [8000, 13_000, 'three'],
      [14_000, 18_000, 'four'],
    ])
  })

  test('part Chinese between words too, and nothing else behind an opening bracket', () => {
    const cues = cuesOf({ words: '我在北京的大学学习「中文」已经三年了'.repeat(8), alignment: [], durationMs: 30_000 })
    const edges = cues.map(({ text }) => `${text.at(0)}${text.at(-1)}`)
    expect({ count: cues.length, isBad: edges.some(edge => /^[」]|[「]$/.test(edge)) }).toEqual({
      count: 5,
      isBad: false,
    })
  })

  test.each([
    ['words', { words: ' \n ', alignment: [], durationMs: 1000 }],
    ['sound', { words: 'Hello.', alignment: [], durationMs: 0 }],
  ])('are none without %s', (_, spoken) => {
    expect(cuesOf(spoken)).toEqual([])
  })

  test('hold all words in order, and are never too long', () => {
    const words = fc.array(
      fc.constantFrom('word ', 'dog. ', 'x'.repeat(100), '日本語', '「', '👩‍👩‍👧‍👦', '\n\n', ', ', 'e\u0301'),
      { maxLength: 60 },
    )
    const gaps = fc.array(fc.tuple(fc.nat(60), fc.nat(20_000)), { maxLength: 10 })
    fc.assert(
      fc.property(words, gaps, fc.integer({ min: 1, max: 100_000 }), (pieces, steps, durationMs) => {
        const text = pieces.join('')
        const sum = (side: 0 | 1, count: number) => steps.slice(0, count).reduce((total, step) => total + step[side], 0)
        const alignment = steps.map((_, i): [number, number] => [sum(0, i + 1), sum(1, i + 1)])
        const cues = cuesOf({ words: text, alignment, durationMs })
        expect({
          words: cues
            .map(found => found.text)
            .join('')
            .replaceAll(' ', ''),
          isShort: cues.every(found => found.text.length <= 84 && found.endMs - found.startMs <= 7000),
          isInOrder: cues.every(
            (found, i) => found.startMs < found.endMs && found.startMs >= (cues[i - 1]?.startMs ?? 0),
          ),
        }).toEqual({ words: text.replace(/\s/g, ''), isShort: true, isInOrder: true })
      }),
      { numRuns: 300 },
    )
  })
})
