import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAll } from '../../build/bundles.ts'
import { checkInstallers } from './check-installers.ts'
import { checkPayload } from './check-payload.ts'
import { checkRunning } from './check-running.ts'
import { checkCommon, checkLinux, checkMac, checkWindows } from './check-systems.ts'
import { Checks } from './checks.ts'
import { type Packed, pack } from './packing.ts'

const folder = await mkdtemp(join(tmpdir(), 'parley-package-'))
try {
  await buildAll()
  const checks = new Checks()
  const [linux, mac, windows] = await Promise.all([
    pack('linux', join(folder, 'linux')),
    pack('mac', join(folder, 'mac')),
    pack('win', join(folder, 'win')),
  ])
  console.log('What is packed')
  await checkPayload(checks, linux, process.argv.includes('--accept'))
  await checkRunning(checks, linux, join(folder, 'laid-out'))
  await forSystem('Linux', linux, checkLinux)
  await forSystem('macOS', mac, checkMac)
  await forSystem('Windows', windows, checkWindows)
  await checkInstallers(checks, linux, join(folder, 'installers'))
  console.log(checks.sum)

  async function forSystem(name: string, packed: Packed, look: (checks: Checks, packed: Packed) => Promise<void>) {
    console.log(`Parley for ${name}`)
    await checkCommon(checks, packed, [linux])
    await look(checks, packed)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
