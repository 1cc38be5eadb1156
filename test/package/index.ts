import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAll } from '../../build/bundles.ts'
import { readScriptArguments, refuseScriptArguments } from '../../build/script-arguments.ts'
import { checkInstallers } from './check-installers.ts'
import { checkPayload } from './check-payload.ts'
import { checkRunning } from './check-running.ts'
import { checkSystem } from './check-systems.ts'
import { Checks } from './checks.ts'
import { findPacked, type Packed, pack } from './packing.ts'

const usage = `npm run package:check -- [--accept] [--packed DIR]

  --accept      takes what is packed now as what should be, into test/package/payload.txt
  --packed DIR  looks at what was packed before, in place of packing`

const { values } = readScriptArguments(usage, {
  options: { accept: { type: 'boolean', default: false }, packed: { type: 'string' } },
})
if (values.packed !== undefined && !existsSync(values.packed))
  refuseScriptArguments(`${values.packed} is not there.`, usage)
const folder = await mkdtemp(join(tmpdir(), 'parley-package-'))
try {
  const checks = new Checks()
  const all = values.packed === undefined ? await packAll() : await findPacked(values.packed)
  const [first] = all
  if (first === undefined) throw new Error('There is nothing that was packed')
  console.log('What is packed')
  await checkPayload(checks, first, values.accept)
  await checkRunning(checks, first, join(folder, 'laid-out'))
  for (const packed of all) await checkSystem(checks, packed, first)
  if (values.packed === undefined) await checkInstallers(checks, first, join(folder, 'installers'))
  console.log(checks.sum)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function packAll(): Promise<Packed[]> {
  await buildAll()
  return Promise.all([
    pack('linux', join(folder, 'linux')),
    pack('mac', join(folder, 'mac')),
    pack('win', join(folder, 'win')),
  ])
}
