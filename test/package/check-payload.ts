import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../build/bundles.ts'
import type { Checks } from './checks.ts'
import type { Packed } from './packing.ts'
import { foreignIn, listed, neverLoaded, readPayload, secretsOf } from './payload.ts'

/** The list of the files in an installed Parley. */
const listFile = join(import.meta.dirname, 'payload.txt')
/** How much an installed Parley may be besides Electron's runtime, in bytes. */
const PAYLOAD_LIMIT = 8 * 1024 * 1024

/**
 * Looks at what of Parley is installed: which files, what they hold, how large they are.
 * @param accepts writes the list of files down instead of comparing it
 */
export async function checkPayload(checks: Checks, { resources }: Packed, accepts: boolean): Promise<void> {
  const asar = join(resources, 'app.asar')
  const files = readPayload(asar)
  const names = listed(files)
  if (accepts) await writeFile(listFile, `${names.join('\n')}\n`)

  await checks.check('holds exactly the files of test/package/payload.txt (--accept writes it anew)', async () => {
    assert.deepEqual(names, (await readFile(listFile, 'utf8')).trimEnd().split('\n'))
  })
  await checks.check('holds nothing that was bundled and is never loaded', () => {
    assert.deepEqual(neverLoaded(files), [])
  })
  await checks.check('holds no source map, TypeScript, test, key or path of this machine', () => {
    const secrets = [root, ...(homedir().length > 5 ? [homedir()] : []), ...secretsOf(process.env)]
    assert.deepEqual(
      files.flatMap(file => foreignIn(file, secrets)),
      [],
    )
  })
  await checks.check('begins with main of the desktop, under the names that system and keyring know', async () => {
    const manifest = files.find(({ name }) => name === 'package.json')?.content.toString() ?? '{}'
    const { main, name, productName, desktopName, scripts, devDependencies } = JSON.parse(manifest)
    assert.ok(files.some(file => file.name === main))
    assert.deepEqual(
      { name, productName, desktopName, scripts, devDependencies },
      {
        name: 'parley',
        productName: 'Parley',
        desktopName: 'org.parley.Parley.desktop',
        scripts: undefined,
        devDependencies: undefined,
      },
    )
  })
  const native = files.filter(({ name }) => name.endsWith('.node'))
  const size = native.reduce((sum, { content }) => sum + content.length, (await stat(asar)).size)
  await checks.check(`takes ${(size / 1024 / 1024).toFixed(1)} MB besides the runtime, at most 8`, () => {
    assert.ok(size <= PAYLOAD_LIMIT)
  })
}
