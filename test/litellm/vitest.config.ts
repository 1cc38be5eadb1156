import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from '../helpers/patience.ts'

/** Tests against a LiteLLM proxy: one for all files, so one file at a time. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['test/litellm/*.test.ts'],
    globalSetup: join(import.meta.dirname, 'global-setup.ts'),
    setupFiles: join(import.meta.dirname, 'await-proxy.ts'),
    // What failed because the proxy crashed under it.
    retry: 1,
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 200_000,
    expect: { poll: PATIENCE },
  },
})
