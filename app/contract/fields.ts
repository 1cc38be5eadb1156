import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { MESSAGE_BYTES_LIMIT } from '../limits.ts'
import { PersonaIdSchema } from '../personas/personas.ts'
import { ProfileIdSchema } from '../profiles/profiles.ts'

/** A number of things or bytes, or a position. */
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** How many entries a page may have. */
export const limitOf = (most: number) => v.pipe(Count, v.minValue(1), v.maxValue(most))
/** A length of sound. No recording or reply is longer than a day. */
export const Milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 60 * 60 * 1000))
/** A piece of a file, or of sound. */
export const Bytes = v.pipe(v.instance(Uint8Array), v.maxLength(MESSAGE_BYTES_LIMIT))
/** For requests without input or output. */
export const Nothing = v.object({})
/** The id of a turn. */
export const OfTurn = v.object({ turnId: IdSchema })
/** The profile and persona that a new conversation begins with; null: as everywhere. */
export const ofNewConversation = {
  profileId: v.optional(v.nullable(ProfileIdSchema), null),
  personaId: v.optional(v.nullable(PersonaIdSchema), null),
}
