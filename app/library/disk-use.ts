import * as v from 'valibot'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What a library holds and what room it takes, in bytes. */
export const DiskUseSchema = v.object({
  /** Outside the trash. */
  conversations: Count,
  turns: Count,
  /** The sound files of those. */
  soundBytes: Count,
  trash: v.object({
    conversations: Count,
    /** Turns that were put there one by one, from conversations that are not there themselves. */
    turns: Count,
    soundBytes: Count,
  }),
  /** The index beside the folders. */
  indexBytes: Count,
  /** What is left on the disk for this user. */
  freeBytes: Count,
})
/** What a library holds and what room it takes. */
export type DiskUse = v.InferOutput<typeof DiskUseSchema>
