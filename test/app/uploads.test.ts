import { describe, expect, test } from 'vitest'
import { inForce, learn, nothingKnown } from '../../app/knowledge.ts'
import { cutOff, spokenUpload, uploadObstacles } from '../../app/uploads.ts'

const nothing = { wav: null, mp3: null }

describe('the ladder of uploads', () => {
  test('begins as the profile wishes', () => {
    expect(spokenUpload('wav', null)).toBe('wav')
    expect(spokenUpload('mp3', null)).toBe('mp3')
    expect(spokenUpload('mp3', { wav: 'taken', mp3: null })).toBe('mp3')
    expect(spokenUpload('whole', null)).toBeNull()
  })

  for (const obstacle of uploadObstacles) {
    test(`goes on from WAV after ${obstacle}`, () => {
      const mayHelp = ['too-large', 'refused', 'slow'].includes(obstacle)
      expect(spokenUpload('wav', { ...nothing, wav: obstacle })).toBe(mayHelp ? 'mp3' : null)
    })

    test(`ends after ${obstacle} with MP3`, () => {
      expect(spokenUpload('mp3', { ...nothing, mp3: obstacle })).toBeNull()
      expect(spokenUpload('wav', { wav: 'refused', mp3: obstacle })).toBeNull()
    })
  }
})

test('what hinders an upload is tried again after a day; what was taken stays', () => {
  const day = 24 * 60 * 60 * 1000
  const taken = learn(nothingKnown, { upload: { format: 'mp3', came: 'taken' } }, 0)
  const hindered = learn(taken, { upload: { format: 'wav', came: 'too-large' } }, 1)
  expect(inForce(hindered, day).uploads).toEqual({ wav: 'too-large', mp3: 'taken', longestMs: null })
  expect(inForce(hindered, day + 1).uploads).toEqual({ wav: null, mp3: 'taken', longestMs: null })
})

test('what is cut off after a while is taken until then', () => {
  expect(cutOff('wav', 'broke-off', 30_100)).toEqual({ format: 'wav', came: 'taken', longestMs: 24_080 })
  expect(cutOff('wav', 'broke-off', 3000)).toEqual({ format: 'wav', came: 'broke-off' })
  expect(cutOff('wav', 'too-large', 30_100)).toEqual({ format: 'wav', came: 'too-large' })
  const known = learn(nothingKnown, { upload: cutOff('wav', 'broke-off', 30_000) }, 0)
  expect(known.uploads).toEqual({ wav: 'taken', mp3: null, longestMs: 24_000 })
  expect(inForce(known, 24 * 60 * 60 * 1000).uploads.longestMs).toBeNull()
})
