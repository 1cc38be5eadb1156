import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openKeptSecrets, type Sealer } from '../../../main/secrets/kept-secrets.ts'
import { lastFourOf, noSecrets, type Secrets } from '../../../main/secrets/secrets.ts'

const one = { profileId: 'one', baseUrl: 'https://one.example/v1' }
const two = { profileId: 'two', baseUrl: 'https://two.example/v1' }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const opened = (): Promise<Secrets> => openKeptSecrets({ folder, sealer: null })
const newKey = () => `sk-test-${randomUUID()}`
const withKey = (key: string) => ({ key, headers: {} })

describe('what is secret of a profile', () => {
  test('can be read for the profile and the address it was entered for, and for no other', async () => {
    const secrets = await opened()
    const entered = { key: newKey(), headers: { 'x-team': randomUUID() } }
    await secrets.set(one, entered, false)
    const others = [two, { ...one, baseUrl: two.baseUrl }, { ...two, baseUrl: one.baseUrl }]
    expect([secrets.read(one), ...others.map(place => secrets.read(place))]).toEqual([
      entered,
      ...others.map(() => noSecrets),
    ])
  })

  test('is there again when its address is, until something is entered for another', async () => {
    const secrets = await opened()
    const key = newKey()
    await secrets.set(one, withKey(key), false)
    const moved = { ...one, baseUrl: two.baseUrl }
    expect([secrets.read(moved).key, secrets.read(one).key]).toEqual([null, key])
    await secrets.set(moved, withKey(newKey()), false)
    expect(secrets.read(one)).toEqual(noSecrets)
  })

  test('is kept beside that of others, and forgotten alone', async () => {
    const secrets = await opened()
    const keys = [newKey(), newKey()] as const
    await secrets.set(one, withKey(keys[0]), true)
    await secrets.set(two, withKey(keys[1]), true)
    await secrets.forget('one')
    const next = await opened()
    expect([secrets, next].flatMap(kept => [kept.read(one).key, kept.read(two).key])).toEqual([
      ...[null, keys[1]],
      ...[null, keys[1]],
    ])
  })
})

describe('without leave for a file', () => {
  test('a key is kept for the session, and nothing is written', async () => {
    const secrets = await opened()
    await secrets.set(one, withKey(newKey()), false)
    expect([secrets.keeping, secrets.kept(one), await readdir(folder)]).toEqual(['session-only', 'session-only', []])
    expect((await opened()).read(one)).toEqual(noSecrets)
  })

  test('taking the leave back deletes the file', async () => {
    const secrets = await opened()
    const key = newKey()
    await secrets.set(one, withKey(key), true)
    await secrets.set(one, withKey(key), false)
    expect([secrets.read(one).key, secrets.kept(one)]).toEqual([key, 'session-only'])
    expect(await readdir(join(folder, 'keys'))).toEqual([])
  })
})

describe('with leave for a file', () => {
  test('key and headers are there at the next start', async () => {
    const entered = { key: newKey(), headers: { 'x-team': randomUUID() } }
    await (await opened()).set(one, entered, true)
    const next = await opened()
    expect([next.read(one), next.kept(one)]).toEqual([entered, 'plaintext-consented'])
  })

  test.skipIf(process.platform === 'win32')('only the owner may read the file and its folder', async () => {
    await mkdir(join(folder, 'keys'))
    await chmod(join(folder, 'keys'), 0o755)
    await (await opened()).set(one, withKey(newKey()), true)
    const modes = [join(folder, 'keys'), join(folder, 'keys', 'keys.json')].map(async path => (await stat(path)).mode)
    expect((await Promise.all(modes)).map(mode => mode & 0o777)).toEqual([0o700, 0o600])
  })

  test('of keys entered at once, the last one stays', async () => {
    const secrets = await opened()
    const keys = [newKey(), newKey(), newKey()]
    await Promise.all(keys.map(key => secrets.set(one, withKey(key), true)))
    expect([secrets.read(one).key, (await opened()).read(one).key]).toEqual([keys.at(-1), keys.at(-1)])
  })

  test('a file that is none of ours is set aside once there is something to keep, and a new one is begun', async () => {
    await mkdir(join(folder, 'keys'))
    await writeFile(join(folder, 'keys', 'keys.json'), '{"v":2,')
    const secrets = await opened()
    expect(await readdir(join(folder, 'keys'))).toEqual(['keys.json'])
    await secrets.set(one, withKey(newKey()), true)
    expect((await readdir(join(folder, 'keys'))).sort()).toEqual(['keys.json', 'keys.json.bad'])
    expect(await readFile(join(folder, 'keys', 'keys.json.bad'), 'utf8')).toBe('{"v":2,')
  })
})

describe('while a keyring is asked for what is to be sealed anew', () => {
  const opening = Promise.withResolvers<void>()
  let asked = 0
  /** Seals with no more than base64: only its timing matters. */
  const slow: Sealer = {
    keeping: 'keyring',
    seal: async text => ({
      ...{ platform: process.platform, scheme: 'v11', backend: '', savedAt: 0 },
      blob: Buffer.from(text).toString('base64'),
    }),
    unseal: async ({ blob }) => {
      asked++
      await opening.promise
      return { text: Buffer.from(blob, 'base64').toString(), isOutdated: true }
    },
  }
  const openSlowly = () => openKeptSecrets({ folder, sealer: slow, patienceMs: 0 })

  test('a key that is entered or forgotten stays so', async () => {
    const before = await openSlowly()
    await before.set(one, withKey(newKey()), false)
    await before.set(two, withKey(newKey()), false)
    const secrets = await openSlowly()
    await expect.poll(() => asked).toBe(2)
    const key = newKey()
    await secrets.set(one, withKey(key), false)
    await secrets.forget('two')
    opening.resolve()
    await secrets.loaded
    const next = await openSlowly()
    await next.loaded
    expect([next.read(one).key, next.read(two).key]).toEqual([key, null])
  })
})

test('nothing of a short key is shown', () => {
  expect([lastFourOf('12345678901'), lastFourOf('123456789012')]).toEqual(['', '9012'])
})
