import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultPersona, type Persona } from '../../app/personas/personas.ts'
import { newProfile, nothingSaid, type ProfileChange } from '../../app/profiles/profiles.ts'
import { changeSettings, defaultSettings, type Settings } from '../../app/settings.ts'
import { Connection } from '../../main/connection.ts'
import { openAccountNames } from '../../main/profiles/account-names.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { ModelLists } from '../../main/profiles/model-lists.ts'
import { openKeptSecrets } from '../../main/secrets/kept-secrets.ts'
import type { Secrets } from '../../main/secrets/secrets.ts'

const PRACTICE = 'http://127.0.0.1:1/v1'
const conversationId = randomUUID()

let folder: string
let settings: Settings
let secrets: Secrets
/** The profile that the conversation has for itself. */
let ownProfileId: string | null
/** Its persona, and what differs in each from the built-in one. */
let ownPersonaId: string | null
let personas: Record<string, Partial<Persona>>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-connection-'))
  secrets = await openKeptSecrets({ folder, sealer: null })
  settings = defaultSettings
  ownProfileId = null
  ownPersonaId = null
  personas = {}
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** A connection to what the settings say at that moment. */
function connect(environment: Record<string, string> = {}): Connection {
  const lists = new ModelLists({ dataFolder: folder, accountOf: openAccountNames(folder) })
  const conversation = (id: string) =>
    id === conversationId ? { profileId: ownProfileId, personaId: ownPersonaId } : null
  const persona = (id: string) => ({ ...defaultPersona, id, ...personas[id] })
  const learned = new Learned(folder)
  return new Connection({
    ...{ settings: () => settings, secrets, environment, practiceUrl: PRACTICE },
    ...{ conversation, persona, lists, learned, isFree: ({ kind }) => kind === 'practice' },
  })
}

function enter(...profiles: [id: string, baseUrl: string, change?: ProfileChange][]): void {
  const entered = profiles.map(([id, baseUrl, change]) => newProfile(id, { baseUrl, ...change }))
  settings = changeSettings(settings, { profiles: entered })
}

const codeOf = (code: string) => expect.objectContaining({ code })

describe('who answers in a conversation', () => {
  beforeEach(() => enter(['one', 'https://one.example/v1'], ['two', 'https://two.example/v1']))

  test('is the chosen profile, unless the conversation has one for itself', () => {
    const connection = connect()
    const asked = () => [null, conversationId].map(id => connection.endpoint(id).profileId)
    const before = asked()
    ownProfileId = 'two'
    const own = asked()
    settings = changeSettings(settings, { profileId: 'practice' })
    expect([before, own, asked()]).toEqual([
      ['one', 'one'],
      ['one', 'two'],
      ['practice', 'two'],
    ])
  })

  test('is asked to be the persona in use, unless the conversation has one for itself', () => {
    personas = {
      brief: { instructions: 'Be brief.', model: 'gpt-audio-mini', voice: 'cedar' },
      kind: { instructions: 'Be kind.', voice: 'sage' },
    }
    settings = changeSettings(settings, { personaId: 'brief' })
    ownPersonaId = 'kind'
    const asked = (id: string | null) => {
      const { instructions, model, voice } = connect().endpoint(id)
      return [instructions, model, voice]
    }
    expect([asked(null), asked(conversationId)]).toEqual([
      ['Be brief.', 'gpt-audio-mini', 'cedar'],
      ['Be kind.', 'gpt-audio-1.5', 'sage'],
    ])
  })

  test('is asked for a persona’s own model without what the user says of the profile’s', () => {
    const abilities = { hears: 'no', speaks: 'yes' } as const
    enter(['one', 'https://one.example/v1', { model: 'words-only', abilities }])
    personas = { other: { model: 'gpt-audio-mini' }, same: { model: 'words-only' }, none: {} }
    const said = ['other', 'same', 'none'].map(personaId => {
      settings = changeSettings(settings, { personaId })
      return connect().endpoint(null).abilities
    })
    expect(said).toEqual([nothingSaid, abilities, abilities])
  })

  test('is the chosen profile again, when the one it has is gone', () => {
    ownProfileId = 'gone'
    expect(connect().endpoint(conversationId).profileId).toBe('one')
  })

  test('is nobody, when the chosen profile is gone: nobody else is asked instead', () => {
    settings = changeSettings(settings, { profileId: 'environment-openai' })
    const connection = connect()
    expect(() => connection.endpoint(conversationId)).toThrow(codeOf('profile_missing'))
    expect(connection.describeChosen()).toMatchObject({
      ...{
        id: 'environment-openai',
        kind: 'environment',
        way: 'audio',
        name: '',
        failure: { code: 'profile_missing' },
      },
    })
    ownProfileId = 'two'
    expect(connection.endpoint(conversationId).profileId).toBe('two')
  })
})

describe('a key', () => {
  test('stays behind when the address of its profile changes, and is there again when it changes back', async () => {
    const key = `sk-test-${randomUUID()}`
    const entered = { key, headers: {} }
    await secrets.set({ profileId: 'one', baseUrl: 'https://one.example/v1' }, entered, false)
    const connection = connect()
    const seen = () => [connection.endpoint(null).key, connection.describeChosen().key.present]
    enter(['one', 'https://other.example/v1'])
    const elsewhere = seen()
    enter(['one', 'https://one.example/v1/'])
    expect([elsewhere, seen()]).toEqual([
      [null, false],
      [key, true],
    ])
  })

  test('of the environment goes to no profile of the user’s own, not at the same address either', () => {
    enter(['one', 'https://api.openai.com/v1'])
    const connection = connect({ OPENAI_API_KEY: `sk-test-${randomUUID()}` })
    expect(connection.endpoint(null)).toMatchObject({ profileId: 'one', key: null, keySource: 'no key' })
  })
})

describe('the description for the window', () => {
  test('says of every profile where its key came from and how it is kept, and not the key', async () => {
    enter(['one', 'https://one.example/v1', { name: 'Work', model: 'gpt-audio' }])
    const key = `sk-test-${randomUUID()}`
    const entered = { key, headers: { 'x-team': 'secret value' } }
    await secrets.set({ profileId: 'one', baseUrl: 'https://one.example/v1' }, entered, false)
    settings = changeSettings(settings, {
      profiles: settings.profiles.map(profile => ({ ...profile, headerNames: ['x-team', 'x-lost'] })),
    })
    const openai = `sk-test-${randomUUID()}`
    const description = connect({ OPENAI_API_KEY: openai }).describeAll()
    expect(description).toEqual([
      {
        ...{
          id: 'one',
          kind: 'custom',
          way: 'audio',
          name: 'Work',
          baseUrl: 'https://one.example/v1',
          model: 'gpt-audio',
        },
        ...{ voice: 'marin', keySource: 'Settings', headersKept: ['x-team'], isFree: false, failure: null },
        ...{ key: { present: true, lastFour: key.slice(-4), kept: 'session-only' }, shutdownDate: null, learned: null },
      },
      {
        ...{
          id: 'environment-openai',
          kind: 'environment',
          way: 'audio',
          name: 'api.openai.com',
          model: 'gpt-audio-1.5',
        },
        ...{
          baseUrl: 'https://api.openai.com/v1',
          voice: 'marin',
          keySource: 'OPENAI_API_KEY',
          headersKept: [],
          isFree: false,
        },
        ...{ key: { present: true, lastFour: openai.slice(-4), kept: 'environment' }, failure: null },
        ...{ shutdownDate: null, learned: null },
      },
      expect.objectContaining({ id: 'practice', kind: 'practice', name: 'Practice partner', model: '', voice: '' }),
    ])
    for (const secret of [key, openai, 'secret value']) expect(JSON.stringify(description)).not.toContain(secret)
  })

  test('says why a profile cannot be used, and asking it fails for the same reason', () => {
    enter(['one', 'nonsense', { model: 'gpt-audio', voice: 'alloy' }])
    const connection = connect({ OPENAI_API_KEY: 'unused' })
    expect(connection.describeChosen()).toMatchObject({
      ...{ id: 'one', kind: 'custom', baseUrl: 'nonsense', failure: { code: 'endpoint_not_url' } },
    })
    expect(() => connection.endpoint(null)).toThrow(codeOf('endpoint_not_url'))
  })

  test('of a faulty environment says so, and holds nothing of it', () => {
    const description = connect({ OPENAI_BASE_URL: 'https://me:secret@proxy.example/v1' }).describeAll()
    expect(description[0]).toMatchObject({
      ...{ kind: 'environment', name: '', baseUrl: '', failure: { code: 'endpoint_has_password' } },
    })
    expect(JSON.stringify(description)).not.toContain('secret')
  })

  test('of the practice partner does not depend on an address that is not used', () => {
    enter(['one', 'nonsense'])
    settings = changeSettings(settings, { profileId: 'practice' })
    expect(connect().describeChosen()).toMatchObject({ kind: 'practice', baseUrl: PRACTICE, failure: null })
  })
})
