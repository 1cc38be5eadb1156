import * as v from 'valibot'
import { DiskUseSchema } from '../library/disk-use.ts'
import { LibraryMoveSchema } from '../library/library-move.ts'
import { RetentionPolicySchema, RetentionPreviewSchema } from '../library/retention.ts'
import { PATH_LIMIT, SettingsSchema } from '../settings.ts'
import { Nothing } from './fields.ts'

const OfFolder = v.object({ folder: v.pipe(v.string(), v.maxLength(PATH_LIMIT)) })

/** What the window asks about the library as a whole: how long things are kept, what room they take, and where it is. */
export const libraryRequests = {
  /** Counts what a policy would remove now. Removes nothing. */
  previewRetention: { input: v.object({ policy: RetentionPolicySchema }), output: RetentionPreviewSchema },
  /** The user has seen what a policy removes and wants it: it counts from now on. What is removed is announced. */
  applyRetention: { input: v.object({ policy: RetentionPolicySchema }), output: SettingsSchema },
  getDiskUse: { input: Nothing, output: DiskUseSchema },
  getMove: { input: Nothing, output: LibraryMoveSchema },
  /**
   * Moves the library to another folder while it is in use. Answered once that is found possible and has begun; the rest is
   * announced. A move to that folder that was cut off is gone on with.
   */
  moveLibrary: { input: OfFolder, output: Nothing },
  /** Goes on with a move that was cut off, or with removing what the library was moved from. */
  continueMove: { input: Nothing, output: Nothing },
  /** Stops a move and removes its copy; of one that is done but for the old folder, leaves that as it is. */
  cancelMove: { input: Nothing, output: Nothing },
  /** Looks again for a library that was not there. */
  findLibrary: { input: Nothing, output: Nothing },
  /** Takes the library in another folder in place of one that is not there; in the data folder, a new one when there is none. */
  useLibrary: { input: OfFolder, output: Nothing },
  /** Lets the user choose a folder in a dialog of the system; null when none was chosen, or there is no such dialog. */
  chooseFolder: { input: Nothing, output: v.object({ folder: v.nullable(v.string()) }) },
} as const
