/** For how long a crash of the window counts. */
const MEMORY_MS = 60_000

/** What to do about a window whose process has gone. `crashes` is what to pass in the next time. */
export interface CrashDecision {
  action: 'ignore' | 'reload' | 'give-up'
  crashes: readonly number[]
}

/**
 * Decides whether a window that lost its process is reloaded. It is not if it crashes twice within a minute, because it would go on
 * crashing.
 * @param reason as Electron's `render-process-gone` names it; a closed window exits cleanly
 * @param crashes times of earlier crashes, in milliseconds
 */
export function afterCrash(reason: string, crashes: readonly number[], now: number): CrashDecision {
  if (reason === 'clean-exit') return { action: 'ignore', crashes }
  const recent = crashes.filter(time => now - time < MEMORY_MS)
  return { action: recent.length === 0 ? 'reload' : 'give-up', crashes: [...recent, now] }
}
