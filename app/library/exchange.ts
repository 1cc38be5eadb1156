import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { FailureSchema } from '../errors.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** How sound is exported: as it is, lossless but smaller, with loss and smaller still, or not at all. */
export const ExportSoundSchema = v.picklist(['wav', 'flac', 'mp3', 'none'])
/** How sound is exported. */
export type ExportSound = v.InferOutput<typeof ExportSoundSchema>

/** Which captions are exported with the sound. */
export const ExportCaptionsSchema = v.picklist(['none', 'srt', 'vtt'])
/** Which captions are exported with the sound. */
export type ExportCaptions = v.InferOutput<typeof ExportCaptionsSchema>

/** What is exported, and how. */
export const ExportOptionsSchema = v.object({
  scope: v.variant('kind', [
    v.object({
      kind: v.literal('some'),
      conversationIds: v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(10_000)),
    }),
    /** All that are not in the trash. */
    v.object({ kind: v.literal('all') }),
  ]),
  sound: ExportSoundSchema,
  captions: ExportCaptionsSchema,
  /** One conversation as one WAV with both voices; `sound` is ignored. */
  isMixed: v.boolean(),
})
/** What is exported, and how. */
export type ExportOptions = v.InferOutput<typeof ExportOptionsSchema>

/** The progress of something large; `name` is the present item. */
export const ProgressSchema = v.object({ doneBytes: Count, totalBytes: Count, name: v.string() })
/** The progress of something large. */
export type Progress = v.InferOutput<typeof ProgressSchema>

/** The result of an import. */
export const ImportSummarySchema = v.object({
  /** Conversations that were added. */
  conversations: Count,
  /** How many of them were added beside a different version of the same conversation. */
  copies: Count,
  /** Conversations and sound files that were already there. */
  known: Count,
  /** Why something was not imported; at most PROBLEMS_LIMIT. */
  problems: v.array(FailureSchema),
  /** How many more there were. */
  moreProblems: Count,
})
/** The result of an import. */
export type ImportSummary = v.InferOutput<typeof ImportSummarySchema>

/** How many problems are listed at most. */
export const PROBLEMS_LIMIT = 50
/** How many files an import may have at most. */
export const IMPORT_FILES_LIMIT = 20_000
/** The extensions of files that can be imported, alone or as parts of an export. */
export const IMPORTABLE = /\.(zip|wav|mp3|flac|json)$/i
