import { describe, expect, test } from 'vitest'
import { inForce, type Knowledge, type Lesson, learn, nothingKnown } from '../../../app/profiles/knowledge.ts'

const NOW = 1_790_000_000_000
const HOUR_MS = 3_600_000

function knowing(...lessons: Lesson[]): Knowledge {
  return lessons.reduce((known, lesson) => learn(known, lesson, NOW), nothingKnown)
}

describe('what is learned', () => {
  test('stays when a question shows nothing of it', () => {
    const known = knowing({ streams: true, format: 'pcm16', voice: 'came' }, { hears: true })
    expect(known).toMatchObject({ streams: true, format: 'pcm16', speaks: true, hears: true, at: NOW, limitedAt: 0 })
  })

  test('of a voice that was lost takes two replies in a row: once a model may choose to write', () => {
    expect(knowing({ voice: 'lost' })).toMatchObject({ speaks: null, unspokenReplies: 1 })
    expect(knowing({ voice: 'lost' }, { voice: 'came' }, { voice: 'lost' })).toMatchObject({ speaks: true })
    expect(knowing({ voice: 'lost' }, { voice: 'lost' })).toMatchObject({ speaks: false, refusesToSpeak: false })
  })

  test('of a voice that is refused takes one', () => {
    expect(knowing({ voice: 'refused' })).toMatchObject({ speaks: false, refusesToSpeak: true })
    expect(knowing({ voice: 'refused' }, { voice: 'came' })).toMatchObject({ speaks: true, refusesToSpeak: false })
  })

  test('of ids that are not known takes two in a row', () => {
    expect(knowing({ audioIds: 'unknown' }, { audioIds: 'known' }, { audioIds: 'unknown' }).keepsAudioIds).toBe(true)
    expect(knowing({ audioIds: 'unknown' }, { audioIds: 'unknown' }).keepsAudioIds).toBe(false)
  })
})

describe('what a server cannot do', () => {
  const limited = knowing({ streams: false, format: 'wav', voice: 'refused', hears: true })

  test('counts for a day, however often it is asked meanwhile', () => {
    expect(inForce(limited, NOW + 23 * HOUR_MS)).toEqual(limited)
    const used = learn(limited, { hears: true }, NOW + 23 * HOUR_MS)
    expect(inForce(used, NOW + 25 * HOUR_MS)).toMatchObject({ streams: null, speaks: null, refusesToSpeak: false })
  })

  test('is tried again after it, and what it can do still counts', () => {
    expect(inForce(limited, NOW + 25 * HOUR_MS)).toMatchObject({
      streams: null,
      speaks: null,
      hears: true,
      format: 'wav',
    })
  })

  test('is tried again when the clock went back', () => {
    expect(inForce(limited, NOW - 1)).toMatchObject({ streams: null, speaks: null })
  })
})
