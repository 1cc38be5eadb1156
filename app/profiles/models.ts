import * as v from 'valibot'
import { PriceSchema } from '../cost/prices.ts'
import { FailureSchema } from '../errors.ts'

/** The most models that are kept of one server's list. */
export const MODELS_LIMIT = 5000
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
  /** Who says so: the user, the server's list, the model's name, or what came of asking it. Null when nobody does. */
  source: v.nullable(v.picklist(['user', 'server', 'name', 'experience'])),
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
