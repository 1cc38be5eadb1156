import * as v from 'valibot'
import { PersonaChangeSchema, PersonaContentSchema, PersonaIdSchema, PersonaSchema } from '../personas/personas.ts'
import { SettingsSchema } from '../settings.ts'
import { Bytes, Nothing } from './fields.ts'

const OfPersona = v.object({ personaId: PersonaIdSchema })

/** What the window asks about personas: which is in use, and what their files say. */
export const personaRequests = {
  /** Looks into the folder of personas, which is made when it is not there: what was changed by hand is in the status then. */
  lookForPersonas: { input: Nothing, output: Nothing },
  getPersona: { input: OfPersona, output: PersonaSchema },
  /** Decides which persona the model is, where a conversation has none of its own. */
  choosePersona: { input: OfPersona, output: SettingsSchema },
  /** Makes a persona, in a file of its own, and tells its id. */
  addPersona: { input: PersonaContentSchema, output: OfPersona },
  /** Changes what is given of a persona; what was changed by hand of the rest stays. */
  changePersona: { input: v.object({ ...OfPersona.entries, ...PersonaChangeSchema.entries }), output: Nothing },
  /** Removes the file of a persona. */
  removePersona: { input: OfPersona, output: Nothing },
  /** Takes back, within a minute, that a persona was removed. */
  restorePersona: { input: OfPersona, output: Nothing },
  /** Takes a copy of a persona's file from elsewhere, and tells its id here. */
  importPersona: {
    input: v.object({ file: v.pipe(v.string(), v.maxLength(300)), bytes: Bytes }),
    output: OfPersona,
  },
} as const
