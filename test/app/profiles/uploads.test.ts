import { describe, expect, test } from 'vitest'
import { inForce, type Knowledge, learn, nothingKnown } from '../../../app/profiles/knowledge.ts'
import {
  cutOff,
  nothingTried,
  spokenUpload,
  type UploadLesson,
  uploadObstacles,
  wholeUpload,
} from '../../../app/profiles/uploads.ts'

describe('the ladder of uploads', () => {
  test('begins as the profile wishes', () => {
    expect(spokenUpload('wav', null)).toBe('wav')
    expect(spokenUpload('mp3', null)).toBe('mp3')
    expect(spokenUpload('mp3', { ...nothingTried, wav: 'taken' })).toBe('mp3')
    expect(spokenUpload('whole', null)).toBeNull()
  })

  test('is gone down as well by what is sent whole, where the network is slow', () => {
    expect(wholeUpload('wav', null)).toBe('wav')
    expect(wholeUpload('wav', { ...nothingTried, wav: 'too-large' })).toBe('wav')
    expect(wholeUpload('wav', { ...nothingTried, wav: 'slow' })).toBe('mp3')
    expect(wholeUpload('wav', { ...nothingTried, wav: 'slow', mp3: 'slow' })).toBe('mp3-small')
    expect(wholeUpload('wav', { ...nothingTried, wav: 'slow', mp3: 'refused' })).toBe('wav')
    expect(wholeUpload('mp3-small', null)).toBe('mp3-small')
    expect(wholeUpload('whole', { ...nothingTried, wav: 'slow' })).toBe('wav')
  })

  for (const obstacle of uploadObstacles) {
    test(`goes on from WAV after ${obstacle}`, () => {
      const mayHelp = ['too-large', 'refused', 'slow'].includes(obstacle)
      expect(spokenUpload('wav', { ...nothingTried, wav: obstacle })).toBe(mayHelp ? 'mp3' : null)
    })

    test(`goes on from MP3 after ${obstacle}, and ends after it with a small one`, () => {
      const below = ['too-large', 'slow'].includes(obstacle) ? 'mp3-small' : null
      expect(spokenUpload('mp3', { ...nothingTried, mp3: obstacle })).toBe(below)
      expect(spokenUpload('wav', { ...nothingTried, wav: 'refused', mp3: obstacle })).toBe(below)
      expect(spokenUpload('mp3-small', { ...nothingTried, 'mp3-small': obstacle })).toBeNull()
    })
  }
})

const DAY_MS = 24 * 60 * 60 * 1000

function knowing(...lessons: UploadLesson[]): Knowledge {
  return lessons.reduce((known, upload) => learn(known, { upload }, 1), nothingKnown)
}

describe('what hinders an upload', () => {
  test('is tried again after a day; what was taken stays', () => {
    const hindered = knowing({ format: 'mp3', came: 'taken' }, { format: 'wav', came: 'too-large' })
    expect(inForce(hindered, DAY_MS).uploads).toMatchObject({ wav: 'too-large', mp3: 'taken', longestMs: null })
    expect(inForce(hindered, DAY_MS + 1).uploads).toMatchObject({ wav: null, mp3: 'taken', longestMs: null })
  })

  test('counts no longer because something else is found that cannot be done', () => {
    const hindered = knowing({ format: 'wav', came: 'broke-off' })
    const silent = learn(hindered, { voice: 'lost' }, DAY_MS)
    expect(inForce(silent, DAY_MS).uploads.wav).toBe('broke-off')
    expect(inForce(silent, DAY_MS + 1).uploads.wav).toBeNull()
    const known = learn(
      learn(nothingKnown, { voice: 'refused' }, 1),
      { upload: { format: 'wav', came: 'slow' } },
      DAY_MS,
    )
    expect(inForce(known, DAY_MS + 1)).toMatchObject({ speaks: null, uploads: { wav: 'slow' } })
  })

  test('may be the network, where recordings were taken: only two in a row that broke off are the server’s doing', () => {
    const taken = { format: 'wav', came: 'taken' } as const
    for (const came of ['broke-off', 'stalled'] as const) {
      const broken = { format: 'wav', came } as const
      expect(inForce(knowing(taken, broken), 2).uploads.wav).toBe('taken')
      expect(knowing(taken, broken, taken, broken).uploads.wav).toBe('taken')
      expect(knowing(taken, broken, broken).uploads.wav).toBe(came)
      expect(knowing(broken).uploads.wav).toBe(came)
    }
    expect(knowing(taken, { format: 'wav', came: 'too-large' }).uploads.wav).toBe('too-large')
  })
})

test('what is cut off after a while is taken until then', () => {
  expect(cutOff('wav', 'broke-off', 30_100)).toEqual({ format: 'wav', came: 'taken', longestMs: 24_080 })
  expect(cutOff('wav', 'broke-off', 3000)).toEqual({ format: 'wav', came: 'broke-off' })
  expect(cutOff('wav', 'too-large', 30_100)).toEqual({ format: 'wav', came: 'too-large' })
  const known = knowing(cutOff('wav', 'broke-off', 30_000))
  expect(known.uploads).toMatchObject({ wav: 'taken', mp3: null, longestMs: 24_000 })
  expect(inForce(known, DAY_MS + 1).uploads.longestMs).toBeNull()
})
