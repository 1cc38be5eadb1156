import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from '../../build/bundles.ts'
import { layOutLinux } from './linux-stand-in.ts'
import { layOutMac } from './mac-stand-in.ts'
import { layOutWindows } from './windows-stand-in.ts'

/** The systems Parley is packed for, as electron-builder calls them. */
const systems = ['linux', 'mac', 'win'] as const
/** One of them. */
type System = (typeof systems)[number]

const layOut = { linux: layOutLinux, mac: layOutMac, win: layOutWindows } as const

/** Where electron-builder leaves the applications it has laid out, in the folder it was given, for each kind of processor. */
const unpacked: Record<System, readonly string[]> = {
  linux: ['linux-unpacked', 'linux-arm64-unpacked'],
  mac: ['mac', 'mac-arm64'],
  win: ['win-unpacked', 'win-arm64-unpacked'],
}

/** What was packed for one system. Paths are absolute. */
export interface Packed {
  system: System
  /** The folder that holds the application. */
  folder: string
  /** What a user starts: the program, on macOS the `.app`. */
  program: string
  /** Holds `app.asar`. */
  resources: string
}

/** Packs Parley for one system as its installers would, into `output`, around a stand-in for Electron that is laid out there too. */
export async function pack(system: System, output: string): Promise<Packed> {
  const electron = join(output, 'electron')
  await layOut[system](electron)
  await runBuilder(['--dir', `--${system}`, '--x64', `-c.electronDist=${electron}`], output)
  const [packed] = await findPacked(output)
  if (packed === undefined) throw new Error(`Nothing was packed for ${system}`)
  return packed
}

/** Applications that electron-builder has laid out in a folder, for whichever systems it did. */
export async function findPacked(output: string): Promise<Packed[]> {
  const names = await readdir(output)
  return systems.flatMap(system =>
    unpacked[system].filter(name => names.includes(name)).map(name => packedIn(system, join(output, name))),
  )
}

function packedIn(system: System, folder: string): Packed {
  const program = join(folder, { linux: 'parley', mac: 'Parley.app', win: 'Parley.exe' }[system])
  const resources = system === 'mac' ? join(program, 'Contents', 'Resources') : join(folder, 'resources')
  return { system, folder, program, resources }
}

/** Nothing is signed, not even for the machine that packs: a stand-in has nothing to sign. */
const UNSIGNED = ['-c.mac.identity=null', '--no-config.electronFuses.resetAdHocDarwinSignature']

/**
 * Runs electron-builder with the configuration of the installers. It signs nothing and downloads nothing: what it would
 * fetch is asked of a port where nobody listens.
 * @param variables of its environment besides those of this process
 */
export async function runBuilder(
  args: readonly string[],
  output: string,
  variables: Record<string, string> = {},
): Promise<void> {
  const nowhere = 'http://127.0.0.1:9/'
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const child = spawn(
    process.execPath,
    [cli, ...args, '--publish', 'never', `-c.directories.output=${output}`, ...UNSIGNED],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CSC_IDENTITY_AUTO_DISCOVERY: 'false',
        ELECTRON_BUILDER_CACHE: join(output, 'cache'),
        ELECTRON_BUILDER_BINARIES_MIRROR: nowhere,
        ELECTRON_MIRROR: nowhere,
        ...variables,
      },
    },
  )
  const [[code], told, complained] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  if (code !== 0) throw new Error(`electron-builder ${args.join(' ')} failed:\n${told}${complained}`)
}
