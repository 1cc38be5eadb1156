/** A system that has just woken or been unlocked may not answer yet, so it is asked again after 1, 3 and 10 seconds. */
export const RETRY_AFTER_MS: readonly number[] = [1000, 3000, 10_000]

/** How long to wait after so many failures; null to give up. */
export function retryDelayMs(failures: number, schedule: readonly number[] = RETRY_AFTER_MS): number | null {
  return schedule[failures - 1] ?? null
}
