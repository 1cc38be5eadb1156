/**
 * How long tests wait for what is sure to come, on a machine that is busy with something else, and how often they look, in
 * milliseconds. `expect.poll` does so by itself (`vitest.config.ts`).
 */
export const PATIENCE = { timeout: 30_000, interval: 50 }
