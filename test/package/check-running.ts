import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { extractAll } from '@electron/asar'
import type { Checks } from './checks.ts'
import type { Packed } from './packing.ts'

const tripwire = pathToFileURL(join(import.meta.dirname, 'tripwire.ts')).href

/** Runs what was packed in plain Node, laid out in an empty folder from which no other file of the repository is found. */
export async function checkRunning(checks: Checks, { resources }: Packed, folder: string): Promise<void> {
  extractAll(join(resources, 'app.asar'), folder)
  const main = join(folder, 'out', 'main')

  await checks.check(
    'main starts in plain Node and lacks nothing until it first asks Electron for something',
    async () => {
      const { code, told } = await run(folder, ['--import', tripwire, join(main, 'desktop.js')])
      assert.match(told, /^First call of Electron: app\.\w+\n$/)
      assert.equal(code, 64)
    },
  )
  await checks.check('whatever main loads later is there too', async () => {
    const later = (await readdir(main)).filter(name => /-[\w-]{8}\.js$/.test(name))
    const loadAll = `for (const name of ${JSON.stringify(later)}) await import(${JSON.stringify(pathToFileURL(main).href)} + '/' + name)`
    const { code, told } = await run(folder, ['--import', tripwire, '--input-type=module', '--eval', loadAll])
    assert.equal(told, '')
    assert.equal(code, 0)
    assert.ok(later.length > 0)
  })
  await checks.check('a question is asked and its spoken answer kept, with these files alone', async () => {
    const reply = join(folder, 'reply.wav')
    const asked = ['--text', 'Hello', '--endpoint', 'practice', '--out', reply, '--data', join(folder, 'data')]
    const { code, told } = await run(folder, [join(main, 'command-line.js'), ...asked])
    assert.equal(code, 0, told)
    assert.ok((await stat(reply)).size > 24_000)
  })
}

/** Runs Node in a folder, with none of this process's variables but where programs are found. */
async function run(cwd: string, args: readonly string[]): Promise<{ code: number | null; told: string }> {
  const { PATH = '', SYSTEMROOT = '' } = process.env
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, SYSTEMROOT, HOME: cwd, PARLEY_SCRIPTS: join(cwd, 'out', 'main') },
  })
  const [[code], , told] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  return { code, told }
}
