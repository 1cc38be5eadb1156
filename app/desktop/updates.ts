import * as v from 'valibot'

/** Why a newer version could not be looked for or fetched. */
const updateFaults = ['unreachable', 'not-there', 'damaged', 'foreign', 'no-room', 'failed'] as const
/** Why a newer version could not be looked for or fetched. */
export type UpdateFault = (typeof updateFaults)[number]

/** What is known of newer versions of Parley, and what is done about them. */
export const UpdatesSchema = v.object({
  /** Whether Parley replaces itself, can only lead to its page, or does neither, as where it is developed. */
  way: v.picklist(['installs', 'link', 'none']),
  /**
   * `resting`: nobody has looked yet; `newest`: there is nothing newer; `waiting`: it is fetched when nobody talks; `ready`: it is
   * installed when Parley is quit.
   */
  phase: v.picklist(['off', 'resting', 'looking', 'newest', 'available', 'waiting', 'fetching', 'ready']),
  /** The newer version; empty while none is known. */
  version: v.string(),
  /** What it brings, as plain text. */
  notes: v.string(),
  fault: v.nullable(v.picklist(updateFaults)),
})
/** What is known of newer versions of Parley. */
export type Updates = v.InferOutput<typeof UpdatesSchema>
