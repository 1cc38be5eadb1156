import * as v from 'valibot'
import { PersonaChangeSchema, PersonaContentSchema, PersonaIdSchema, PersonaSchema } from '../personas/personas.ts'
import { SettingsSchema } from '../settings.ts'
import { Bytes, Nothing } from './fields.ts'

const OfPersona = v.object({ personaId: PersonaIdSchema })

/** Requests about personas: which one is in use, and what their files say. */
export const personaRequests = {
  /** Reads the folder of personas, which is made if it is missing. Changes made by hand are in the status afterwards. */
  lookForPersonas: { input: Nothing, output: Nothing },
  getPersona: { input: OfPersona, output: PersonaSchema },
  /** Chooses the persona for conversations that have none of their own. */
  choosePersona: { input: OfPersona, output: SettingsSchema },
  /** Makes a persona, in a file of its own, and returns its id. */
  addPersona: { input: PersonaContentSchema, output: OfPersona },
  /** Changes the given fields of a persona. Other fields that were changed by hand stay. */
  changePersona: { input: v.object({ ...OfPersona.entries, ...PersonaChangeSchema.entries }), output: Nothing },
  /** Removes the file of a persona. */
  removePersona: { input: OfPersona, output: Nothing },
  /** Restores a persona that was removed within the last minute. */
  restorePersona: { input: OfPersona, output: Nothing },
  /** Copies a persona's file from elsewhere, and returns its id here. */
  importPersona: {
    input: v.object({ file: v.pipe(v.string(), v.maxLength(300)), bytes: Bytes }),
    output: OfPersona,
  },
} as const
