import * as v from 'valibot'
import { priceFrom } from '../../app/cost/prices.ts'
import { abilitiesFromName } from '../../app/profiles/model-abilities.ts'
import { type Abilities, DaySchema, MODELS_LIMIT, type Model } from '../../app/profiles/models.ts'

/** A value of an unexpected type counts as absent. */
const lenient = <T extends v.GenericSchema>(schema: T) => v.fallback(v.nullish(schema, null), null)
const Id = lenient(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300), v.regex(/^\P{Cc}+$/u)))
const Flag = lenient(v.boolean())
const Modalities = lenient(v.array(v.string()))

/** An entry of a list of models: OpenAI's (OpenAI reference, "The model object"), OpenRouter's, and those of local servers. */
const EntrySchema = v.object({
  id: Id,
  name: Id,
  shutdown_date: lenient(DaySchema),
  mode: lenient(v.string()),
  architecture: lenient(v.object({ input_modalities: Modalities, output_modalities: Modalities })),
  pricing: lenient(v.record(v.string(), v.unknown())),
})

/** An entry of a LiteLLM proxy's `/v1/model/info`. */
const InfoSchema = v.object({
  model_name: Id,
  litellm_params: lenient(v.object({ model: Id })),
  model_info: lenient(
    v.looseObject({ supports_audio_input: Flag, supports_audio_output: Flag, mode: lenient(v.string()) }),
  ),
})

const ListSchema = v.union([
  v.pipe(
    v.object({ data: v.array(v.unknown()) }),
    v.transform(({ data }) => data),
  ),
  v.pipe(
    v.object({ models: v.array(v.unknown()) }),
    v.transform(({ models }) => models),
  ),
  v.array(v.unknown()),
])

/** What a server says of a model, before anything is guessed from its name. */
interface Told extends Abilities, Pick<Model, 'id' | 'price' | 'shutdownDate'> {
  /** The model behind an alias, such as LiteLLM names; empty: none. */
  otherName: string
}

/**
 * Reads a server's list of models, in its order. Entries that are no models are left out, and all after the first 5,000.
 * @throws ValiError when the answer is no list
 */
export function readModels(answer: unknown): Model[] {
  return collect(v.parse(ListSchema, answer).map(readEntry))
}

/** Reads a LiteLLM proxy's `/v1/model/info`, where a model can have several entries. Throws as `readModels`. */
export function readModelInfo(answer: unknown): Model[] {
  return collect(v.parse(ListSchema, answer).map(readInfo))
}

/** Joins two lists of the same server. Where both have a model, the first list counts. */
export function joinModels(first: readonly Model[], second: readonly Model[]): Model[] {
  const has = new Set(first.map(({ id }) => id))
  return [...first, ...second.filter(({ id }) => !has.has(id))].slice(0, MODELS_LIMIT)
}

function readEntry(entry: unknown): Told | null {
  const parsed = v.safeParse(EntrySchema, typeof entry === 'string' ? { id: entry } : entry)
  if (!parsed.success) return null
  const { id, name, shutdown_date: shutdownDate, mode, architecture, pricing } = parsed.output
  const called = id ?? name
  if (called === null) return null
  const abilities = isOtherwiseUsed(mode)
    ? { hears: false, speaks: false }
    : { hears: hasSound(architecture?.input_modalities), speaks: hasSound(architecture?.output_modalities) }
  return { id: called, otherName: '', ...abilities, price: priceOf(pricing), shutdownDate }
}

function readInfo(entry: unknown): Told | null {
  const parsed = v.safeParse(InfoSchema, entry)
  const id = parsed.success ? parsed.output.model_name : null
  if (!parsed.success || id === null) return null
  const { litellm_params: asked, model_info: info } = parsed.output
  const abilities = isOtherwiseUsed(info?.mode)
    ? { hears: false, speaks: false }
    : { hears: info?.supports_audio_input ?? null, speaks: info?.supports_audio_output ?? null }
  return { id, otherName: asked?.model ?? '', ...abilities, price: priceFrom(info), shutdownDate: null }
}

/** LiteLLM's `mode` of models that do not answer chat completions, such as `embedding`. */
function isOtherwiseUsed(mode: string | null | undefined): boolean {
  return mode !== null && mode !== undefined && mode !== 'chat'
}

function hasSound(modalities: string[] | null | undefined): boolean | null {
  return modalities ? modalities.includes('audio') : null
}

/** OpenRouter's `pricing`: dollars for a token, as text, by names of its own. */
function priceOf(pricing: Record<string, unknown> | null): Model['price'] {
  if (!pricing) return null
  const { prompt, completion, audio, audio_output: audioOutput, input_cache_read: kept } = pricing
  return priceFrom({
    input_cost_per_token: prompt,
    output_cost_per_token: completion,
    input_cost_per_audio_token: audio,
    output_cost_per_audio_token: audioOutput,
    cache_read_input_token_cost: kept,
  })
}

/** Makes one model of all entries with a name. What no entry says is guessed from the name. */
function collect(entries: readonly (Told | null)[]): Model[] {
  const byId = new Map<string, Told>()
  for (const entry of entries) {
    // A pattern for many models is no name that can be asked for.
    if (!entry || entry.id.includes('*')) continue
    const before = byId.get(entry.id)
    if (before) byId.set(entry.id, joinEntries(before, entry))
    else if (byId.size < MODELS_LIMIT) byId.set(entry.id, entry)
  }
  return [...byId.values()].map(toModel)
}

function joinEntries(a: Told, b: Told): Told {
  return {
    ...a,
    hears: a.hears || b.hears || (a.hears ?? b.hears),
    speaks: a.speaks || b.speaks || (a.speaks ?? b.speaks),
    price: a.price ?? b.price,
    shutdownDate: a.shutdownDate ?? b.shutdownDate,
  }
}

function toModel({ id, otherName, hears, speaks, price, shutdownDate }: Told): Model {
  if (hears !== null && speaks !== null) return { id, hears, speaks, source: 'server', price, shutdownDate }
  const own = abilitiesFromName(id)
  const guessed = own.hears === null ? abilitiesFromName(otherName) : own
  const isTold = hears !== null || speaks !== null
  const source = isTold ? 'server' : guessed.hears === null ? null : 'name'
  return { id, hears: hears ?? guessed.hears, speaks: speaks ?? guessed.speaks, source, price, shutdownDate }
}
