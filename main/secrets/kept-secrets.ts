import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { EARLIER_PROFILE_ID } from '../../app/earlier-settings.ts'
import type { KeyKeeping } from '../../app/status.ts'
import type { ProfileSecrets } from '../endpoint/endpoint.ts'
import { noteSecret } from '../endpoint/failure/redact.ts'
import { diskFailure } from '../files/disk-failure.ts'
import {
  KeyFile,
  type KeyRecord,
  type Sealed,
  SealedSchema,
  type SecretContent,
  SecretContentSchema,
} from './key-file.ts'
import { noSecrets, type SecretPlace, type Secrets } from './secrets.ts'

/**
 * What became of something sealed: its text, and whether it is to be sealed anew; or
 * - `retry`: the keyring is locked; it may be opened any moment
 * - `leave`: this session has no keyring, but the one that sealed it may be back at the next start
 * - `set-aside`: it was sealed elsewhere or is damaged; keep it apart and ask for the key again
 */
export type Unsealed = { text: string; isOutdated: boolean } | 'retry' | 'leave' | 'set-aside'

/** The system's way of sealing, where there is one. */
export interface Sealer {
  readonly keeping: Extract<KeyKeeping, 'keychain' | 'dpapi' | 'keyring'>
  /** Null where the system cannot seal after all. */
  seal(text: string): Promise<Sealed | null>
  unseal(sealed: Sealed): Promise<Unsealed>
}

/** What the store needs to know. */
export interface KeptSecretsOptions {
  /** The data folder, which is there by the time a key is entered. */
  folder: string
  /** Null where no system seals. */
  sealer: Sealer | null
  /** Milliseconds after which a locked keyring is asked again, one for each try. */
  retryAfterMs?: readonly number[]
  /** Milliseconds that opening waits for the keyring; keys then arrive later. */
  patienceMs?: number
}

/** `key.json` of earlier Parleys, which had one key. */
const EarlierFileSchema = v.object({ v: v.literal(1), ...SealedSchema.entries })
const EarlierContentSchema = v.object({ key: v.pipe(v.string(), v.minLength(1)), baseUrl: v.string() })

/**
 * Opens the store of all that is secret: sealed by the system where it can, else for this session only, or in a file where the
 * user allows that. Never fails: a key that cannot be had is a key to be asked for again, and the window must not wait for a keyring.
 */
export async function openKeptSecrets(options: KeptSecretsOptions): Promise<Secrets> {
  const secrets = new KeptSecrets(options)
  await Promise.race([secrets.loaded, wait(options.patienceMs ?? 400, undefined, { ref: false })])
  return secrets
}

interface Entry extends SecretContent {
  kept: KeyKeeping
}

class KeptSecrets implements Secrets {
  readonly loaded: Promise<void>
  keeping: KeyKeeping = 'session-only'
  readonly #options: KeptSecretsOptions
  readonly #file: KeyFile
  readonly #earlierFile: string
  readonly #entries = new Map<string, Entry>()
  /** Profiles whose secrets the user has entered or cleared: what is still being unsealed of them is out of date. */
  readonly #settled = new Set<string>()
  #writes: Promise<unknown> = Promise.resolve()

  constructor(options: KeptSecretsOptions) {
    this.#options = options
    this.#file = new KeyFile(options.folder)
    this.#earlierFile = join(options.folder, 'key.json')
    this.loaded = this.#load().catch(() => undefined)
  }

  read(place: SecretPlace): ProfileSecrets {
    const entry = this.#entryFor(place)
    return entry ? { key: entry.key, headers: entry.headers } : noSecrets
  }

  kept(place: SecretPlace): KeyKeeping | null {
    return this.#entryFor(place)?.kept ?? null
  }

  baseUrlOf(profileId: string): string | null {
    return this.#entries.get(profileId)?.baseUrl ?? null
  }

  async set(place: SecretPlace, secrets: ProfileSecrets, isFileAllowed: boolean): Promise<void> {
    const { profileId } = place
    if (secrets.key === null && Object.keys(secrets.headers).length === 0) return this.forget(profileId)
    const content = { ...place, key: secrets.key, headers: { ...secrets.headers } }
    noteSecrets(secrets)
    this.#settled.add(profileId)
    this.#entries.set(profileId, { ...content, kept: 'session-only' })
    await this.#inTurn(async () => {
      const kept = await this.#write(content, isFileAllowed)
      if (kept === 'session-only') await this.#deleteFiles(profileId)
      const present = this.#entries.get(profileId)
      // Something else may have been entered meanwhile, which is written next.
      if (present && isSame(present, content)) this.#entries.set(profileId, { ...content, kept })
    })
  }

  async forget(profileId: string): Promise<void> {
    this.#settled.add(profileId)
    this.#entries.delete(profileId)
    await this.#inTurn(() => this.#deleteFiles(profileId))
  }

  #entryFor({ profileId, baseUrl }: SecretPlace): Entry | null {
    const entry = this.#entries.get(profileId)
    return entry?.baseUrl === baseUrl ? entry : null
  }

  async #load(): Promise<void> {
    const records = this.#file.read()
    for (const record of records)
      if (record.kind === 'plain') this.#take(record.profileId, record.content, 'plaintext-consented')
    const { sealer } = this.#options
    if (!sealer) return
    if ((await sealer.seal('whether it can').catch(() => null)) !== null) this.keeping = sealer.keeping
    await Promise.all([
      this.#loadEarlier(sealer),
      ...records.map(record => (record.kind === 'sealed' ? this.#loadSealed(sealer, record) : undefined)),
    ])
  }

  async #loadSealed(sealer: Sealer, record: KeyRecord & { kind: 'sealed' }): Promise<void> {
    const { profileId, sealed } = record
    const unsealed = await this.#unseal(sealer, sealed, profileId)
    const content = typeof unsealed === 'object' ? readContent(unsealed.text) : null
    if (content?.profileId === profileId && typeof unsealed === 'object') {
      // What was entered or forgotten while the keyring was asked is on the disk already, or about to be.
      if (this.#settled.has(profileId)) return
      this.#take(profileId, content, sealer.keeping)
      if (unsealed.isOutdated) await this.#inTurn(async () => void (await this.#write(content, false)))
    } else if (typeof unsealed === 'object' || unsealed === 'set-aside') {
      await this.#inTurn(async () => this.#settled.has(profileId) || this.#file.setAside(record))
    }
  }

  /** The one key of earlier Parleys becomes that of the profile which its endpoint became. */
  async #loadEarlier(sealer: Sealer): Promise<void> {
    const text = await readFile(this.#earlierFile, 'utf8').catch(() => null)
    if (text === null) return
    const setAside = () => rename(this.#earlierFile, `${this.#earlierFile}.bad`).catch(() => undefined)
    const file = v.safeParse(v.pipe(v.string(), v.parseJson(), EarlierFileSchema), text)
    if (!file.success) return setAside()
    const unsealed = await this.#unseal(sealer, file.output, EARLIER_PROFILE_ID)
    if (unsealed === 'set-aside') return setAside()
    if (typeof unsealed !== 'object' || this.#settled.has(EARLIER_PROFILE_ID)) return
    const earlier = v.safeParse(v.pipe(v.string(), v.parseJson(), EarlierContentSchema), unsealed.text)
    if (!earlier.success) return setAside()
    const content = { ...earlier.output, profileId: EARLIER_PROFILE_ID, headers: {} }
    this.#take(EARLIER_PROFILE_ID, content, sealer.keeping)
    await this.#inTurn(async () => {
      if ((await this.#write(content, false)) !== 'session-only') await rm(this.#earlierFile, { force: true })
    })
  }

  /** Asks again while the keyring is locked; gives up as `leave` when the user has entered something else meanwhile. */
  async #unseal(sealer: Sealer, sealed: Sealed, profileId: string): Promise<Exclude<Unsealed, 'retry'>> {
    for (const pauseMs of [0, ...(this.#options.retryAfterMs ?? [1000, 3000, 10_000, 30_000, 60_000])]) {
      await wait(pauseMs, undefined, { ref: false })
      if (this.#settled.has(profileId)) return 'leave'
      const unsealed = await sealer.unseal(sealed)
      if (unsealed !== 'retry') return unsealed
    }
    return 'leave'
  }

  #take(profileId: string, content: SecretContent, kept: KeyKeeping): void {
    noteSecrets(content)
    if (!this.#settled.has(profileId)) this.#entries.set(profileId, { ...content, kept })
  }

  /** Writes secrets in place of the profile's others, and tells how. What the disk does not take is kept for the session. */
  async #write(content: SecretContent, isFileAllowed: boolean): Promise<KeyKeeping> {
    const { sealer } = this.#options
    const { profileId } = content
    const sealed = await (sealer?.seal(JSON.stringify(content)) ?? Promise.resolve(null)).catch(() => null)
    try {
      if (sealer && sealed) {
        this.#file.replace(profileId, { kind: 'sealed', profileId, sealed })
        return sealer.keeping
      }
      if (!isFileAllowed) return 'session-only'
      this.#file.replace(profileId, { kind: 'plain', profileId, content })
      return 'plaintext-consented'
    } catch {
      return 'session-only'
    }
  }

  async #deleteFiles(profileId: string): Promise<void> {
    try {
      this.#file.forget(profileId)
      if (profileId !== EARLIER_PROFILE_ID) return
      for (const file of [this.#earlierFile, `${this.#earlierFile}.bad`]) await rm(file, { force: true })
    } catch (error) {
      throw diskFailure(error, this.#options.folder)
    }
  }

  /** Runs changes one after another, so that the last one made is the one on disk. */
  async #inTurn(change: () => Promise<unknown>): Promise<void> {
    const done = this.#writes.then(change)
    this.#writes = done.catch(() => undefined)
    await done
  }
}

/** A header's value as short as `true` is no secret, and would be found everywhere. */
const SECRET_LENGTH = 6

function noteSecrets({ key, headers }: ProfileSecrets): void {
  if (key !== null) noteSecret(key)
  for (const value of Object.values(headers)) if (value.length >= SECRET_LENGTH) noteSecret(value)
}

function isSame({ baseUrl, key, headers }: Entry, content: SecretContent): boolean {
  return baseUrl === content.baseUrl && key === content.key && headers === content.headers
}

function readContent(text: string): SecretContent | null {
  const content = v.safeParse(v.pipe(v.string(), v.parseJson(), SecretContentSchema), text)
  return content.success ? content.output : null
}
