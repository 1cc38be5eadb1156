import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { FailureSchema } from '../errors.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** How sound goes into an export: as it is, smaller without loss, smaller with some, or not at all. */
export const ExportSoundSchema = v.picklist(['wav', 'flac', 'mp3', 'none'])
/** How sound goes into an export. */
export type ExportSound = v.InferOutput<typeof ExportSoundSchema>

/** Which captions go along with the sound. */
export const ExportCaptionsSchema = v.picklist(['none', 'srt', 'vtt'])
/** Which captions go along with the sound. */
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
  /** One conversation as one WAV file with both voices; `sound` does not count then. */
  isMixed: v.boolean(),
})
/** What is exported, and how. */
export type ExportOptions = v.InferOutput<typeof ExportOptionsSchema>

/** How far something large has got; `name` is what it is at. */
export const ProgressSchema = v.object({ doneBytes: Count, totalBytes: Count, name: v.string() })
/** How far something large has got. */
export type Progress = v.InferOutput<typeof ProgressSchema>

/** What an import brought. */
export const ImportSummarySchema = v.object({
  /** Conversations that are in the library now. */
  conversations: Count,
  /** Those of them that were put beside another telling of the same conversation. */
  copies: Count,
  /** Conversations and sound files that were there already. */
  known: Count,
  /** Why something was not imported; no more than PROBLEMS_LIMIT. */
  problems: v.array(FailureSchema),
  /** How many more there were. */
  moreProblems: Count,
})
/** What an import brought. */
export type ImportSummary = v.InferOutput<typeof ImportSummarySchema>

/** The most that is told of what was not imported. */
export const PROBLEMS_LIMIT = 50
/** The most files one import may have. */
export const IMPORT_FILES_LIMIT = 20_000
/** The endings of files that can be imported, alone or as parts of an export. */
export const IMPORTABLE = /\.(zip|wav|mp3|flac|json)$/i
