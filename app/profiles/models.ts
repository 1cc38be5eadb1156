import * as v from 'valibot'
import { PriceSchema } from '../cost/prices.ts'
import { FailureSchema } from '../errors.ts'

/** How many models of a server's list are kept at most. */
export const MODELS_LIMIT = 5000
/** A day, as servers write it. */
export const DaySchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/),
  v.check(day => Number.isFinite(Date.parse(day)), 'there is no such day'),
)

/** A model of a server and what is known of it; null for what is not known. */
export const ModelSchema = v.object({
  /** The name by which it is asked for. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  /** Whether it accepts recordings. */
  hears: v.nullable(v.boolean()),
  /** Whether its replies have a voice. */
  speaks: v.nullable(v.boolean()),
  /** The source of that: the user, the server's list, the model's name, or what was learned by asking it. Null when there is none. */
  source: v.nullable(v.picklist(['user', 'server', 'name', 'experience'])),
  price: v.nullable(PriceSchema),
  /** The day from which it no longer answers. */
  shutdownDate: v.nullable(DaySchema),
})
/** A model of a server, and what is known of it. */
export type Model = v.InferOutput<typeof ModelSchema>

/** A server's list of models, in its order. */
export const ModelListSchema = v.object({
  models: v.array(ModelSchema),
  /** When the server sent it (ms since 1970); null when it never did. */
  at: v.nullable(v.number()),
  /** Why it did not send it again just now, if so. */
  failure: v.nullable(FailureSchema),
})
/** A server's list of models. */
export type ModelList = v.InferOutput<typeof ModelListSchema>
/** What a model can do with sound. */
export type Abilities = Pick<Model, 'hears' | 'speaks'>
