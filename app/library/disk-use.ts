import * as v from 'valibot'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What a library contains and how much room it takes, in bytes. */
export const DiskUseSchema = v.object({
  /** Outside the trash. */
  conversations: Count,
  turns: Count,
  /** The sound files of these turns. */
  soundBytes: Count,
  trash: v.object({
    conversations: Count,
    /** Turns that were trashed on their own, while their conversations were not. */
    turns: Count,
    soundBytes: Count,
  }),
  /** The index beside the folders. */
  indexBytes: Count,
  /** The free space on the disk for this user. */
  freeBytes: Count,
})
/** What a library contains and how much room it takes. */
export type DiskUse = v.InferOutput<typeof DiskUseSchema>
