import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import type { Price } from '../../app/cost/prices.ts'
import { type AppError, asAppError, toFailure } from '../../app/errors.ts'
import { type Model, type ModelList, ModelSchema } from '../../app/profiles/models.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { listModels } from '../endpoint/models.ts'
import { usualModel } from '../endpoint/usual-model.ts'
import { makeSubfolder } from '../files/folders.ts'
import { writeWholeFile } from '../files/whole-file.ts'

/** For how long a list is not requested again by itself. */
const FRESH_MS = 24 * 60 * 60 * 1000
/** How long a question waits for a list, in milliseconds. Mostly the list arrives before a person would notice. */
const PATIENCE_MS = 2000
/** More lists than anybody has endpoints in use. Those requested longest ago are forgotten. */
const FILES_LIMIT = 40

/** What is kept of a list. Entries that cannot be read are left out, and requested again. */
const KeptSchema = v.object({
  at: v.number(),
  /** The model that is asked if the user names none; null when none is fit. */
  usual: v.nullable(v.string()),
  models: v.pipe(
    v.array(v.fallback(v.nullable(ModelSchema), null)),
    v.transform(models => models.filter(model => model !== null)),
  ),
})
/** A list of models, the one that is asked if the user names none, and when the list was received (ms since 1970). */
interface Kept extends v.InferOutput<typeof KeptSchema> {
  byId: ReadonlyMap<string, Model>
}

/** What `ModelLists` needs. */
export interface ModelListsOptions {
  dataFolder: string
  /** Names the account that a list is for: another key may have another list. */
  accountOf: (endpoint: Endpoint) => string
  /** Called when a server has sent its list. */
  onListed?: () => void
}

/**
 * The servers' lists of models, kept in memory and, for use offline, in files of the data folder, `models/<account>.json`. They can be
 * requested again at any time, so a file that is missing, damaged or cannot be written is no failure.
 */
export class ModelLists {
  readonly #options: ModelListsOptions
  readonly #folder: string
  readonly #kept = new Map<string, Kept | null>()
  readonly #asked = new Map<string, Promise<AppError | null>>()
  /** Accounts that were waited for. A server that does not send its list delays one question, not all. */
  readonly #waitedFor = new Set<string>()
  readonly #closing = new AbortController()

  constructor(options: ModelListsOptions) {
    this.#options = options
    this.#folder = join(options.dataFolder, 'models')
  }

  /**
   * An endpoint's models. The server is asked if that was not done for a day, or if it is wanted. If it does not answer, the list last
   * known is returned with the failure.
   */
  async list(endpoint: Endpoint, isWantedAnew: boolean): Promise<ModelList> {
    const before = this.#of(endpoint)
    const isFresh = before !== null && Date.now() - before.at < FRESH_MS
    const error = isFresh && !isWantedAnew ? null : await this.#ask(endpoint)
    const { models = [], at = null } = this.#of(endpoint) ?? {}
    return { models: [...models], at, failure: error && toFailure(error) }
  }

  /** What is known of the endpoint's model; null when its server was not asked, or does not list it. */
  modelOf(endpoint: Endpoint): Model | null {
    return this.#of(endpoint)?.byId.get(endpoint.model) ?? null
  }

  /** The price that the server states for its model; null when it states none. */
  priceOf(endpoint: Endpoint): Price | null {
    return this.modelOf(endpoint)?.price ?? null
  }

  /** The model to ask if the user names none; null when the server was not asked, or has none that is fit. */
  usualOf(endpoint: Endpoint): string | null {
    return this.#of(endpoint)?.usual ?? null
  }

  /**
   * Waits until the model to ask is known, if the user names none and the list is being requested or never was. It waits once for each
   * account, not for long, and only until the signal is aborted.
   */
  async untilUsualIsKnown(endpoint: Endpoint, signal: AbortSignal): Promise<void> {
    const account = this.#options.accountOf(endpoint)
    if (this.isUsualKnown(endpoint)) return
    this.#waitedFor.add(account)
    const enough = new AbortController()
    const given = AbortSignal.any([signal, enough.signal])
    await Promise.race([this.#ask(endpoint), wait(PATIENCE_MS, undefined, { signal: given }).catch(() => undefined)])
    enough.abort()
  }

  /** Whether that is known, or was already waited for in vain. Then nobody waits again. */
  isUsualKnown(endpoint: Endpoint): boolean {
    return this.#of(endpoint) !== null || this.#waitedFor.has(this.#options.accountOf(endpoint))
  }

  /** Cancels all requests. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#asked.values())
  }

  #of(endpoint: Endpoint): Kept | null {
    const account = this.#options.accountOf(endpoint)
    const known = this.#kept.get(account)
    if (known !== undefined) return known
    const read = readKept(join(this.#folder, `${account}.json`))
    this.#kept.set(account, read)
    return read
  }

  /** Sends one request, however many want the list. */
  #ask(endpoint: Endpoint): Promise<AppError | null> {
    const account = this.#options.accountOf(endpoint)
    const asked = this.#asked.get(account)
    if (asked !== undefined) return asked
    const asking = listModels(endpoint, { signal: this.#closing.signal })
      .then(models => {
        this.#keep(account, endpoint, models)
        return null
      }, asAppError)
      .finally(() => this.#asked.delete(account))
    this.#asked.set(account, asking)
    return asking
  }

  #keep(account: string, { preset }: Endpoint, models: Model[]): void {
    const chosen = this.#kept.get(account)?.usual ?? null
    const now = Date.now()
    // A model once chosen stays, as long as the list has it.
    const usual = models.some(({ id }) => id === chosen) ? chosen : usualModel(preset, models, now)
    const kept = withIndex({ at: now, usual, models })
    this.#kept.set(account, kept)
    try {
      makeSubfolder(this.#folder)
      writeWholeFile(join(this.#folder, `${account}.json`), `${JSON.stringify({ at: now, usual, models })}\n`, false)
      this.#forgetOldest()
    } catch {
      // Then it is known until Parley ends, and requested again later.
    }
    this.#options.onListed?.()
  }

  #forgetOldest(): void {
    const paths = readdirSync(this.#folder).map(name => join(this.#folder, name))
    if (paths.length <= FILES_LIMIT) return
    const byAge = paths.map(path => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at)
    for (const { path } of byAge.slice(FILES_LIMIT)) rmSync(path, { force: true })
  }
}

function withIndex(kept: v.InferOutput<typeof KeptSchema>): Kept {
  return { ...kept, byId: new Map(kept.models.map(model => [model.id, model])) }
}

function readKept(path: string): Kept | null {
  try {
    return withIndex(v.parse(KeptSchema, JSON.parse(readFileSync(path, 'utf8'))))
  } catch {
    return null
  }
}
