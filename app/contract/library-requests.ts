import * as v from 'valibot'
import { DiskUseSchema } from '../library/disk-use.ts'
import { LibraryMoveSchema } from '../library/library-move.ts'
import { RetentionPolicySchema, RetentionPreviewSchema } from '../library/retention.ts'
import { PATH_LIMIT, SettingsSchema } from '../settings.ts'
import { Nothing } from './fields.ts'

const OfFolder = v.object({ folder: v.pipe(v.string(), v.maxLength(PATH_LIMIT)) })

/** Requests about the library as a whole: how long things are kept, how much room they take, and where it is. */
export const libraryRequests = {
  /** Counts what a policy would remove now, without removing anything. */
  previewRetention: { input: v.object({ policy: RetentionPolicySchema }), output: RetentionPreviewSchema },
  /** The user has seen what a policy removes and agrees. The policy applies from now on, and what is removed is announced. */
  applyRetention: { input: v.object({ policy: RetentionPolicySchema }), output: SettingsSchema },
  getDiskUse: { input: Nothing, output: DiskUseSchema },
  getMove: { input: Nothing, output: LibraryMoveSchema },
  /**
   * Moves the library to another folder while it is in use. Answers once the move is known to be possible and has begun; the rest is
   * announced. A move to that folder that was cut off is continued.
   */
  moveLibrary: { input: OfFolder, output: Nothing },
  /** Continues a move that was cut off, or the removal of the old library. */
  continueMove: { input: Nothing, output: Nothing },
  /** Stops a move and removes its copy. If only the old library is still to be removed, leaves it as it is. */
  cancelMove: { input: Nothing, output: Nothing },
  /** Looks again for a library that was not there. */
  findLibrary: { input: Nothing, output: Nothing },
  /** Uses the library in another folder in place of one that is not there. In the data folder, begins a new one if there is none. */
  useLibrary: { input: OfFolder, output: Nothing },
  /** Lets the user choose a folder in the system's dialog; null when none was chosen, or there is no such dialog. */
  chooseFolder: { input: Nothing, output: v.object({ folder: v.nullable(v.string()) }) },
} as const
