import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from '../helpers/patience.ts'

/** Tests against a LiteLLM proxy: one for all files, so one file at a time. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['test/litellm/*.test.ts'],
    globalSetup: join(import.meta.dirname, 'global-setup.ts'),
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: PATIENCE },
  },
})
