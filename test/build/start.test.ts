import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../build/bundles.ts'
import { help } from '../../main/flags.ts'

/** Runs `npm start` with those flags; only such that end it before anything is built. */
function start(
  ...flags: string[]
): Promise<{ code: number | string | null | undefined; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [join(root, 'build', 'start.ts'), ...flags], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr })
    })
  })
}

test('--help explains every flag', async () => {
  expect(await start('--help')).toEqual({ code: 0, stdout: `${help}\n`, stderr: '' })
})

test('a flag it does not know ends it with code 2 and a sentence, before anything is built', async () => {
  expect(await start('--colour')).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^.*--colour.*\n$/) })
})
