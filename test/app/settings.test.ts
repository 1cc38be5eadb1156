import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { changeProfile, newProfile, nothingSaid } from '../../app/profiles/profiles.ts'
import { changeSettings, defaultSettings, SettingsChangeSchema, SettingsSchema } from '../../app/settings.ts'

test('a first start holds to talk, keeps 200 ms after release and stops at five minutes', () => {
  expect(defaultSettings.talk).toEqual({
    mode: 'hold',
    globalKey: '',
    hooksGlobalKey: false,
    takesEscape: true,
    tailMs: 200,
    sentEarlyMs: 60_000,
    longestMs: 300_000,
    warmMs: 30_000,
    hintsShown: 0,
  })
})

test('settings hold no key, wherever one is put', () => {
  const key = 'not-to-be-kept'
  const parsed = v.parse(SettingsSchema, { key, apiKey: key, fromEnvironment: { key, apiKey: key } })
  expect(parsed).toEqual(defaultSettings)
})

test('what a stored file leaves out is the default', () => {
  const stored = v.parse(SettingsSchema, { talk: { mode: 'toggle' }, volume: 0.5 })
  expect(stored).toEqual({ ...defaultSettings, talk: { ...defaultSettings.talk, mode: 'toggle' }, volume: 0.5 })
})

test('what settings of before say nothing of, nothing is said of: whether a model hears and speaks', () => {
  const { profiles, fromEnvironment } = v.parse(SettingsSchema, { profiles: [{ id: 'one' }], fromEnvironment: {} })
  const said = { hears: 'known', speaks: 'known' }
  expect([profiles[0]?.abilities, fromEnvironment.abilities]).toEqual([said, said])
})

describe('what is said of a model', () => {
  const abilities = { hears: 'yes', speaks: 'no' } as const

  test('stays with it, and does not go for another', () => {
    const profile = newProfile('one', { model: 'a', abilities })
    const said = [{ voice: 'alloy' }, { model: 'a' }, { model: 'b' }, { baseUrl: 'https://other.example' }]
    expect(said.map(change => changeProfile(profile, change).abilities)).toEqual([
      ...[abilities, abilities, nothingSaid, nothingSaid],
    ])
    expect(changeProfile(profile, { model: 'b', abilities }).abilities).toEqual(abilities)
  })

  test('of the environment’s does not go for another either', () => {
    const settings = changeSettings(defaultSettings, { fromEnvironment: { model: 'a', abilities } })
    const said = [{ voice: 'alloy' }, { model: 'b' }]
    expect(said.map(change => changeSettings(settings, { fromEnvironment: change }).fromEnvironment.abilities)).toEqual(
      [abilities, nothingSaid],
    )
  })
})

describe('a change', () => {
  test('touches only what it names', () => {
    const toggled = changeSettings(defaultSettings, { talk: { mode: 'toggle' } })
    const changed = changeSettings(toggled, { talk: { tailMs: 500 }, appearance: 'dark' })
    expect(changed).toEqual({
      ...defaultSettings,
      talk: { ...defaultSettings.talk, mode: 'toggle', tailMs: 500 },
      appearance: 'dark',
    })
  })

  test.for([
    { fromEnvironment: { model: 'x'.repeat(2001) } },
    { earlierInstructions: 'x'.repeat(100_001) },
    { microphone: { deviceId: '', label: 'x'.repeat(2001) } },
  ])('that is longer than anything of its kind is refused', change => {
    expect(v.safeParse(SettingsChangeSchema, change).success).toBe(false)
  })

  test('leaves the settings it was made from as they were', () => {
    const before = structuredClone(defaultSettings)
    changeSettings(defaultSettings, { talk: { mode: 'toggle' }, fromEnvironment: { voice: 'alloy' } })
    expect(defaultSettings).toEqual(before)
  })

  test('crosses the wire without growing: what it leaves out stays left out', () => {
    const change = { talk: { mode: 'toggle' }, fromEnvironment: {} }
    expect(v.parse(SettingsChangeSchema, change)).toEqual(change)
  })

  test('that names something without a value leaves it as it is', () => {
    const changed = changeSettings(defaultSettings, { volume: 0.3, talk: { tailMs: 500 } })
    const nothing = { volume: undefined, talk: { tailMs: undefined }, fromEnvironment: undefined } as object
    expect(changeSettings(changed, nothing)).toEqual(changed)
  })

  test('to one of a group of settings leaves the rest of it as it was', () => {
    const on = changeSettings(defaultSettings, { transcription: { isOn: true } })
    const running = changeSettings(on, { transcription: { isBackfilling: true } })
    expect(running.transcription).toEqual({ isOn: true, isBackfilling: true })
  })

  test('takes a device back to the system’s default', () => {
    const chosen = changeSettings(defaultSettings, { microphone: { deviceId: 'one', label: 'Desk microphone' } })
    expect(changeSettings(chosen, { microphone: null })).toEqual(defaultSettings)
  })

  test.each([
    ['a mode that does not exist', { talk: { mode: 'shout' } }],
    ['a tail of more than two seconds', { talk: { tailMs: 2001 } }],
    ['a tail that is not a number', { talk: { tailMs: Number.NaN } }],
    ['a recording without end', { talk: { longestMs: Number.POSITIVE_INFINITY } }],
    ['a volume above full', { volume: 1.1 }],
    ['a device without a name', { speaker: { deviceId: 'one' } }],
    ['half a turn as sound', { turnsAsSound: 0.5 }],
  ])('to %s is refused', (_, change) => {
    expect(v.is(SettingsChangeSchema, change)).toBe(false)
  })
})
