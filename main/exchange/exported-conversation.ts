import * as v from 'valibot'
import { SoundSchema } from '../../app/conversation.ts'
import { ExportCaptionsSchema, ExportSoundSchema } from '../../app/library/exchange.ts'
import { manifestSchemaWith } from '../library/manifest/manifest.ts'

/** The version of exports that this Parley writes, and the newest it understands. */
export const EXPORT_FORMAT = 1
/** The file in an export that lists its content. */
export const EXPORT_MANIFEST_NAME = 'parley-export.json'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/**
 * A sound as an exported conversation describes it. In an export with WAV it is exactly what the library's own file says. If the sound was
 * made smaller or left out, `original` is what it was.
 */
const ExportedSoundSchema = v.object({
  ...v.omit(SoundSchema, ['peaks', 'file']).entries,
  /** Name of the file, in the same folder; null when the sound was left out. */
  file: v.nullable(v.pipe(v.string(), v.regex(/^\d{4,15}-(you|reply)\.(wav|mp3|aac|flac|opus|bin)$/))),
  original: v.optional(v.nullable(v.pick(SoundSchema, ['format', 'bytes', 'checksum'])), null),
})
/** A sound as an exported conversation describes it. */
export type ExportedSound = v.InferOutput<typeof ExportedSoundSchema>

/** `conversation.json` as it is in an export, and in the library's own folders. */
export const ExportedConversationSchema = manifestSchemaWith(ExportedSoundSchema)
/** `conversation.json` as it is in an export. */
export type ExportedConversation = v.InferOutput<typeof ExportedConversationSchema>

/** `parley-export.json`: what is in an export. */
export const ExportManifestSchema = v.object({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Milliseconds since 1970. */
  createdAt: v.number(),
  sound: ExportSoundSchema,
  captions: ExportCaptionsSchema,
  conversations: v.array(v.object({ folder: v.string(), id: v.string(), title: v.string(), turns: Count })),
})
/** What is in an export. */
export type ExportManifest = v.InferOutput<typeof ExportManifestSchema>
