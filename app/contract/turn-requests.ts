import * as v from 'valibot'
import { IdSchema, SoundSchema, TurnSchema } from '../conversation.ts'
import { IDS_LIMIT, TEXT_LIMIT } from '../limits.ts'
import { ProfileTimesSchema } from '../turns/turn-times.ts'
import { Bytes, Count, Nothing, OfTurn } from './fields.ts'

/** How far recordings from before are put into words; while that does not run, how many lack them. */
export const BackfillProgressSchema = v.object({
  isRunning: v.boolean(),
  done: Count,
  total: Count,
  /** How long those that are left are together. */
  leftMs: v.pipe(v.number(), v.minValue(0)),
})
/** How far recordings from before are put into words. */
export type BackfillProgress = v.InferOutput<typeof BackfillProgressSchema>

/** What the window asks about single turns that are kept: to hear, correct and remove them, and to put them into words. */
export const turnRequests = {
  /** A part of a turn's sound file, at most MESSAGE_BYTES_LIMIT long; `totalBytes` is the file's size. */
  readSound: {
    input: v.object({ turnId: IdSchema, side: v.picklist(['recording', 'reply']), offset: Count }),
    output: v.object({ bytes: Bytes, totalBytes: Count, format: SoundSchema.entries.format }),
  },
  listDrafts: { input: Nothing, output: v.array(TurnSchema) },
  /** Puts a turn into the trash: a discarded recording for a day, what was deleted for 30. */
  trashTurn: { input: v.object({ turnId: IdSchema, kind: v.picklist(['discarded', 'deleted']) }), output: Nothing },
  /** Takes a trashed turn back, as a draft or as it was answered. */
  restoreTurn: { input: OfTurn, output: TurnSchema },
  /** Puts words in place of those of a recording or a reply, by hand; they may be empty. */
  editWords: {
    input: v.object({
      turnId: IdSchema,
      side: v.picklist(['recording', 'reply']),
      words: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
    }),
    output: TurnSchema,
  },
  /** Turns that were put into the trash one by one, newest first. */
  listTrashedTurns: { input: Nothing, output: v.array(TurnSchema) },
  /** Deletes turns with their sounds, at once and for ever. */
  deleteTurns: { input: v.object({ turnIds: v.pipe(v.array(IdSchema), v.maxLength(IDS_LIMIT)) }), output: Nothing },
  /** What the newest turns took, by profile. */
  getTurnTimes: { input: Nothing, output: v.array(ProfileTimesSchema) },
  /** Puts a recording into words that could not be before. */
  transcribeTurn: { input: OfTurn, output: Nothing },
  getBackfill: { input: Nothing, output: BackfillProgressSchema },
  /** Puts all recordings into words that lack them, the newest first; progress is announced. Goes on after a restart. */
  startBackfill: { input: Nothing, output: BackfillProgressSchema },
  stopBackfill: { input: Nothing, output: BackfillProgressSchema },
} as const
