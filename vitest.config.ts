import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from './test/helpers/patience.ts'

/** Tests that drive a Chromium or the processes of many libraries: they take longest, so they begin first. */
const large = [
  'test/{electron,end-to-end}/**/*.test.ts',
  'test/renderer/{microphone,player,recorder}.test.ts',
  'test/main/library/{full-disk,killed}.test.ts',
]

/** Tests run against real files, servers and browsers; most wait for sound that takes its time, so four files are run at once. */
export default defineConfig({
  test: {
    exclude: ['test/bench/**', 'test/litellm/**'],
    // Processes that tests start load their sources in half the time once one of them has compiled them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'parley', 'compiled') },
    pool: 'forks',
    maxWorkers: 4,
    // Longer than anything a test waits for, so that what did not come is what is told.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: PATIENCE },
    projects: [
      // Each file in a process of its own, which comes first.
      { extends: true, test: { name: 'large', include: large } },
      // Files share a process and the modules it has loaded; what they replace for a test is put back.
      {
        extends: true,
        test: {
          name: 'small',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/bench/**', 'test/litellm/**', ...large],
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
    ],
  },
})
