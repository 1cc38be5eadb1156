import * as v from 'valibot'

/** The most characters the instructions of a persona may have. */
export const INSTRUCTIONS_LIMIT = 100_000
/** The largest file of a persona that is read: that many characters of any script, and its head. */
export const PERSONA_BYTES_LIMIT = 4 * INSTRUCTIONS_LIMIT + 10_000
/** How many personas are read from a folder at most. */
export const PERSONAS_LIMIT = 500
/** How fast replies can be played. */
export const speedLimits = { least: 0.75, most: 2 } as const

/** One line, as a head needs it. Line breaks and other control characters become spaces. */
const line = (most: number) =>
  v.pipe(
    v.string(),
    v.transform(text =>
      text
        .toWellFormed()
        .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim(),
    ),
    v.maxLength(most),
  )

/** The id of a persona: its file name without `.md`. */
export const PersonaIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(255))

/** The content of a persona's file, normalised when it comes in, so that what is written is read back unchanged. */
export const PersonaContentSchema = v.object({
  name: v.pipe(line(100), v.minLength(1)),
  /** The instructions that the model gets before every conversation; may be empty. */
  instructions: v.pipe(
    v.string(),
    v.transform(text => text.toWellFormed().replace(/\r\n?/g, '\n').trim()),
    v.maxLength(INSTRUCTIONS_LIMIT),
  ),
  /** Empty: the profile's. */
  model: v.optional(line(2000), ''),
  voice: v.optional(line(2000), ''),
  /** The speed at which its stored replies are replayed; chat completions has no such parameter. */
  speed: v.optional(v.pipe(v.number(), v.minValue(speedLimits.least), v.maxValue(speedLimits.most)), 1),
})
/** The content of a persona's file. */
export type PersonaContent = v.InferOutput<typeof PersonaContentSchema>

/** A change to a persona: any part of it. */
export const PersonaChangeSchema = v.partial(PersonaContentSchema)
/** A change to a persona. */
export type PersonaChange = v.InferOutput<typeof PersonaChangeSchema>

/** Who the model is to be: its instructions, and what may differ from the profile that answers. */
export const PersonaSchema = v.object({ id: PersonaIdSchema, ...PersonaContentSchema.entries })
/** Who the model is to be. */
export type Persona = v.InferOutput<typeof PersonaSchema>

/** A persona as lists show it, without its instructions. */
export const PersonaSummarySchema = v.object({
  ...v.omit(PersonaSchema, ['instructions']).entries,
  /** Whether it has a file. The built-in one has none until it is changed. */
  isInFile: v.boolean(),
})
/** A persona as lists show it. */
export type PersonaSummary = v.InferOutput<typeof PersonaSummarySchema>

/** The persona that exists without a file, and is used until another is chosen. */
export const defaultPersona: Persona = {
  id: 'thoughtful-partner',
  name: 'Thoughtful partner',
  instructions: 'You are a thoughtful conversation partner. Always answer aloud, in a few sentences.',
  ...{ model: '', voice: '', speed: 1 },
}

/** The name by which a persona can be told from others: its own, with the file's if another has the same. */
export function shownName(persona: Pick<Persona, 'id' | 'name'>, all: readonly Pick<Persona, 'id' | 'name'>[]): string {
  const isShared = all.some(({ id, name }) => id !== persona.id && name === persona.name)
  return isShared ? `${persona.name} (${persona.id})` : persona.name
}

/** A file name for a persona, without `.md`, in letters and digits of any script. The caller makes it unique. */
export function fileNameFor(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const cut = [...plain]
    .slice(0, 40)
    .join('')
    .replace(/^-+|-+$/g, '')
  // Windows reserves the names of devices.
  return /^(?:|con|nul|aux|prn|readme|(?:com|lpt)\d)$/.test(cut) ? `persona-${cut}`.replace(/-$/, '') : cut
}
