/** A system that has just woken or unlocked may not answer yet: it is asked again after 1, 3 and 10 seconds. */
export const RETRY_AFTER_MS: readonly number[] = [1000, 3000, 10_000]

/** How long to wait after so many failures; null when enough was tried. */
export function retryDelayMs(failures: number, schedule: readonly number[] = RETRY_AFTER_MS): number | null {
  return schedule[failures - 1] ?? null
}
