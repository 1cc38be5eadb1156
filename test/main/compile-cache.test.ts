import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../../build/bundles.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-compiled-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** A process that keeps what it compiles in a data folder, is killed before it ends in order, and prints what it loaded. */
async function start(dataFolder: string, environment: Record<string, string> = {}): Promise<string> {
  const loaded = join(folder, 'loaded.mjs')
  const entry = join(folder, 'entry.mjs')
  await writeFile(loaded, `export const answer = 42 // ${'long enough to be worth it '.repeat(100)}`)
  await writeFile(
    entry,
    `import { flushCompiledSoon, keepCompiled } from ${JSON.stringify(join(root, 'main', 'compile-cache.ts'))}
    keepCompiled(${JSON.stringify(dataFolder)}, ${JSON.stringify(environment)})
    const { answer } = await import('./loaded.mjs')
    console.log(answer)
    flushCompiledSoon(0)
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100)`,
  )
  // What tests themselves are compiled into would be taken instead.
  const { NODE_COMPILE_CACHE: _, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, [entry], {
    env,
    timeout: 60_000,
    killSignal: 'SIGKILL',
  }).catch((killed: { stdout: string }) => killed)
  return stdout.trim()
}

test('what was compiled is in the data folder, for nobody else, also when Parley is killed', async () => {
  const dataFolder = join(folder, 'data')
  expect(await start(dataFolder)).toBe('42')
  const files = await readdir(join(dataFolder, 'compiled'), { recursive: true, withFileTypes: true })
  expect(files.filter(file => file.isFile()).length).toBeGreaterThan(0)
  expect([((await stat(dataFolder)).mode & 0o777).toString(8)]).toEqual(['700'])
})

test('an AppImage keeps nothing, for its scripts are somewhere else at every start', async () => {
  const dataFolder = join(folder, 'data')
  expect(await start(dataFolder, { APPIMAGE: '/home/ada/parley.AppImage' })).toBe('42')
  expect(existsSync(dataFolder)).toBe(false)
})

test('a data folder that cannot be made is no reason not to start', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  await chmod(file, 0o400)
  expect(await start(file)).toBe('42')
})

// Node's own way to make a folder and those above it never ends there.
test.skipIf(!existsSync('/proc/self'))('nor is a place where the system makes none', async () => {
  expect(await start('/proc/parley')).toBe('42')
})
