import * as v from 'valibot'

/** Why a newer version could not be looked for or downloaded. */
const updateFaults = ['unreachable', 'not-there', 'damaged', 'foreign', 'no-room', 'failed'] as const
/** Why a newer version could not be looked for or downloaded. */
export type UpdateFault = (typeof updateFaults)[number]

/** What is known about newer versions of Parley, and what is being done. */
export const UpdatesSchema = v.object({
  /** Whether Parley replaces itself, can only open its page, or does neither, as in development. */
  way: v.picklist(['installs', 'link', 'none']),
  /**
   * `resting`: nobody has looked yet; `newest`: there is nothing newer; `waiting`: will be downloaded when nobody talks; `ready`: will be
   * installed when Parley quits.
   */
  phase: v.picklist(['off', 'resting', 'looking', 'newest', 'available', 'waiting', 'fetching', 'ready']),
  /** The newer version; empty while none is known. */
  version: v.string(),
  /** What it brings, as plain text. */
  notes: v.string(),
  fault: v.nullable(v.picklist(updateFaults)),
})
/** What is known about newer versions of Parley. */
export type Updates = v.InferOutput<typeof UpdatesSchema>
