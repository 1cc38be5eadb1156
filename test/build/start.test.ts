import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../build/bundles.ts'
import { help } from '../../main/flags.ts'

/** Runs a script of `build/` with those flags; only such that end it before anything is built. */
function run(
  script: string,
  ...flags: string[]
): Promise<{ code: number | string | null | undefined; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [join(root, 'build', script), ...flags], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr })
    })
  })
}

test('--help explains every flag', async () => {
  expect(await run('start.ts', '--help')).toEqual({ code: 0, stdout: `${help}\n`, stderr: '' })
})

test('a flag it does not know ends it with code 2 and a sentence, before anything is built', async () => {
  expect(await run('start.ts', '--colour')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^.*--colour.*\n$/),
  })
})

test('a script that knows no flag says so, and how it is called, in place of building', async () => {
  expect(await run('build.ts', '--colour')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^There is no option --colour\.\n\nnpm run build.*\n$/),
  })
})
