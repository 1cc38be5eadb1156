import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError, toFailure } from '../../../../app/errors.ts'
import { samplesToPcm } from '../../../../app/pcm.ts'
import { Accumulator } from '../../../../main/endpoint/reply/accumulator.ts'
import type { ReplyPart } from '../../../../main/endpoint/reply/reply-part.ts'
import { eventsOf, openAiShape } from '../../../helpers/endpoint-events.ts'
import { codedSamples, cut, knownReply } from '../../../helpers/known-reply.ts'

/** Everything an accumulator makes of these chunks; a code where it refuses them. Anything but an AppError is thrown on. */
function accumulate(chunks: unknown[]): { parts: ReplyPart[]; failure: string | null } {
  const accumulator = new Accumulator('pcm16', 'test')
  const parts: ReplyPart[] = []
  try {
    for (const chunk of chunks) parts.push(...accumulator.add(chunk))
    parts.push(...accumulator.flush(), accumulator.end())
    return { parts, failure: null }
  } catch (error) {
    if (error instanceof AppError) return { parts, failure: error.code }
    throw error
  }
}

function soundOf(parts: ReplyPart[]): Buffer {
  return Buffer.concat(parts.flatMap(part => (part.kind === 'pcm' ? [part.pcm] : [])))
}

function wordsOf(parts: ReplyPart[]): string {
  return parts.map(part => (part.kind === 'words' ? part.words : '')).join('')
}

const sound = (bytes: Uint8Array) => ({
  choices: [{ delta: { audio: { data: Buffer.from(bytes).toString('base64') } } }],
})
const word = (transcript: string) => ({ choices: [{ delta: { audio: { transcript } } }] })
const extras = [
  { choices: [] },
  { choices: [{ index: 0, delta: {} }] },
  { choices: [{ delta: { role: 'assistant', content: null, refusal: null } }] },
  { choices: [{ delta: { audio: { id: 'audio_1' } } }], obfuscation: 'x' },
  { choices: null, service_tier: 'default' },
  { choices: [null, { delta: null }] },
  { id: 7, model: null, usage: 'none', choices: [{ delta: { audio: { data: null, transcript: 3 } } }] },
]

describe('whatever the order', () => {
  test('words and samples are whole, however they are cut and mixed, and half a sample is never handed out', () => {
    const samples = codedSamples(3000)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        fc.array(fc.constantFrom(...extras), { maxLength: 12 }),
        (soundSizes, wordSizes, choices, others) => {
          const pcm = Buffer.from(samplesToPcm(samples))
          const sounds = cut(pcm, soundSizes).map(sound)
          const words = cut([...knownReply.words], wordSizes).map(letters => word(letters.join('')))
          const { parts, failure } = accumulate([
            ...mix<unknown>([sounds, words, others], choices),
            { choices: [{ delta: {}, finish_reason: 'stop' }] },
          ])
          expect(failure).toBeNull()
          expect(wordsOf(parts)).toBe(knownReply.words)
          expect(soundOf(parts).equals(pcm)).toBe(true)
          for (const part of parts) if (part.kind === 'pcm') expect(part.pcm.byteLength % 2).toBe(0)
        },
      ),
    )
  })

  test('an odd number of bytes gives all whole samples', () => {
    const { parts } = accumulate([sound(Buffer.alloc(15, 1)), { choices: [{ delta: {}, finish_reason: 'stop' }] }])
    expect(soundOf(parts)).toEqual(Buffer.alloc(14, 1))
  })
})

test('no chunk, however mangled, throws anything but a failure', () => {
  const chunks = eventsOf(knownReply, 'audio_1', openAiShape).map(({ value }) => JSON.stringify(value))
  const mangled = fc
    .tuple(fc.constantFrom(...chunks), fc.nat(), fc.anything({ withNullPrototype: true }))
    .map(([json, where, value]) => mangle(JSON.parse(json), where, value))
  const anything = fc.oneof(
    fc.anything(),
    fc.json().map(json => JSON.parse(json) as unknown),
    mangled,
  )
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 20 }), chunks => void accumulate(chunks)),
    { numRuns: 1000 },
  )
})

test('what was held back is handed out once', () => {
  const accumulator = new Accumulator('pcm16', 'test')
  accumulator.add(sound(Buffer.from('short')))
  expect(accumulator.flush()).toHaveLength(1)
  expect(accumulator.flush()).toEqual([])
})

test.each([
  ['is all there is in one chunk', [{ choices: [{ delta: {}, message: { content: 'All' } }] }], 'All'],
  ['is in the delta as well', [{ choices: [{ delta: { content: 'All' }, message: { content: 'All' } }] }], 'All'],
  [
    'comes once more at the end',
    [word('Al'), word('l'), { choices: [{ delta: { content: '' }, message: { content: 'All' } }] }],
    'All',
  ],
])('a message beside a delta is heard once, where it %s', (_where, chunks, words) => {
  expect(wordsOf(accumulate(chunks).parts)).toBe(words)
})

test.each(['\u001b[31mm', 'm'.repeat(5000)])('what cannot be a name is none', name => {
  const audio = { id: name, transcript: 'Hi' }
  const { parts } = accumulate([{ id: name, model: name, choices: [{ delta: { audio }, finish_reason: 'stop' }] }])
  expect(parts.at(-1)).toMatchObject({ kind: 'end', id: null, model: null, audioId: null })
})

test('what steers a terminal is no word', () => {
  const { parts } = accumulate([word('\u001b[31mRed\u0000\r\n\tand\u009b blue')])
  expect(wordsOf(parts)).toBe('[31mRed\n\tand blue')
})

describe('the end', () => {
  for (const [mark, chunk] of [
    ['a reason', { choices: [{ delta: {}, finish_reason: 'stop' }] }],
    ['an expiry alone', { choices: [{ delta: { audio: { expires_at: 1_790_000_000 } } }] }],
    [
      'an expiry that comes with the last sound alone',
      { choices: [{ delta: { audio: { data: 'AAAA', expires_at: 1 } } }] },
    ],
    ['the tokens', { choices: [], usage: { prompt_tokens: 1 } }],
  ] as const) {
    test(`is marked by ${mark}`, () => expect(accumulate([sound(Buffer.alloc(20)), chunk]).failure).toBeNull())
  }

  for (const [what, chunks] of [
    ['sound', [sound(Buffer.alloc(20))]],
    ['words', [word('Hi')]],
    ['an expiry that comes with everything', [{ choices: [{ delta: { audio: { data: 'AAAA', expires_at: 1 } } }] }]],
    [
      'tokens counted on the way',
      [{ usage: { completion_tokens: 0 }, choices: [{ delta: { audio: { data: 'AAAA' } } }] }],
    ],
  ] as const) {
    test(`is missing after ${what}`, () => expect(accumulate([...chunks]).failure).toBe('cut_off'))
  }
})

describe('an end that LiteLLM made up', () => {
  const voice = { choices: [{ delta: { audio: { id: 'audio_1', data: 'AAAA' } } }] }
  const stop = { choices: [{ delta: {}, finish_reason: 'stop' }] }
  const nothing = { choices: [{ delta: {} }], usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }

  /** The failure of what LiteLLM sends. */
  function ended(...chunks: unknown[]): string | null {
    const accumulator = new Accumulator('pcm16', 'test')
    accumulator.expectInventedEnd()
    for (const chunk of chunks) accumulator.add(chunk)
    accumulator.flush()
    try {
      accumulator.end()
      return null
    } catch (error) {
      return toFailure(error).code
    }
  }

  test('is none', () => expect(ended(voice, stop, nothing)).toBe('cut_off'))

  test.each([
    ['the voice has ended', [voice, { choices: [{ delta: { audio: { expires_at: 1 } } }] }, stop, nothing]],
    ['tokens were counted', [voice, stop, { choices: [], usage: { prompt_tokens: 0, completion_tokens: 7 } }]],
    ['tokens were not asked for', [voice, stop]],
    ['the voice has no id, so that it need not end', [sound(Buffer.alloc(4)), stop, nothing]],
    ['only words came', [word('Hi'), stop, nothing]],
    ['the model stopped for a reason of its own', [voice, { choices: [{ finish_reason: 'length' }] }, nothing]],
  ])('is one when %s', (_why, chunks) => expect(ended(...chunks)).toBeNull())
})

function mix<T>(queues: T[][], choices: Iterable<number>): T[] {
  const mixed: T[] = []
  const left = queues.map(queue => [...queue])
  for (const choice of choices) {
    const filled = left.filter(queue => queue.length > 0)
    const next = filled[choice % Math.max(1, filled.length)]?.shift()
    if (next === undefined) return mixed
    mixed.push(next)
  }
  return mixed
}

/** Puts a value somewhere inside of another. */
function mangle(chunk: unknown, where: number, value: unknown): unknown {
  if (typeof chunk !== 'object' || chunk === null) return value
  const keys = Object.keys(chunk)
  const key = keys[where % Math.max(1, keys.length)]
  if (key === undefined || where % 5 === 0) return value
  return Object.assign(Array.isArray(chunk) ? [...chunk] : { ...chunk }, {
    [key]: mangle((chunk as Record<string, unknown>)[key], Math.floor(where / 2), value),
  })
}
