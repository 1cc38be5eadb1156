import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { changeSettings, defaultSettings, type Settings } from '../../app/settings.ts'
import { Connection } from '../../main/connection.ts'
import { noKey, sessionSecrets } from '../../main/secrets.ts'

const PRACTICE = 'http://127.0.0.1:1/v1'

let settings: Settings

/** A connection to what the settings say at that moment. */
function connect(environment: Record<string, string> = {}): Connection {
  return new Connection({ settings: () => settings, secrets: sessionSecrets(), environment, practiceUrl: PRACTICE })
}

function useEndpoint(endpoint: Partial<Settings['endpoint']>): void {
  settings = changeSettings(settings, { endpoint })
}

beforeEach(() => {
  settings = defaultSettings
})

describe('an entered key', () => {
  test('without an address is OpenAI’s', async () => {
    const connection = connect()
    const key = `sk-test-${randomUUID()}`
    await connection.setKey(key)
    expect(connection.endpoint()).toMatchObject({ kind: 'custom', baseUrl: 'https://api.openai.com/v1', key })
  })

  test('stays behind when the address changes, and is there again when it changes back', async () => {
    const connection = connect()
    const key = `sk-test-${randomUUID()}`
    useEndpoint({ baseUrl: 'https://one.example/v1' })
    await connection.setKey(key)
    useEndpoint({ baseUrl: 'https://other.example/v1' })
    expect([connection.endpoint().key, connection.keyStatus()]).toEqual([null, noKey])
    useEndpoint({ baseUrl: 'https://one.example/v1/' })
    expect([connection.endpoint().key, connection.keyStatus().present]).toEqual([key, true])
  })

  test('cannot be entered for something that is no address', async () => {
    useEndpoint({ baseUrl: 'nonsense' })
    await expect(connect().setKey('sk-test')).rejects.toMatchObject({ code: 'endpoint_not_url' })
  })
})

describe('the description for the window', () => {
  test('says where the key came from, and not the key', () => {
    const description = connect({ OPENAI_API_KEY: `sk-test-${randomUUID()}` }).describe()
    expect(description).toEqual({
      kind: 'environment',
      name: 'api.openai.com',
      baseUrl: 'https://api.openai.com/v1',
      model: expect.any(String),
      voice: 'marin',
      keySource: 'OPENAI_API_KEY',
      failure: null,
    })
  })

  test('says why an endpoint cannot be used, and asking it fails for the same reason', () => {
    useEndpoint({ baseUrl: 'nonsense', model: 'gpt-audio', voice: 'alloy' })
    const connection = connect({ OPENAI_API_KEY: 'unused' })
    expect(connection.describe()).toMatchObject({
      kind: 'custom',
      baseUrl: 'nonsense',
      failure: { code: 'endpoint_not_url' },
    })
    expect(() => connection.endpoint()).toThrow(expect.objectContaining({ code: 'endpoint_not_url' }))
  })

  test('of a faulty environment says so, and holds nothing of it', () => {
    const description = connect({ OPENAI_BASE_URL: 'https://me:secret@proxy.example/v1' }).describe()
    expect(description).toMatchObject({
      kind: 'environment',
      name: '',
      baseUrl: '',
      failure: { code: 'endpoint_has_password' },
    })
    expect(JSON.stringify(description)).not.toContain('secret')
  })

  test('of the practice partner names no model and no voice, for it uses neither', () => {
    expect(connect().describe()).toMatchObject({ kind: 'practice', name: 'Practice partner', model: '', voice: '' })
  })

  test('of the practice partner does not depend on an address that is not used', () => {
    useEndpoint({ use: 'practice', baseUrl: 'nonsense' })
    expect(connect().describe()).toMatchObject({ kind: 'practice', baseUrl: PRACTICE, failure: null })
  })
})
