import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { outFolder } from '../../build/bundles.ts'

/** A LiteLLM proxy that can be started, or why there is none. */
export type VirtualEnvironment = { kind: 'ready'; folder: string; command: string } | { kind: 'missing'; why: string }

/** The releases of Python that LiteLLM is locked for. */
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'] as const
const OLDEST = 10
const NEWEST = 14
const requirements = join(import.meta.dirname, 'requirements.txt')
const WINDOWS = process.platform === 'win32'
/** What pip says when it finds no PyPI, rather than something wrong there: no package of any version, or no connection. */
const noPyPi = /from versions: none|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|NameResolutionError/

/**
 * Installs the locked LiteLLM into a virtual environment of its own under `out/`, or finds it there from before: nothing is
 * installed anywhere else, and only files whose checksums are in `requirements.txt`.
 * @param tell says what takes its time
 * @throws with pip's own words when it fails for another reason than that PyPI cannot be reached
 */
export async function prepareVirtualEnvironment(tell: (sentence: string) => void): Promise<VirtualEnvironment> {
  const python = await findPython()
  if (!python) return { kind: 'missing', why: `Python 3.${OLDEST} to 3.${NEWEST} is not installed` }
  const key = createHash('sha256')
    .update(await readFile(requirements))
    .update(python.version)
    .digest('hex')
    .slice(0, 12)
  const folder = join(outFolder, 'litellm', key)
  const programs = join(folder, WINDOWS ? 'Scripts' : 'bin')
  const command = join(programs, WINDOWS ? 'litellm.exe' : 'litellm')
  const mark = join(folder, 'installed')
  if (existsSync(mark)) return { kind: 'ready', folder, command }
  tell(`Installing LiteLLM from PyPI into ${folder}; about a minute, once.`)
  await rm(folder, { recursive: true, force: true })
  const made = await run(python.command, ['-m', 'venv', folder])
  if (made.exitCode !== 0) return { kind: 'missing', why: `Python cannot make virtual environments: ${made.lastLine}` }
  const flags = ['--require-hashes', '--only-binary', ':all:', '--no-deps', '--no-input', '--quiet', '--no-compile']
  const install = () => run(join(programs, 'python'), ['-m', 'pip', 'install', ...flags, '-r', requirements])
  let installed = await install()
  // A download that broke off is tried once more; what has come is kept by pip.
  if (installed.exitCode !== 0 && !noPyPi.test(installed.printed)) installed = await install()
  if (installed.exitCode !== 0 && noPyPi.test(installed.printed)) {
    return { kind: 'missing', why: `PyPI cannot be reached: ${installed.lastLine}` }
  }
  if (installed.exitCode !== 0) throw new Error(`LiteLLM could not be installed:\n${installed.printed}`)
  await writeFile(mark, '')
  return { kind: 'ready', folder, command }
}

/** The first Python on the path that the lock is for. */
async function findPython(): Promise<{ command: string; version: string } | null> {
  for (const command of PYTHONS) {
    const version = await promisify(execFile)(command, ['--version']).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    )
    const minor = Number(/^Python 3\.(\d+)/.exec(version)?.[1] ?? 0)
    if (minor >= OLDEST && minor <= NEWEST) return { command, version }
  }
  return null
}

function run(command: string, args: string[]): Promise<{ exitCode: number | null; printed: string; lastLine: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('close', exitCode => resolve({ exitCode, printed, lastLine: printed.trim().split('\n').at(-1) ?? '' }))
  })
}
