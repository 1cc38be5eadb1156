import { describe, expect, test } from 'vitest'
import { AppError } from '../../../app/errors.ts'
import { defaultSettings } from '../../../app/settings.ts'
import { checkKey, chooseEndpoint, type EndpointChoice, parseBaseUrl } from '../../../main/endpoint/endpoint.ts'
import { newKey } from '../../helpers/asking.ts'

const practiceUrl = 'http://127.0.0.1:40123/v1'

function choose(
  endpoint: Partial<EndpointChoice['settings']>,
  environment: EndpointChoice['environment'] = {},
  storedKey: string | null = null,
) {
  const settings = { ...defaultSettings.endpoint, ...endpoint }
  const { kind, name, baseUrl, key, keySource } = chooseEndpoint({ settings, environment, storedKey, practiceUrl })
  return { kind, name, baseUrl, key, keySource }
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

describe('a base URL', () => {
  for (const [pasted, read] of [
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['  https://api.openai.com/v1/ \n', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/chat/completions/', 'https://api.openai.com/v1'],
    ['http://0.0.0.0:4000', 'http://0.0.0.0:4000'],
    ['HTTP://LocalHost:4000//', 'http://localhost:4000'],
    ['https://x.example/deploy?api-version=2025-01-01', 'https://x.example/deploy?api-version=2025-01-01'],
    ['https://x.example/v1#part', 'https://x.example/v1'],
  ] as const) {
    test(`pasted as ${JSON.stringify(pasted)} is ${read}`, () => expect(parseBaseUrl(pasted)).toBe(read))
  }

  for (const [pasted, code] of [
    ['', 'endpoint_not_url'],
    ['api.openai.com/v1', 'endpoint_not_url'],
    ['https://', 'endpoint_not_url'],
    ['localhost:4000', 'endpoint_not_http'],
    ['ftp://x.example', 'endpoint_not_http'],
    ['file:///etc/passwd', 'endpoint_not_http'],
    ['https://me:secret@x.example/v1', 'endpoint_has_password'],
    ['https://x.example/v1?api_key=abc', 'endpoint_has_password'],
  ] as const) {
    test(`pasted as ${JSON.stringify(pasted)} is refused: ${code}`, () => {
      expect(codeOf(() => parseBaseUrl(pasted))).toBe(code)
    })
  }

  test('that is a key is not repeated', () => {
    const key = `sk-${newKey()}`
    expect(() => parseBaseUrl(key)).not.toThrow(key)
    expect(codeOf(() => parseBaseUrl(key))).toBe('endpoint_not_url')
  })
})

describe('a key', () => {
  test('loses the spaces and line breaks around it', () => expect(checkKey(' sk-abc\r\n', 'Settings')).toBe('sk-abc'))
  for (const key of ['', '  ', 'sk-a b', 'sk-a\nb', 'sk-ä', 'sk-“quoted”']) {
    test(`like ${JSON.stringify(key)} is refused`, () =>
      expect(codeOf(() => checkKey(key, 'Settings'))).toBe('key_malformed'))
  }
})

describe('who is asked', () => {
  const openai = newKey()
  const proxy = newKey()
  const own = newKey()
  const everything = {
    LITELLM_PROXY_BASE: 'http://0.0.0.0:4000',
    LITELLM_PROXY_KEY: proxy,
    OPENAI_BASE_URL: 'https://gateway.example/v1',
    OPENAI_API_KEY: openai,
  }
  const { LITELLM_PROXY_KEY: _proxy, ...withoutProxyKey } = everything

  test('the practice partner, when nothing is configured', () => {
    expect(choose({})).toEqual({
      kind: 'practice',
      name: 'Practice partner',
      baseUrl: practiceUrl,
      key: null,
      keySource: 'no key',
    })
  })

  test('OpenAI, when there is its key alone', () => {
    expect(choose({}, { OPENAI_API_KEY: ` ${openai}\n` })).toEqual({
      kind: 'environment',
      name: 'api.openai.com',
      baseUrl: 'https://api.openai.com/v1',
      key: openai,
      keySource: 'OPENAI_API_KEY',
    })
  })

  test('the gateway, when OPENAI_BASE_URL names one, with or without a key', () => {
    const { OPENAI_BASE_URL, OPENAI_API_KEY } = everything
    expect(choose({}, { OPENAI_BASE_URL, OPENAI_API_KEY })).toMatchObject({ baseUrl: OPENAI_BASE_URL, key: openai })
    expect(choose({}, { OPENAI_BASE_URL })).toMatchObject({ baseUrl: OPENAI_BASE_URL, key: null, keySource: 'no key' })
  })

  test('the LiteLLM proxy before OpenAI, with its own key', () => {
    expect(choose({}, everything)).toEqual({
      kind: 'environment',
      name: '0.0.0.0:4000',
      baseUrl: 'http://0.0.0.0:4000',
      key: proxy,
      keySource: 'LITELLM_PROXY_KEY',
    })
  })

  test("the LiteLLM proxy without a key: OpenAI's does not go there", () => {
    expect(choose({}, withoutProxyKey)).toMatchObject({ baseUrl: 'http://0.0.0.0:4000', key: null })
  })

  test("the user's own URL, which never gets the environment's key", () => {
    expect(choose({ baseUrl: 'https://mine.example/v1/' }, everything)).toEqual({
      kind: 'custom',
      name: 'mine.example',
      baseUrl: 'https://mine.example/v1',
      key: null,
      keySource: 'no key',
    })
  })

  test("the user's own URL with the key that was entered for it", () => {
    expect(choose({ baseUrl: 'https://mine.example/v1' }, everything, own)).toMatchObject({
      key: own,
      keySource: 'Settings',
    })
  })

  test('OpenAI, when only a key was entered in Settings', () => {
    expect(choose({}, everything, own)).toMatchObject({
      kind: 'custom',
      baseUrl: 'https://api.openai.com/v1',
      key: own,
    })
  })

  test('whom the user chose, whatever else is configured', () => {
    const use = (use: EndpointChoice['settings']['use']) => choose({ use, baseUrl: 'https://mine.example' }, everything)
    expect([use('practice').kind, use('environment').kind, use('custom').kind]).toEqual([
      'practice',
      'environment',
      'custom',
    ])
  })

  test('nobody, when the own URL is none: there is no falling back to another host', () => {
    expect(codeOf(() => choose({ baseUrl: 'mine' }, everything))).toBe('endpoint_not_url')
    expect(codeOf(() => choose({}, { OPENAI_API_KEY: 'sk two' }))).toBe('key_malformed')
  })

  test('is asked for the model and the voice of the settings', () => {
    const settings = { ...defaultSettings.endpoint, model: ' my-model ', voice: 'alloy' }
    const chosen = chooseEndpoint({ settings, environment: {}, storedKey: null, practiceUrl })
    expect([chosen.model, chosen.voice]).toEqual(['my-model', 'alloy'])
  })

  test('is asked for the usual ones where none are named', () => {
    const settings = { ...defaultSettings.endpoint, model: '', voice: ' ' }
    const chosen = chooseEndpoint({ settings, environment: {}, storedKey: null, practiceUrl })
    expect([chosen.model, chosen.voice]).toEqual(['gpt-audio-1.5', 'marin'])
  })
})
