import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from './test/helpers/patience.ts'

/**
 * Tests that drive a Chromium take longest, so they begin first. Those of redaction make hundreds of keys known, each of which is looked
 * for in whatever the same process says from then on; mangled answers say much.
 */
const large = [
  'test/{electron,end-to-end}/**/*.test.ts',
  'test/renderer/{microphone/microphone,player,recorder,recorder-samples}.test.ts',
  'test/main/endpoint/{mutated-answers,failure/redact}.test.ts',
]
/** Tests of what becomes of a library on a disk that fills up or under a process that is killed: on a real disk, as users have it. */
const onDisk = ['test/main/library/{full-disk,killed}.test.ts']
const never = ['test/bench/**', 'test/litellm/**']

/** Linux keeps this folder in memory, where nothing waits until a disk has written. */
const MEMORY = '/dev/shm'
/** As much as all folders of tests that run at once take, many times over. */
const ENOUGH_BYTES = 1024 ** 3

/** Where tests make their folders: in memory, where there is room. */
function foldersOfTests(): string {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}

const inMemory = { TMPDIR: foldersOfTests() }

/** Tests run against real files, servers and browsers; most wait for sound that takes its time, so five files are run at once on two cores. */
export default defineConfig({
  test: {
    exclude: never,
    // Processes that tests start load their sources in half the time once one of them has compiled them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'parley', 'compiled') },
    pool: 'forks',
    maxWorkers: 5,
    // Longer than anything a test waits for, so that what did not come is what is told.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: PATIENCE },
    projects: [
      // Each file in a process of its own, which comes first.
      { extends: true, test: { name: 'large', include: large, env: inMemory } },
      { extends: true, test: { name: 'disk', include: onDisk } },
      // Files share a process and the modules it has loaded; what they replace for a test is put back.
      {
        extends: true,
        test: {
          name: 'small',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...never, ...large, ...onDisk],
          env: inMemory,
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
    ],
  },
})
