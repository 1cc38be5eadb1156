import { describe, expect, test } from 'vitest'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { changeSettings, defaultSettings, type SettingsChange } from '../../../app/settings.ts'
import { chosenProfile, kindOfId, knownProfiles, lacksProxyAddress } from '../../../main/profiles/known-profiles.ts'
import { newKey } from '../../helpers/asking.ts'

const practiceUrl = 'http://127.0.0.1:40123/v1'
const openai = newKey()
const proxy = newKey()
const everything = {
  LITELLM_PROXY_BASE: 'http://0.0.0.0:4000',
  LITELLM_PROXY_KEY: proxy,
  OPENAI_BASE_URL: 'https://gateway.example/v1',
  OPENAI_API_KEY: openai,
}

/** Every profile there is, in order: its id, its address, and the key of the environment that goes there. */
function known(environment: Record<string, string>, change: SettingsChange = {}) {
  return knownProfiles({ settings: changeSettings(defaultSettings, change), environment, practiceUrl }).map(
    ({ profile, kind, environmentKey, keySource }) => ({
      ...{ id: profile.id, kind, baseUrl: profile.baseUrl },
      ...(environmentKey === null ? {} : { key: environmentKey, keySource }),
    }),
  )
}

const practice = { id: 'practice', kind: 'practice', baseUrl: practiceUrl }

describe('the profiles there are', () => {
  test('are the practice partner alone, when nothing is configured', () => expect(known({})).toEqual([practice]))

  test('are OpenAI, when there is its key alone', () => {
    expect(known({ OPENAI_API_KEY: ` ${openai}\n` })).toEqual([
      {
        ...{ id: 'environment-openai', kind: 'environment', baseUrl: 'https://api.openai.com/v1' },
        ...{ key: openai, keySource: 'OPENAI_API_KEY' },
      },
      practice,
    ])
  })

  test('are the gateway, when OPENAI_BASE_URL names one without a key', () => {
    const { OPENAI_BASE_URL } = everything
    expect(known({ OPENAI_BASE_URL })).toEqual([
      { id: 'environment-openai', kind: 'environment', baseUrl: OPENAI_BASE_URL },
      practice,
    ])
  })

  test('are the user’s own, the LiteLLM proxy, OpenAI and the practice partner, each with its own key', () => {
    const profiles = [newProfile('mine', { baseUrl: 'https://mine.example/v1' })]
    expect(known(everything, { profiles })).toEqual([
      { id: 'mine', kind: 'custom', baseUrl: 'https://mine.example/v1' },
      {
        ...{ id: 'environment-litellm', kind: 'environment', baseUrl: 'http://0.0.0.0:4000' },
        ...{ key: proxy, keySource: 'LITELLM_PROXY_KEY' },
      },
      {
        ...{ id: 'environment-openai', kind: 'environment', baseUrl: 'https://gateway.example/v1' },
        ...{ key: openai, keySource: 'OPENAI_API_KEY' },
      },
      practice,
    ])
  })

  test("give a LiteLLM proxy without a key none: OpenAI's does not go there", () => {
    const { LITELLM_PROXY_KEY: _, ...withoutProxyKey } = everything
    expect(known(withoutProxyKey)[0]).toEqual({
      ...{ id: 'environment-litellm', kind: 'environment', baseUrl: 'http://0.0.0.0:4000' },
    })
  })

  test('take model and voice of the environment’s from the settings', () => {
    const fromEnvironment = { model: 'gpt-audio-mini', voice: 'cedar', transcriptionModel: 'whisper-1' }
    const settings = changeSettings(defaultSettings, { fromEnvironment })
    const [first] = knownProfiles({ settings, environment: { OPENAI_API_KEY: openai }, practiceUrl })
    expect(first?.profile).toMatchObject({ ...fromEnvironment, preset: 'openai' })
  })
})

test.for<[what: string, environment: Record<string, string>, change: SettingsChange, lacks: boolean]>([
  ['alone', { LITELLM_PROXY_KEY: proxy }, {}, true],
  ['with its address', { LITELLM_PROXY_KEY: proxy, LITELLM_PROXY_BASE: 'http://0.0.0.0:4000' }, {}, false],
  ['beside a key for OpenAI', { LITELLM_PROXY_KEY: proxy, OPENAI_API_KEY: openai }, {}, false],
  ['beside a profile', { LITELLM_PROXY_KEY: proxy }, { profiles: [newProfile('own', {})] }, false],
  ['that is blank', { LITELLM_PROXY_KEY: ' ' }, {}, false],
])(
  'a proxy’s key %s lacks an address: that is told where nobody else is there to ask',
  ([, environment, change, lacks]) => {
    const settings = changeSettings(defaultSettings, change)
    expect(lacksProxyAddress(knownProfiles({ settings, environment, practiceUrl }), environment)).toBe(lacks)
  },
)

describe('who answers', () => {
  const profiles = [newProfile('one'), newProfile('two')]
  const list = knownProfiles({
    ...{ settings: changeSettings(defaultSettings, { profiles }), environment: everything, practiceUrl },
  })
  const chosen = (profileId: string) => chosenProfile(list, profileId)?.profile.id ?? null

  test('is the first own profile, unless another was chosen', () => {
    expect(['', 'two', 'environment-openai', 'practice'].map(chosen)).toEqual([
      'one',
      'two',
      'environment-openai',
      'practice',
    ])
  })

  test('is nobody, when the one that was chosen is gone: there is no falling back to another host', () => {
    expect(chosen('three')).toBeNull()
  })

  test('of what is gone, its id tells what it was', () => {
    expect(['three', 'environment-litellm', 'practice'].map(kindOfId)).toEqual(['custom', 'environment', 'practice'])
  })
})
