import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** `ask` as it is built, which starts in half the time that its sources take. */
const entry = join(root, 'out', 'main', 'command-line.js')

/** How an `ask` ended. */
export interface Ended {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** Variables that would make an `ask` depend on who runs the tests. */
const unset = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'LITELLM_PROXY_KEY', 'LITELLM_PROXY_BASE']

/** Starts the built `ask` (`npm run build` first) as a process of its own, in a folder. No key or endpoint is set but those given. */
export function startAsk(
  args: string[],
  options: { folder?: string; environment?: Record<string, string> } = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const env: NodeJS.ProcessEnv = { ...process.env, ...options.environment }
  // The data folder of whoever runs the tests is none of theirs.
  for (const name of ['HOME', 'USERPROFILE', 'APPDATA', 'XDG_DATA_HOME']) env[name] = join(tmpdir(), 'parley-nobody')
  for (const name of unset) if (options.environment?.[name] === undefined) delete env[name]
  const child = spawn(process.execPath, [entry, ...args], { cwd: options.folder ?? root, env })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  const ended = new Promise<Ended>(resolve => {
    child.once('close', exitCode => resolve({ exitCode, ...output }))
  })
  return { child, ended }
}

/** Runs `ask` to its end. */
export function runAsk(...[args, options]: Parameters<typeof startAsk>): Promise<Ended> {
  return startAsk(args, options).ended
}
