import * as v from 'valibot'
import { FailureSchema } from '../errors.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Where moving the library to another folder stands. */
export const LibraryMoveSchema = v.variant('name', [
  v.object({ name: v.literal('none') }),
  v.object({
    name: v.literal('moving'),
    /** Where to. */
    folder: v.string(),
    /** `waiting` for what is being said and answered to come to its end; `removing` what is left in the old folder. */
    phase: v.picklist(['copying', 'verifying', 'waiting', 'removing']),
    doneBytes: Count,
    /** 0 when that cannot be said. */
    totalBytes: Count,
  }),
  /** Cut off: the library is where it was, a part of its copy in `folder`. */
  v.object({ name: v.literal('unfinished'), folder: v.string(), failure: v.nullable(FailureSchema) }),
  /** Moved, but what it was in, `folder`, is still to be removed. */
  v.object({ name: v.literal('unremoved'), folder: v.string(), failure: v.nullable(FailureSchema) }),
  /**
   * Moved. `left` are paths below `from` that stay there because they are not Parley's, `damaged` sounds that are not what they were
   * when they were kept, and were not before they were moved.
   */
  v.object({ name: v.literal('moved'), from: v.string(), left: v.array(v.string()), damaged: v.array(v.string()) }),
])
/** Where moving the library to another folder stands. */
export type LibraryMove = v.InferOutput<typeof LibraryMoveSchema>
