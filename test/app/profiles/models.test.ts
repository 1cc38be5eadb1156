import { describe, expect, test } from 'vitest'
import { learn, nothingKnown } from '../../../app/profiles/knowledge.ts'
import { abilitiesFromName, withExperience, withSaid } from '../../../app/profiles/model-abilities.ts'
import { byUse, modelsNamed } from '../../../app/profiles/model-order.ts'
import type { Model } from '../../../app/profiles/models.ts'
import { announcedShutdown, shutdownAt } from '../../../app/profiles/shutdowns.ts'

const unknown: Model = { id: 'm', hears: null, speaks: null, source: null, price: null, shutdownDate: null }
const named = (id: string): Model => ({ ...unknown, id, ...abilitiesFromName(id) })
const DAY_MS = 24 * 60 * 60 * 1000

describe('what names tell', () => {
  test.each([
    ['gpt-audio-1.5', true, true],
    ['openai/gpt-4o-audio-preview', true, true],
    ['Qwen3-Omni-30B', true, true],
    ['qwen2-audio-7b-instruct', true, false],
    ['mistralai/voxtral-small', true, false],
    ['google/gemini-2.5-flash', true, false],
    ['gpt-4o-realtime-preview', false, false],
    ['gpt-4o-mini-transcribe', false, false],
    ['gpt-4o-mini-tts', false, false],
    ['omni-moderation-latest', false, false],
    ['text-embedding-3-large', false, false],
    ['gpt-5', null, null],
    ['our-voice', null, null],
  ])('%s', (name, hears, speaks) => {
    expect(abilitiesFromName(name)).toEqual({ hears, speaks })
  })
})

test('what came of asking a model goes before what is said of it, where something came', () => {
  const known = learn(learn(nothingKnown, { voice: 'refused' }, 1), { hears: true }, 2)
  expect([
    withExperience(named('gpt-audio-1.5'), known),
    withExperience(named('gpt-audio-1.5'), nothingKnown),
    withExperience(unknown, null),
  ]).toEqual([
    { ...named('gpt-audio-1.5'), hears: true, speaks: false, source: 'experience' },
    named('gpt-audio-1.5'),
    unknown,
  ])
})

test('what the user says of a model goes before all of that, as far as something is said', () => {
  const deaf = withExperience(named('gpt-audio-1.5'), learn(nothingKnown, { hears: false }, 1))
  expect([
    withSaid(deaf, { hears: 'yes', speaks: 'no' }),
    withSaid(deaf, { hears: 'known', speaks: 'no' }),
    withSaid(deaf, { hears: 'known', speaks: 'known' }),
  ]).toEqual([
    { ...deaf, hears: true, speaks: false, source: 'user' },
    { ...deaf, hears: false, speaks: false, source: 'user' },
    deaf,
  ])
})

test('models that hear and speak come first, those that can do neither or are gone last, by their names among each other', () => {
  const ids = ['whisper-1', 'gpt-5', 'voxtral', 'b-omni', 'a-audio']
  const models = [{ ...named('old-audio'), shutdownDate: '2026-05-07' }, ...ids.map(named)]
  const sorted = byUse(models, Date.UTC(2026, 10, 26)).map(({ id }) => id)
  expect(sorted).toEqual(['a-audio', 'b-omni', 'gpt-5', 'voxtral', 'whisper-1', 'old-audio'])
})

test.each([
  ['audio gpt', ['openai/gpt-audio', 'GPT-4o-audio']],
  ['', ['openai/gpt-audio', 'GPT-4o-audio', 'gpt-5']],
  ['gpt-6', []],
])('“%s” finds models that have all of its words in their names', (typed, found) => {
  const models = ['openai/gpt-audio', 'GPT-4o-audio', 'gpt-5'].map(named)
  expect(modelsNamed(models, typed).map(({ id }) => id)).toEqual(found)
})

describe('a shutdown', () => {
  const day = '2027-01-20'
  const then = Date.UTC(2027, 0, 20)

  test.each([
    ['far', then - 61 * DAY_MS],
    ['near', then - 60 * DAY_MS],
    ['near', then - 1],
    ['past', then],
  ] as const)('is %s', (name, now) => {
    expect(shutdownAt(day, now)).toBe(name)
  })

  test.each([
    ['gpt-4o-audio-preview', '2026-05-07'],
    ['gpt-4o-audio-preview-2024-10-01', '2025-10-10'],
    ['gpt-4o-mini-audio-preview-2024-12-17', '2026-05-07'],
    ['gpt-audio-mini', '2027-01-20'],
    ['gpt-audio-mini-2025-10-06', '2026-07-23'],
    ['gpt-audio-1.5', null],
  ])('of %s is known at OpenAI, and nowhere else', (model, date) => {
    expect([announcedShutdown('openai', model), announcedShutdown('litellm', model)]).toEqual([date, null])
  })
})
