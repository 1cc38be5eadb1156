import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { openNamedProfile } from '../../../main/command-line/named-profile.ts'
import { openAccountNames } from '../../../main/profiles/account-names.ts'
import { openKeptSecrets, type Sealer } from '../../../main/secrets/kept-secrets.ts'
import { newKey } from '../../helpers/asking.ts'

const work = newProfile('one', { name: 'Work', baseUrl: 'https://work.example/v1', voice: 'cedar', model: 'gpt-audio' })
const home = newProfile('two', { baseUrl: 'http://127.0.0.1:4000' })
const place = { profileId: 'one', baseUrl: 'https://work.example/v1' }

let dataFolder: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'parley-named-'))
  const profiles = [{ ...work, headerNames: ['x-team'] }, home]
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ profiles, instructions: 'Be brief.' }))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

const open = (name: string, key: { key: string; source: string } | null = null, environment = {}) =>
  openNamedProfile({ name, dataFolder }, environment, key)

test('a profile answers by its name, its host or its id, with what is kept for it in a file', async () => {
  const secrets = { key: newKey(), headers: { 'x-team': 'blue' } }
  await (await openKeptSecrets({ folder: dataFolder, sealer: null })).set(place, secrets, true)
  for (const name of ['Work', ' work ', 'work.example', 'one']) {
    expect(await open(name)).toMatchObject({
      endpoint: { ...secrets, profileId: 'one', keySource: 'Settings', voice: 'cedar', model: 'gpt-audio' },
      notes: [],
    })
  }
  expect((await open('127.0.0.1:4000')).endpoint).toMatchObject({ profileId: 'two', key: null, keySource: 'no key' })
})

test('where a profile names no model, the one that the window asks is asked', async () => {
  expect((await open('two')).endpoint.model).toBe('gpt-audio-1.5')
  const { endpoint } = await open('two')
  const models = join(dataFolder, 'models')
  await mkdir(models)
  const account = openAccountNames(dataFolder)(endpoint)
  await writeFile(join(models, `${account}.json`), JSON.stringify({ at: 0, usual: 'team-voice', models: [] }))
  expect((await open('two')).endpoint.model).toBe('team-voice')
  expect((await open('Work')).endpoint.model).toBe('gpt-audio')
})

test('a key that is named goes in place of the one that is kept', async () => {
  const key = newKey()
  expect((await open('Work', { key, source: 'MY_KEY' })).endpoint).toMatchObject({ key, keySource: 'MY_KEY' })
})

test('a profile of the environment has the environment’s key', async () => {
  const key = newKey()
  const { endpoint } = await open('api.openai.com', null, { OPENAI_API_KEY: key })
  expect(endpoint).toMatchObject({ profileId: 'environment-openai', key, keySource: 'OPENAI_API_KEY' })
})

test('a key that the desktop sealed stays sealed, and that is said', async () => {
  const sealed = { platform: 'linux', scheme: 'v11', backend: 'kwallet6', blob: 'djExAAAA', savedAt: 5 }
  const sealer: Sealer = { keeping: 'keyring', seal: async () => sealed, unseal: async () => 'leave' }
  const secrets = await openKeptSecrets({ folder: dataFolder, sealer })
  await secrets.set(place, { key: newKey(), headers: {} }, false)
  const { endpoint, notes } = await open('Work')
  expect([endpoint.key, notes]).toEqual([null, ['Its key is sealed by the desktop’s Parley, which alone can open it.']])
})

test('a file of keys that cannot be understood is left to the app, which may be using it', async () => {
  const file = join(dataFolder, 'keys', 'keys.json')
  await mkdir(join(dataFolder, 'keys'))
  await writeFile(file, '{"v":2,')
  expect((await open('Work')).endpoint.key).toBeNull()
  expect(await readFile(file, 'utf8')).toBe('{"v":2,')
})

test('a name that is none, or of more than one, is refused with the names there are', async () => {
  const names = '“Work”, “127.0.0.1:4000”, “Practice partner”'
  await expect(open('Wrok')).rejects.toMatchObject({
    message: `Parley did not understand that request: there is no profile “Wrok”; there are ${names}.`,
  })
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ profiles: [work, { ...work, id: 'two' }] }))
  await expect(open('Work')).rejects.toMatchObject({ message: expect.stringContaining('“Work” names 2 profiles') })
})
