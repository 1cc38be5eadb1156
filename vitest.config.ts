import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from './test/helpers/patience.ts'

/** Tests that drive a Chromium take longest, so they begin first. */
const large = [
  'test/{electron,end-to-end}/**/*.test.ts',
  'test/renderer/{microphone/microphone,player,recorder,recorder-samples}.test.ts',
]
/**
 * Tests of redaction make hundreds of keys known, each of which is looked for in whatever the same process says from then on; mangled
 * answers say much.
 */
const keys = ['test/main/endpoint/{mutated-answers,failure/redact}.test.ts']
/** Tests of what becomes of a library on a disk that fills up or under a process that is killed: on a real disk, as users have it. */
const onDisk = ['test/main/library/{full-disk,killed}.test.ts']
const never = ['test/bench/**', 'test/litellm/**']

/** Tests run against real files, servers and browsers; most wait for sound that takes its time, so five files are run at once on two cores. */
export default defineConfig({
  test: {
    exclude: never,
    globalSetup: ['test/helpers/run-environment.ts', 'test/helpers/run-folder.ts'],
    setupFiles: 'test/helpers/equal-numbers.ts',
    // Processes that tests start load their sources in half the time once one of them has compiled them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'parley', 'compiled') },
    pool: 'forks',
    maxWorkers: 5,
    // Longer than anything a test waits for, so that what did not come is what is told.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: PATIENCE },
    // Files share a process, the modules it has loaded and the Chromium it has started; what they replace for a test is put back.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    // One begins after the other, in the order of their names.
    projects: [
      { extends: true, test: { name: 'disk', include: onDisk, env: { TMPDIR: tmpdir() } } },
      { extends: true, test: { name: 'keys', include: keys, isolate: true } },
      { extends: true, test: { name: 'large', include: large } },
      {
        extends: true,
        test: {
          name: 'small',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...never, ...large, ...keys, ...onDisk],
        },
      },
    ],
  },
})
