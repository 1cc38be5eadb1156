/**
 * How long tests wait for what is sure to come, on a busy machine, and how often they look, in milliseconds. `expect.poll` waits
 * as long without being told (`vitest.config.ts`).
 */
export const PATIENCE = { timeout: 30_000, interval: 50 }
