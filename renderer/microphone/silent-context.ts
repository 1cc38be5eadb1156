/** How long a sound context at Parley's own rate has until it must run, and once it does until it must have given a sample that is not zero. */
export const CONTEXT_TESTED_MS = 1000

/** What has come of a microphone in a sound context by then. */
export interface ShownByContext {
  /** Whether it runs at Parley's own rate and not at the device's. */
  isOwnRate: boolean
  hasSounded: boolean
  /** Whether the system itself gives silence instead of what the microphone hears. */
  isMuted: boolean
}

/**
 * Whether a context is to be replaced by one at the device's own rate. Some drivers take any rate and then deliver nothing, or exact
 * silence (8 kHz on WASAPI, GopherTrunk#869). A microphone that is silent itself leads to the same, and loses nothing by it.
 */
export function isContextSilent({ isOwnRate, hasSounded, isMuted }: ShownByContext): boolean {
  return isOwnRate && !hasSounded && !isMuted
}
