import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EARLIER_PROFILE_ID } from '../../../../app/earlier-settings.ts'
import { type Cipher, type SealerOptions, systemSealer } from '../../../../main/desktop/system/sealer.ts'
import { type KeptSecretsOptions, openKeptSecrets } from '../../../../main/secrets/kept-secrets.ts'
import { noSecrets } from '../../../../main/secrets/secrets.ts'

const one = { profileId: 'one', baseUrl: 'https://api.openai.com/v1' }
const two = { profileId: 'two', baseUrl: 'https://two.example/v1' }

let folder: string
let keyring: Buffer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-secrets-'))
  keyring = randomBytes(32)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A keyring as the systems have them: a version, then AES; only who has the same secret can open it. */
function cipherOf(secret: Buffer, scheme = 'v11', shouldReEncrypt = false): Cipher {
  return {
    async encryptStringAsync(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from(scheme), iv, cipher.getAuthTag(), body])
    },
    async decryptStringAsync(ciphertext) {
      try {
        const opened = createDecipheriv('aes-256-gcm', secret, ciphertext.subarray(3, 15))
        opened.setAuthTag(ciphertext.subarray(15, 31))
        const result = Buffer.concat([opened.update(ciphertext.subarray(31)), opened.final()]).toString()
        return { result, shouldReEncrypt }
      } catch {
        throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
      }
    },
  }
}

function opened({ patienceMs, ...change }: Partial<SealerOptions & KeptSecretsOptions> = {}) {
  const options = { cipher: cipherOf(keyring), platform: 'linux', backend: 'gnome_libsecret', ...change }
  const patience = patienceMs === undefined ? {} : { patienceMs }
  return openKeptSecrets({ folder, sealer: systemSealer(options), retryAfterMs: [1, 1, 1], ...patience })
}

const newKey = () => `sk-test-${randomUUID()}`
const withKey = (key: string) => ({ key, headers: {} })
const files = async () => (await readdir(join(folder, 'keys')).catch(() => [])).sort()
const keyFile = () => readFile(join(folder, 'keys', 'keys.json'), 'latin1')

describe('a system with a keyring', () => {
  test('keys and headers are sealed, each profile’s by itself, and found again at the next start', async () => {
    const entered = { key: newKey(), headers: { 'x-team': randomUUID() } }
    const other = withKey(newKey())
    const first = await opened()
    await first.set(one, entered, false)
    await first.set(two, other, false)
    const next = await opened()
    expect([first, next].map(kept => [kept.keeping, kept.kept(one), kept.read(one), kept.read(two)])).toEqual(
      [first, next].map(() => ['keyring', 'keyring', entered, other]),
    )
  })

  test('neither a key nor its address nor a header is in any file, even where a file is allowed', async () => {
    const entered = { key: newKey(), headers: { 'x-team': randomUUID() } }
    await (await opened()).set(one, entered, true)
    expect(await files()).toEqual(['keys.json'])
    const text = await keyFile()
    for (const secret of [entered.key, entered.key.slice(-4), entered.headers['x-team'], one.baseUrl]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, -3))
    }
  })

  test.skipIf(process.platform === 'win32')('only the owner may read the file', async () => {
    await (await opened()).set(one, withKey(newKey()), false)
    expect((await stat(join(folder, 'keys', 'keys.json'))).mode & 0o777).toBe(0o600)
  })

  test('what was sealed for one profile is not taken for another’s, whatever the file says', async () => {
    await (await opened()).set(one, withKey(newKey()), false)
    await writeFile(join(folder, 'keys', 'keys.json'), (await keyFile()).replaceAll('"one"', '"two"'))
    const secrets = await opened()
    expect([secrets.read(one), secrets.read({ ...one, profileId: 'two' }), await files()]).toEqual([
      ...[noSecrets, noSecrets],
      ['keys.json.bad'],
    ])
  })

  test('what is cleared is gone from memory and disk, what was set aside included', async () => {
    await (await opened()).set(one, withKey(newKey()), false)
    const elsewhere = await opened({ cipher: cipherOf(randomBytes(32)) })
    await elsewhere.set(one, withKey(newKey()), false)
    expect(await files()).toEqual(['keys.json', 'keys.json.bad'])
    await elsewhere.forget('one')
    expect([elsewhere.read(one), await files()]).toEqual([noSecrets, []])
  })

  test('a key is sealed anew when the system asks for it', async () => {
    await (await opened()).set(one, withKey(newKey()), false)
    const scheme = async () => JSON.parse(await keyFile()).records[0].sealed.scheme
    const before = await scheme()
    await opened({ cipher: cipherOf(keyring, 'v12', true) })
    expect([before, await scheme()]).toEqual(['v11', 'v12'])
  })
})

describe('a system without a keyring', () => {
  const without = () => opened({ cipher: cipherOf(keyring, 'v10') })

  test('a key is kept for the session alone, and says so', async () => {
    const secrets = await without()
    const key = newKey()
    await secrets.set(one, withKey(key), false)
    expect([secrets.keeping, secrets.kept(one), secrets.read(one).key, await files()]).toEqual([
      ...['session-only', 'session-only', key],
      [],
    ])
  })

  test('a key is kept in a file that is not encrypted only where the user allows it, and sealed once that works', async () => {
    const key = newKey()
    const secrets = await without()
    await secrets.set(one, withKey(key), true)
    expect([secrets.kept(one), (await keyFile()).includes(key)]).toEqual(['plaintext-consented', true])
    const withKeyring = await opened()
    expect(withKeyring.read(one).key).toBe(key)
    await withKeyring.set(one, withKey(key), true)
    expect([withKeyring.kept(one), (await keyFile()).includes(key)]).toEqual(['keyring', false])
  })

  test('a key entered without one replaces what was sealed before', async () => {
    await (await opened()).set(one, withKey(newKey()), false)
    await (await without()).set(one, withKey(newKey()), false)
    expect((await opened()).read(one)).toEqual(noSecrets)
  })

  test('a key sealed before waits until the keyring is back, whatever is done with others meanwhile', async () => {
    const key = newKey()
    await (await opened()).set(one, withKey(key), false)
    const secrets = await opened({ cipher: cipherOf(randomBytes(32), 'v10') })
    await secrets.set(two, withKey(newKey()), true)
    expect(secrets.read(one)).toEqual(noSecrets)
    expect((await opened()).read(one).key).toBe(key)
  })

  test('a system that cannot encrypt at all keeps the key for the session', async () => {
    const refuses = () => Promise.reject(new Error('encryption is not available'))
    const secrets = await opened({ cipher: { encryptStringAsync: refuses, decryptStringAsync: refuses } })
    await secrets.set(one, withKey(newKey()), false)
    expect(secrets.kept(one)).toBe('session-only')
  })
})

describe('a key that cannot be unsealed', () => {
  test.each([
    ['another keyring', () => opened({ cipher: cipherOf(randomBytes(32)) })],
    ['another system', () => opened({ platform: 'darwin' })],
  ])('because it was sealed by %s is set aside and asked for again; others stay', async (_, elsewhere) => {
    await (await opened()).set(one, withKey(newKey()), false)
    const secrets = await elsewhere()
    await secrets.set(two, withKey(newKey()), false)
    expect([secrets.kept(one), await files()]).toEqual([null, ['keys.json', 'keys.json.bad']])
  })

  test('because the keyring is locked is asked for again until it is open', async () => {
    const key = newKey()
    await (await opened()).set(one, withKey(key), false)
    const cipher = cipherOf(keyring)
    let triesLeft = 3
    const locked: Cipher = {
      ...cipher,
      decryptStringAsync: async ciphertext => {
        triesLeft -= 1
        if (triesLeft > 0) throw new Error('safeStorage is temporarily unavailable. Please try again.')
        return cipher.decryptStringAsync(ciphertext)
      },
    }
    const secrets = await opened({ cipher: locked, patienceMs: 10_000 })
    expect(secrets.read(one).key).toBe(key)
  })

  test('because the keyring keeps the user waiting does not keep the window waiting', async () => {
    const key = newKey()
    await (await opened()).set(one, withKey(key), false)
    const cipher = cipherOf(keyring)
    const unlocked = Promise.withResolvers<void>()
    const slow: Cipher = {
      ...cipher,
      decryptStringAsync: text => unlocked.promise.then(() => cipher.decryptStringAsync(text)),
    }
    const secrets = await opened({ cipher: slow, patienceMs: 1 })
    expect(secrets.read(one)).toEqual(noSecrets)
    unlocked.resolve()
    await secrets.loaded
    expect(secrets.read(one).key).toBe(key)
  })

  test('while another is entered gives way to that', async () => {
    await (await opened()).set(one, withKey(newKey()), false)
    const cipher = cipherOf(keyring)
    const asked = Promise.withResolvers<void>()
    const unlocked = Promise.withResolvers<void>()
    const slow: Cipher = {
      ...cipher,
      decryptStringAsync: ciphertext => {
        asked.resolve()
        return unlocked.promise.then(() => cipher.decryptStringAsync(ciphertext))
      },
    }
    const secrets = await opened({ cipher: slow, patienceMs: 1 })
    await asked.promise
    const key = newKey()
    await secrets.set(one, withKey(key), false)
    unlocked.resolve()
    await secrets.loaded
    expect([secrets.read(one).key, (await opened()).read(one).key]).toEqual([key, key])
  })
})

describe('the one key of an earlier Parley', () => {
  const place = { ...one, profileId: EARLIER_PROFILE_ID }

  async function keepAsBefore(key: string, secret = keyring): Promise<void> {
    const content = JSON.stringify({ key, baseUrl: one.baseUrl })
    const blob = (await cipherOf(secret).encryptStringAsync(content)).toString('base64')
    const record = { v: 1, platform: 'linux', scheme: 'v11', backend: 'gnome_libsecret', blob, savedAt: 5 }
    await writeFile(join(folder, 'key.json'), JSON.stringify(record))
  }

  test('is that of the profile which its endpoint became, from then on in the file of all keys', async () => {
    const key = newKey()
    await keepAsBefore(key)
    const secrets = await opened({ patienceMs: 10_000 })
    expect([secrets.read(place).key, secrets.baseUrlOf(EARLIER_PROFILE_ID)]).toEqual([key, one.baseUrl])
    expect([(await opened()).read(place).key, await readdir(folder)]).toEqual([key, ['keys']])
  })

  test('is set aside where it was sealed by another keyring, and forgotten with the profile', async () => {
    await keepAsBefore(newKey(), randomBytes(32))
    const secrets = await opened({ patienceMs: 10_000 })
    expect([secrets.read(place), await readdir(folder)]).toEqual([noSecrets, ['key.json.bad']])
    await secrets.forget(EARLIER_PROFILE_ID)
    expect(await readdir(folder)).toEqual([])
  })
})
