/** How long a crash of the window is held against it. */
const MEMORY_MS = 60_000

/** What to do about a window whose process has gone. `crashes` is what to remember for the next time. */
export interface CrashDecision {
  action: 'ignore' | 'reload' | 'give-up'
  crashes: readonly number[]
}

/**
 * Decides whether a window that lost its process is loaded again: once, for what crashes twice within a minute would go on doing it.
 * @param reason as Electron's `render-process-gone` names it; a window that was closed exits cleanly
 * @param crashes times of earlier crashes, in milliseconds
 */
export function afterCrash(reason: string, crashes: readonly number[], now: number): CrashDecision {
  if (reason === 'clean-exit') return { action: 'ignore', crashes }
  const recent = crashes.filter(time => now - time < MEMORY_MS)
  return { action: recent.length === 0 ? 'reload' : 'give-up', crashes: [...recent, now] }
}
