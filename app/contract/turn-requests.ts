import * as v from 'valibot'
import { IdSchema, SoundSchema, TurnSchema } from '../conversation.ts'
import { IDS_LIMIT, TEXT_LIMIT } from '../limits.ts'
import { ProfileTimesSchema } from '../turns/turn-times.ts'
import { Bytes, Count, Nothing, OfTurn } from './fields.ts'

/** The progress of transcribing earlier recordings; while that is not running, how many have no transcript. */
export const BackfillProgressSchema = v.object({
  isRunning: v.boolean(),
  done: Count,
  total: Count,
  /** How long the remaining ones are together. */
  leftMs: v.pipe(v.number(), v.minValue(0)),
})
/** The progress of transcribing earlier recordings. */
export type BackfillProgress = v.InferOutput<typeof BackfillProgressSchema>

/** Requests about kept turns: hearing, correcting, removing and transcribing them. */
export const turnRequests = {
  /** A part of a turn's sound file, at most MESSAGE_BYTES_LIMIT long; `totalBytes` is the file's size. */
  readSound: {
    input: v.object({ turnId: IdSchema, side: v.picklist(['recording', 'reply']), offset: Count }),
    output: v.object({ bytes: Bytes, totalBytes: Count, format: SoundSchema.entries.format }),
  },
  listDrafts: { input: Nothing, output: v.array(TurnSchema) },
  /** Puts a turn into the trash: a discarded recording for a day, a deleted turn for 30. */
  trashTurn: { input: v.object({ turnId: IdSchema, kind: v.picklist(['discarded', 'deleted']) }), output: Nothing },
  /** Restores a trashed turn, as a draft or as it was. */
  restoreTurn: { input: OfTurn, output: TurnSchema },
  /** Replaces the words of a recording or a reply by hand. They may be empty. */
  editWords: {
    input: v.object({
      turnId: IdSchema,
      side: v.picklist(['recording', 'reply']),
      words: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
    }),
    output: TurnSchema,
  },
  /** Turns that were trashed on their own, newest first. */
  listTrashedTurns: { input: Nothing, output: v.array(TurnSchema) },
  /** Deletes turns with their sounds, at once and for good. */
  deleteTurns: { input: v.object({ turnIds: v.pipe(v.array(IdSchema), v.maxLength(IDS_LIMIT)) }), output: Nothing },
  /** How long the newest turns took, by profile. */
  getTurnTimes: { input: Nothing, output: v.array(ProfileTimesSchema) },
  /** Transcribes a recording again after that failed. */
  transcribeTurn: { input: OfTurn, output: Nothing },
  getBackfill: { input: Nothing, output: BackfillProgressSchema },
  /** Transcribes all recordings without a transcript, the newest first. Progress is announced, and a restart continues. */
  startBackfill: { input: Nothing, output: BackfillProgressSchema },
  stopBackfill: { input: Nothing, output: BackfillProgressSchema },
} as const
