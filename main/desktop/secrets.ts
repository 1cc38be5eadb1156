import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { KeyStatus } from '../../app/contract.ts'
import { diskFailure } from '../disk-failure.ts'
import { lastFourOf, noKey, type Secrets } from '../secrets.ts'
import { writeWholeFile } from '../whole-file.ts'
import {
  afterUnsealFailure,
  isSealed,
  readSealedContent,
  readSealedKey,
  type SealedContent,
  type SealedKey,
  schemeOf,
} from './secret-decisions.ts'

/** Electron's `safeStorage`, the part of it that stays after version 45. */
export interface Cipher {
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(ciphertext: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
}

/** What the sealed store needs to know. */
export interface SealedSecretsOptions {
  /** The data folder, which is there by the time a key is entered; the key is its `key.json`. */
  folder: string
  /** Use only after the application is ready. */
  cipher: Cipher
  platform: string
  /** The name of the password manager in use, where there is a choice of them. */
  backend: string
  /** Milliseconds after which a locked keyring is asked again, one for each try. */
  retryAfterMs?: readonly number[]
  /** Milliseconds that opening waits for the keyring; the key then arrives later. */
  patienceMs?: number
}

/** A store whose key may arrive later than the window. */
export interface SealedSecrets extends Secrets {
  /** Resolves when what an earlier session kept has been unsealed, or cannot be. */
  readonly loaded: Promise<void>
}

/**
 * Opens the store that keeps the key sealed by the system, or for this session only where the system cannot seal.
 * Never fails: a key that cannot be had is a key to be asked for again, and the window must not wait for a keyring.
 */
export async function openSealedSecrets(options: SealedSecretsOptions): Promise<SealedSecrets> {
  const secrets = new KeyFile(options)
  await Promise.race([secrets.loaded, wait(options.patienceMs ?? 400, undefined, { ref: false })])
  return secrets
}

class KeyFile implements SealedSecrets {
  readonly loaded: Promise<void>
  private readonly options: SealedSecretsOptions
  private readonly file: string
  /** Aborted as soon as the user enters or clears a key: what is still being unsealed is then out of date. */
  private readonly loading = new AbortController()
  private entered: (SealedContent & { kept: 'sealed' | 'session' }) | null = null
  private writes: Promise<unknown> = Promise.resolve()

  constructor(options: SealedSecretsOptions) {
    this.options = options
    this.file = join(options.folder, 'key.json')
    this.loaded = this.load()
  }

  read(baseUrl: string): string | null {
    return this.entered?.baseUrl === baseUrl ? this.entered.key : null
  }

  status(baseUrl: string): KeyStatus {
    if (this.entered?.baseUrl !== baseUrl) return noKey
    return { present: true, lastFour: lastFourOf(this.entered.key), kept: this.entered.kept }
  }

  async set(key: string, baseUrl: string): Promise<KeyStatus> {
    this.loading.abort()
    await this.inTurn(async () => {
      this.entered = { key, baseUrl, kept: 'session' }
      if (await this.seal({ key, baseUrl })) this.entered = { key, baseUrl, kept: 'sealed' }
      else await this.forget([this.file])
    })
    return this.status(baseUrl)
  }

  async clear(): Promise<KeyStatus> {
    this.loading.abort()
    await this.inTurn(async () => {
      this.entered = null
      await this.forget([this.file, `${this.file}.bad`])
    })
    return noKey
  }

  private async load(): Promise<void> {
    const text = await readFile(this.file, 'utf8').catch(() => null)
    if (text === null) return
    const record = readSealedKey(text, this.options.platform)
    if (record === null) return this.setAside()
    for (const pauseMs of [0, ...(this.options.retryAfterMs ?? [1000, 3000, 10_000, 30_000, 60_000])]) {
      await wait(pauseMs, undefined, { ref: false })
      if (this.loading.signal.aborted) return
      const outcome = await this.unseal(record)
      if (outcome === 'set-aside') return this.setAside()
      if (outcome !== 'retry') return
    }
  }

  private async unseal(record: SealedKey) {
    const ciphertext = Buffer.from(record.blob, 'base64')
    try {
      const { result, shouldReEncrypt } = await this.options.cipher.decryptStringAsync(ciphertext)
      const content = readSealedContent(result)
      if (content === null) return 'set-aside'
      if (this.loading.signal.aborted) return 'done'
      this.entered = { ...content, kept: 'sealed' }
      if (shouldReEncrypt) await this.inTurn(async () => void (await this.seal(content)))
      return 'done'
    } catch (error) {
      const message = error instanceof Error ? error.message : ''
      return afterUnsealFailure(message, this.options.platform, await this.presentScheme())
    }
  }

  /** The scheme this session seals with, told by sealing something; empty when it cannot. */
  private async presentScheme(): Promise<string> {
    return this.options.cipher.encryptStringAsync('which scheme').then(schemeOf, () => '')
  }

  /** Writes a key sealed, in place of any other. False where the system cannot seal or the disk does not take it. */
  private async seal(content: SealedContent): Promise<boolean> {
    const { cipher, platform, backend } = this.options
    const ciphertext = await cipher.encryptStringAsync(JSON.stringify(content)).catch(() => null)
    const scheme = ciphertext === null ? '' : schemeOf(ciphertext)
    if (ciphertext === null || !isSealed(platform, scheme)) return false
    const blob = ciphertext.toString('base64')
    const record: SealedKey = { v: 1, platform, scheme, backend, blob, savedAt: Date.now() }
    try {
      writeWholeFile(this.file, JSON.stringify(record))
      return true
    } catch {
      return false
    }
  }

  private async forget(files: readonly string[]): Promise<void> {
    for (const file of files) {
      await rm(file, { force: true }).catch(error => {
        throw diskFailure(error, this.options.folder)
      })
    }
  }

  private async setAside(): Promise<void> {
    if (!this.loading.signal.aborted) await rename(this.file, `${this.file}.bad`).catch(() => undefined)
  }

  /** Runs changes one after another, so that the last one made is the one on disk. */
  private async inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.writes.then(change)
    this.writes = done.catch(() => undefined)
    return done
  }
}
