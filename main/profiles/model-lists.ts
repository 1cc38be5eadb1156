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

/** How long a list is not asked for again by itself. */
const FRESH_MS = 24 * 60 * 60 * 1000
/** How long a question waits for a list, in milliseconds: mostly it is there sooner than a person would notice. */
const PATIENCE_MS = 2000
/** More lists than anybody has endpoints in use: those that were asked for longest ago are forgotten. */
const FILES_LIMIT = 40

/** What is kept of a list. What cannot be read of it is left out: it is asked for again. */
const KeptSchema = v.object({
  at: v.number(),
  /** The model that is asked where the user names none; null when none is fit. */
  usual: v.nullable(v.string()),
  models: v.pipe(
    v.array(v.fallback(v.nullable(ModelSchema), null)),
    v.transform(models => models.filter(model => model !== null)),
  ),
})
/** A list of models, the one that is asked where the user names none, and when that was told (ms since 1970). */
interface Kept extends v.InferOutput<typeof KeptSchema> {
  byId: ReadonlyMap<string, Model>
}

/** What lists of models are kept with. */
export interface ModelListsOptions {
  dataFolder: string
  /** Names the account a list is for: with another key, another list. */
  accountOf: (endpoint: Endpoint) => string
  /** Told when a server has said which models it has. */
  onListed?: () => void
}

/**
 * Which models servers have, as they said when they were asked: kept in memory and, to be there offline, in files of the data folder,
 * `models/<account>.json`. They can be asked for again at any time: a file that is missing, damaged or cannot be written is no failure.
 */
export class ModelLists {
  readonly #options: ModelListsOptions
  readonly #folder: string
  readonly #kept = new Map<string, Kept | null>()
  readonly #asked = new Map<string, Promise<AppError | null>>()
  /** Accounts that were waited for: a server that does not say which models it has holds up one question, not all. */
  readonly #waitedFor = new Set<string>()
  readonly #closing = new AbortController()

  constructor(options: ModelListsOptions) {
    this.#options = options
    this.#folder = join(options.dataFolder, 'models')
  }

  /**
   * An endpoint's models. The server is asked when that was not done for a day, or when it is wanted; what it says no more to, is told
   * as it was known last, with the failure.
   */
  async list(endpoint: Endpoint, isWantedAnew: boolean): Promise<ModelList> {
    const before = this.#of(endpoint)
    const isFresh = before !== null && Date.now() - before.at < FRESH_MS
    const error = isFresh && !isWantedAnew ? null : await this.#ask(endpoint)
    const { models = [], at = null } = this.#of(endpoint) ?? {}
    return { models: [...models], at, failure: error && toFailure(error) }
  }

  /** What is known of the model that an endpoint is asked for; null when its server was not asked, or does not list it. */
  modelOf(endpoint: Endpoint): Model | null {
    return this.#of(endpoint)?.byId.get(endpoint.model) ?? null
  }

  /** What the server says its model costs; null when it says nothing. */
  priceOf(endpoint: Endpoint): Price | null {
    return this.modelOf(endpoint)?.price ?? null
  }

  /** The model to ask where the user names none; null when the server was not asked, or has none that is fit. */
  usualOf(endpoint: Endpoint): string | null {
    return this.#of(endpoint)?.usual ?? null
  }

  /**
   * Waits until it is known which model is asked where the user names none: while that is being asked for, or never was. Once for each
   * account, not for long, and no longer than until the signal is aborted.
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

  /** Whether that is known, or was waited for in vain: then nobody waits for it. */
  isUsualKnown(endpoint: Endpoint): boolean {
    return this.#of(endpoint) !== null || this.#waitedFor.has(this.#options.accountOf(endpoint))
  }

  /** Gives up what is being asked for. */
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

  /** Asks once, however many want to know. */
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
    // What was chosen once stays, for as long as it is there.
    const usual = models.some(({ id }) => id === chosen) ? chosen : usualModel(preset, models, now)
    const kept = withIndex({ at: now, usual, models })
    this.#kept.set(account, kept)
    try {
      makeSubfolder(this.#folder)
      writeWholeFile(join(this.#folder, `${account}.json`), `${JSON.stringify({ at: now, usual, models })}\n`, false)
      this.#forgetOldest()
    } catch {
      // It is known until Parley ends, and asked for again then.
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
