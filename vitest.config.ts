import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from './test/helpers/patience.ts'

/** Tests run against real files, servers and browsers; two files at a time leaves room for the Chromium each may start. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/bench/**'],
    // Processes that tests start load their sources in half the time once one of them has compiled them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'parley', 'compiled') },
    pool: 'forks',
    maxWorkers: 2,
    // Longer than anything a test waits for, so that what did not come is what is told.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: PATIENCE },
  },
})
