import * as v from 'valibot'
import { FailureSchema } from './errors.ts'
import type { Knowledge } from './knowledge.ts'
import { PriceSchema } from './prices.ts'
import type { Preset } from './profiles.ts'

/** The most models that are kept of one server's list. */
export const MODELS_LIMIT = 5000
/** From how long before its shutdown a model is warned of. */
const WARNING_MS = 60 * 24 * 60 * 60 * 1000

/** A day, as servers write it. */
export const DaySchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/),
  v.check(day => Number.isFinite(Date.parse(day)), 'there is no such day'),
)

/** A model of a server, and what is known of it; null where nothing is. */
export const ModelSchema = v.object({
  /** As it is asked for. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  /** Whether it takes recordings. */
  hears: v.nullable(v.boolean()),
  /** Whether its replies have a voice. */
  speaks: v.nullable(v.boolean()),
  /** Who says so: the server's list, the model's name, or what came of asking it. Null when nobody does. */
  source: v.nullable(v.picklist(['server', 'name', 'experience'])),
  price: v.nullable(PriceSchema),
  /** The day from which it does not answer any more. */
  shutdownDate: v.nullable(DaySchema),
})
/** A model of a server, and what is known of it. */
export type Model = v.InferOutput<typeof ModelSchema>

/** What a server said of its models, in its order. */
export const ModelListSchema = v.object({
  models: v.array(ModelSchema),
  /** When it said so (ms since 1970); null when it never has. */
  at: v.nullable(v.number()),
  /** Why it did not say so again just now, if so. */
  failure: v.nullable(FailureSchema),
})
/** What a server said of its models. */
export type ModelList = v.InferOutput<typeof ModelListSchema>
/** What a model can do with sound. */
export type Abilities = Pick<Model, 'hears' | 'speaks'>

const both = { hears: true, speaks: true }
const neither = { hears: false, speaks: false }
const ears = { hears: true, speaks: false }

/** What names tell: the first that fits. Models for other requests than chat completions can do nothing here. */
const names: readonly (readonly [RegExp, Abilities])[] = [
  [/realtime|transcribe|whisper|\btts|tts\b|embed|moderation|rerank|dall-e|image|sora\b|diffusion/i, neither],
  [/qwen\d*-audio|voxtral|ultravox|gemini/i, ears],
  [/audio|omni/i, both],
]

/** What a model's name tells of it: mostly nothing. */
export function abilitiesFromName(name: string): Abilities {
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? { hears: null, speaks: null }
}

/** A model with what came of asking it, which goes before what its server and its name say. */
export function withExperience(model: Model, known: Knowledge | null): Model {
  const { hears = null, speaks = null } = known ?? {}
  if (hears === null && speaks === null) return model
  return { ...model, hears: hears ?? model.hears, speaks: speaks ?? model.speaks, source: 'experience' }
}

/** Models by what they are good for here: those that hear and speak first, those that can do neither last. */
export function byUse(models: readonly Model[]): Model[] {
  return models.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
}

function rank({ hears, speaks }: Abilities): number {
  const of = (can: boolean | null) => (can === null ? 1 : can ? 0 : 2)
  return of(speaks) * 3 + of(hears)
}

/**
 * Days on which OpenAI shuts its audio models down, as it announced them by 2026-11 (deprecations page); its list of models says so
 * itself of late, and then that counts. Other servers may go on with models of these names.
 */
const announcedShutdowns: readonly (readonly [RegExp, string])[] = [
  [/^gpt-4o-audio-preview-2024-10-01$/, '2025-10-10'],
  [/^gpt-4o-(mini-)?audio-preview(-[\d-]+)?$/, '2026-05-07'],
  [/^gpt-audio-mini-2025-10-06$/, '2026-07-23'],
  [/^gpt-audio-mini(-2025-12-15)?$/, '2027-01-20'],
]

/** The day on which a model is shut down, as its maker announced it; null when nothing was announced. */
export function announcedShutdown(preset: Preset, model: string): string | null {
  if (preset !== 'openai') return null
  return announcedShutdowns.find(([pattern]) => pattern.test(model))?.[1] ?? null
}

/** How near a shutdown is: `far` is no reason to do anything yet. `now` in milliseconds since 1970. */
export function shutdownAt(day: string, now: number): 'past' | 'near' | 'far' {
  const left = Date.parse(day) - now
  if (left <= 0) return 'past'
  return left <= WARNING_MS ? 'near' : 'far'
}

/** Models whose names have all of the words in them, in any order; all of them when there are none. */
export function modelsNamed(models: readonly Model[], typed: string): readonly Model[] {
  const wanted = typed
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  return wanted.length === 0 ? models : models.filter(({ id }) => wanted.every(word => id.toLowerCase().includes(word)))
}
