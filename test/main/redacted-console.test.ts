import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { newKey } from '../helpers/asking.ts'

const main = join(import.meta.dirname, '..', '..', 'main')

/** What a process prints that redacts its console, knows a key and runs this. */
async function printed(key: string, code: string): Promise<{ stdout: string; stderr: string }> {
  const begin = `
    import { noteSecret } from ${JSON.stringify(join(main, 'endpoint', 'failure', 'redact.ts'))}
    import { redactConsole } from ${JSON.stringify(join(main, 'redacted-console.ts'))}
    redactConsole()
    noteSecret(process.env.KEY)
    const key = process.env.KEY`
  const args = ['--input-type=module-typescript', '--disable-warning=ExperimentalWarning', '-e', `${begin}\n${code}`]
  const run = promisify(execFile)(process.execPath, args, { env: { ...process.env, KEY: key } })
  return run.catch((error: { stdout: string; stderr: string }) => error)
}

test('nothing that is printed has a key in it, whatever it is part of', async () => {
  const key = newKey()
  const { stdout, stderr } = await printed(
    key,
    `console.log('%s of %d', key, 2, { deep: { er: [key] } })
     console.info('100 %')
     console.debug(new URL('https://example.test/?k=' + key).href)
     console.warn(new Map([[key, 1]]))
     console.error(new Error('about ' + key, { cause: new Error(key) }))`,
  )
  expect(stdout).toBe("[key] of 2 { deep: { er: [ '[key]' ] } }\n100 %\nhttps://example.test/?k=[key]\n")
  expect(stderr).toMatch(/^Map\(1\) { '\[key\]' => 1 }\nError: about \[key\]\n {4}at /)
  expect(stderr).not.toContain(key)
})

test('an error that nobody caught ends the process, and is told without the key', async () => {
  const key = newKey()
  const ended = await printed(key, `setTimeout(() => { throw new TypeError('invalid value ' + key) })`)
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^TypeError: invalid value \[key\]\n/) })
  expect(ended.stderr).not.toContain(key)
})
