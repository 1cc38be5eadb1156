import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Cipher, openSealedSecrets, type SealedSecretsOptions } from '../../../main/desktop/secrets.ts'
import { noKey } from '../../../main/secrets.ts'

const BASE = 'https://api.openai.com/v1'

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

function opened(change: Partial<SealedSecretsOptions> = {}) {
  return openSealedSecrets({
    folder,
    cipher: cipherOf(keyring),
    platform: 'linux',
    backend: 'gnome_libsecret',
    retryAfterMs: [1, 1, 1],
    ...change,
  })
}

describe('a system with a keyring', () => {
  test('a key is sealed and found again at the next start', async () => {
    const key = `sk-test-${randomUUID()}`
    const first = await opened()
    const sealed = { present: true, lastFour: key.slice(-4), kept: 'sealed' }
    expect(await first.set(key, BASE)).toEqual(sealed)
    const next = await opened()
    expect({ key: next.read(BASE), status: next.status(BASE) }).toEqual({ key, status: sealed })
  })

  test('neither the key nor its address is in any file', async () => {
    const key = `sk-test-${randomUUID()}`
    await (await opened()).set(key, BASE)
    expect(await readdir(folder)).toEqual(['key.json'])
    const text = await readFile(join(folder, 'key.json'), 'latin1')
    for (const secret of [key, key.slice(-4), BASE]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, -3))
    }
  })

  test.skipIf(process.platform === 'win32')('only the owner may read the file', async () => {
    await (await opened()).set('sk-test-once', BASE)
    expect((await stat(join(folder, 'key.json'))).mode & 0o777).toBe(0o600)
  })

  test('a key is given for no other address than its own', async () => {
    const secrets = await opened()
    await secrets.set('sk-test-abcdefgh', BASE)
    const other = 'https://api.openai.com.example/v1'
    expect({ key: secrets.read(other), status: secrets.status(other) }).toEqual({ key: null, status: noKey })
  })

  test('a key cleared is gone from memory and disk, what was set aside included', async () => {
    await writeFile(join(folder, 'key.json.bad'), '{}')
    const secrets = await opened()
    await secrets.set('sk-test-abcdefgh', BASE)
    expect(await secrets.clear()).toEqual(noKey)
    expect({ key: secrets.read(BASE), files: await readdir(folder) }).toEqual({ key: null, files: [] })
  })

  test('of keys entered at once, the last one stays', async () => {
    const secrets = await opened()
    await Promise.all(['sk-test-first', 'sk-test-second', 'sk-test-third'].map(key => secrets.set(key, BASE)))
    expect((await opened()).read(BASE)).toBe('sk-test-third')
  })

  test('a key is sealed anew when the system asks for it', async () => {
    await (await opened()).set('sk-test-abcdefgh', BASE)
    const before = await readFile(join(folder, 'key.json'), 'utf8')
    await opened({ cipher: cipherOf(keyring, 'v12', true) })
    const after = await readFile(join(folder, 'key.json'), 'utf8')
    expect([before, after].map(text => JSON.parse(text).scheme)).toEqual(['v11', 'v12'])
  })
})

describe('a system without a keyring', () => {
  test('a key is kept for the session alone, and says so', async () => {
    const secrets = await opened({ cipher: cipherOf(keyring, 'v10') })
    expect(await secrets.set('sk-test-abcdefgh', BASE)).toEqual({ present: true, lastFour: 'efgh', kept: 'session' })
    expect({ key: secrets.read(BASE), files: await readdir(folder) }).toEqual({ key: 'sk-test-abcdefgh', files: [] })
  })

  test('a key entered without one replaces what was sealed before', async () => {
    await (await opened()).set('sk-test-old-one', BASE)
    await (await opened({ cipher: cipherOf(keyring, 'v10') })).set('sk-test-new-one', BASE)
    expect((await opened()).read(BASE)).toBeNull()
  })

  test('a key sealed before waits until the keyring is back', async () => {
    await (await opened()).set('sk-test-abcdefgh', BASE)
    const without = await opened({ cipher: cipherOf(randomBytes(32), 'v10') })
    expect(without.read(BASE)).toBeNull()
    expect((await opened()).read(BASE)).toBe('sk-test-abcdefgh')
  })

  test('a system that cannot encrypt at all keeps the key for the session', async () => {
    const refuses = () => Promise.reject(new Error('encryption is not available'))
    const secrets = await opened({ cipher: { encryptStringAsync: refuses, decryptStringAsync: refuses } })
    expect(await secrets.set('sk-test-abcdefgh', BASE)).toEqual({ present: true, lastFour: 'efgh', kept: 'session' })
  })
})

describe('a key that cannot be unsealed', () => {
  test('a key sealed by another keyring is set aside and asked for again', async () => {
    await (await opened()).set('sk-test-abcdefgh', BASE)
    const elsewhere = await opened({ cipher: cipherOf(randomBytes(32)) })
    expect(elsewhere.status(BASE)).toEqual(noKey)
    expect(await readdir(folder)).toEqual(['key.json.bad'])
  })

  test('a key sealed on another system is set aside', async () => {
    await (await opened()).set('sk-test-abcdefgh', BASE)
    const elsewhere = await opened({ platform: 'darwin' })
    expect({ key: elsewhere.read(BASE), files: await readdir(folder) }).toEqual({ key: null, files: ['key.json.bad'] })
  })

  test('a file that is no sealed key is set aside', async () => {
    await writeFile(join(folder, 'key.json'), '{"v":1,')
    await opened()
    expect(await readdir(folder)).toEqual(['key.json.bad'])
  })

  test('a locked keyring is asked again until it is open', async () => {
    await (await opened()).set('sk-test-abcdefgh', BASE)
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
    expect((await opened({ cipher: locked })).read(BASE)).toBe('sk-test-abcdefgh')
  })

  test('a keyring that keeps the user waiting does not keep the window waiting', async () => {
    await (await opened()).set('sk-test-abcdefgh', BASE)
    const cipher = cipherOf(keyring)
    const unlocked = Promise.withResolvers<void>()
    const slow: Cipher = {
      ...cipher,
      decryptStringAsync: text => unlocked.promise.then(() => cipher.decryptStringAsync(text)),
    }
    const secrets = await opened({ cipher: slow, patienceMs: 1 })
    expect(secrets.read(BASE)).toBeNull()
    unlocked.resolve()
    await secrets.loaded
    expect(secrets.read(BASE)).toBe('sk-test-abcdefgh')
  })

  test('a key entered while the old one is being unsealed stays', async () => {
    await (await opened()).set('sk-test-old-one', BASE)
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
    await secrets.set('sk-test-new-one', BASE)
    unlocked.resolve()
    await secrets.loaded
    expect(secrets.read(BASE)).toBe('sk-test-new-one')
    expect((await opened()).read(BASE)).toBe('sk-test-new-one')
  })
})
