import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { fromEarlierSettings } from '../../app/earlier-settings.ts'
import { defaultPersona } from '../../app/personas/personas.ts'
import { newProfile } from '../../app/profiles/profiles.ts'
import { defaultSettings, type Settings, SettingsSchema } from '../../app/settings.ts'

const read = (kept: unknown): Settings => v.parse(SettingsSchema, fromEarlierSettings(kept))

describe('settings that had one endpoint', () => {
  test('lose nothing: it becomes a profile, its instructions wait to be a persona, its models the environment’s too', () => {
    const earlier = {
      endpoint: {
        ...{ use: 'automatic', baseUrl: 'https://mine.example/v1', model: 'gpt-audio', voice: 'cedar' },
        instructions: 'Be brief.',
      },
      transcription: { isOn: true, model: 'whisper-1', isBackfilling: false },
      volume: 0.5,
    }
    const asked = { model: 'gpt-audio', voice: 'cedar', transcriptionModel: 'whisper-1' }
    expect(read(earlier)).toEqual({
      ...defaultSettings,
      ...{ volume: 0.5, transcription: { isOn: true, isBackfilling: false }, earlierInstructions: 'Be brief.' },
      ...{ fromEnvironment: { ...defaultSettings.fromEnvironment, ...asked }, profileId: '' },
      profiles: [newProfile('earlier', { ...asked, baseUrl: 'https://mine.example/v1' })],
    })
  })

  test.for([
    [{ use: 'automatic', baseUrl: '' }, [], ''],
    [{ use: 'automatic', baseUrl: 'https://mine.example' }, ['https://mine.example'], ''],
    [{ use: 'custom', baseUrl: '' }, ['https://api.openai.com/v1'], 'earlier'],
    [{ use: 'custom', baseUrl: 'https://mine.example' }, ['https://mine.example'], 'earlier'],
    [{ use: 'practice', baseUrl: 'https://mine.example' }, ['https://mine.example'], 'practice'],
    [{ use: 'environment', baseUrl: '' }, [], ''],
    [{ use: 'environment', baseUrl: 'https://mine.example' }, ['https://mine.example'], 'environment-openai'],
    [{}, [], ''],
  ] as const)('let the same answer as before: %j', ([endpoint, addresses, profileId]) => {
    const settings = read({ endpoint })
    expect([settings.profiles.map(({ baseUrl }) => baseUrl), settings.profileId]).toEqual([addresses, profileId])
  })
})

test('instructions of a Parley before personas are kept until one is made of them, unless they are the usual ones', () => {
  const instructionsOf = (instructions: string) => read({ ...defaultSettings, instructions }).earlierInstructions
  expect([instructionsOf('Be brief.'), instructionsOf(''), instructionsOf(defaultPersona.instructions)]).toEqual([
    'Be brief.',
    '',
    null,
  ])
})

test('settings of today, and what are none, stay as they are', () => {
  const today = { ...defaultSettings, profiles: [newProfile('one')], endpoint: { baseUrl: 'https://old.example' } }
  for (const kept of [today, defaultSettings, {}, null, 'text', [1], { endpoint: 'text' }]) {
    expect(fromEarlierSettings(kept)).toBe(kept)
  }
})
