import * as v from 'valibot'
import { FailureSchema } from '../errors.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** The state of moving the library to another folder. */
export const LibraryMoveSchema = v.variant('name', [
  v.object({ name: v.literal('none') }),
  v.object({
    name: v.literal('moving'),
    /** The new folder. */
    folder: v.string(),
    /** `waiting`: until recordings and replies have ended; `removing`: the old folder. */
    phase: v.picklist(['copying', 'verifying', 'waiting', 'removing']),
    doneBytes: Count,
    /** 0 when it is not known. */
    totalBytes: Count,
  }),
  /** Cut off: the library is where it was, and part of a copy is in `folder`. */
  v.object({ name: v.literal('unfinished'), folder: v.string(), failure: v.nullable(FailureSchema) }),
  /** Moved, but the old library, in `folder`, is still to be removed. */
  v.object({ name: v.literal('unremoved'), folder: v.string(), failure: v.nullable(FailureSchema) }),
  /**
   * Moved. `left` are paths below `from` that stay there because they are not Parley's. `damaged` are sounds that no longer match their
   * checksum, and did not before the move.
   */
  v.object({ name: v.literal('moved'), from: v.string(), left: v.array(v.string()), damaged: v.array(v.string()) }),
])
/** The state of moving the library to another folder. */
export type LibraryMove = v.InferOutput<typeof LibraryMoveSchema>
