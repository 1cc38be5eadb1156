import { describe, expect, test } from 'vitest'
import { AppError } from '../../../app/errors.ts'
import { newProfile, type ProfileChange } from '../../../app/profiles/profiles.ts'
import { checkKey, type Endpoint, endpointOf, type ProfileSecrets } from '../../../main/endpoint/endpoint.ts'
import { newKey } from '../../helpers/asking.ts'

function endpointWith(change: ProfileChange, secrets: ProfileSecrets = { key: null, headers: {} }): Endpoint {
  const profile = { ...newProfile('one', { baseUrl: 'https://one.example/v1', ...change }), headerNames: ['x-team'] }
  return endpointOf(profile, { kind: 'custom', secrets, source: 'Settings' })
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return 'nothing'
}

describe('a key', () => {
  test.each([' sk-abc\r\n', '"sk-abc"', "'sk-abc'", 'Bearer sk-abc', '\ufeffsk-abc'])('is sk-abc when it is %j', text =>
    expect(checkKey(text, 'Settings')).toBe('sk-abc'),
  )
  for (const key of ['', '  ', 'sk-a b', 'sk-a\nb', 'sk-ä', 'sk-“quoted”']) {
    test(`like ${JSON.stringify(key)} is refused`, () =>
      expect(codeOf(() => checkKey(key, 'Settings'))).toBe('key_malformed'))
  }
})

describe('what a profile is asked with', () => {
  test('is all that was entered of it, its key, and the headers that are still its own', () => {
    const key = newKey()
    const entered = { name: 'Work', preset: 'azure', apiVersion: '2025-01-01-preview', organization: 'org-1' } as const
    const asked = { model: ' my-model ', voice: 'alloy', format: 'mp3', streaming: 'off', timeoutS: 12 } as const
    const secrets = { key: ` ${key}\n`, headers: { 'x-team': 'blue', 'x-removed': 'red' } }
    expect(endpointWith({ ...entered, ...asked }, secrets)).toEqual({
      ...{ kind: 'custom', profileId: 'one', name: 'Work', preset: 'azure', baseUrl: 'https://one.example/v1' },
      ...{ apiVersion: '2025-01-01-preview', organization: 'org-1', project: '' },
      ...{ key, keySource: 'Settings', headers: { 'x-team': 'blue' } },
      ...{ model: 'my-model', voice: 'alloy', format: 'mp3', streaming: 'off', upload: 'wav', timeoutS: 12 },
      ...{ transcriptionModel: '', way: 'audio', speechModel: '', instructions: '' },
      abilities: { hears: 'known', speaks: 'known' },
    })
  })

  test('is the usual where nothing was entered, and the host for a name', () => {
    expect(endpointWith({ voice: ' ' })).toMatchObject({
      ...{ name: 'one.example', key: null, keySource: 'no key', headers: {} },
      ...{ model: 'gpt-audio-1.5', voice: 'marin', format: 'automatic', streaming: 'automatic', timeoutS: null },
    })
  })

  test('is nothing while its address is none: nobody else is asked instead', () => {
    expect(codeOf(() => endpointWith({ baseUrl: 'mine' }))).toBe('endpoint_not_url')
    expect(codeOf(() => endpointWith({ baseUrl: '' }))).toBe('endpoint_not_url')
    expect(codeOf(() => endpointWith({}, { key: 'sk two', headers: {} }))).toBe('key_malformed')
  })
})
