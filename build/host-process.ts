import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** A running browser host in a process of its own. */
export interface HostProcess {
  /** The window's address, with its token. */
  url: string
  process: ChildProcess
  /** Everything it has printed so far, to both streams. */
  output(): string
  /** Asks it to shut down, and resolves with its exit code once it has. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** The variables that name an endpoint. They are removed from the environment of a started host, so that no run depends on the shell. */
const ENDPOINT_VARIABLES = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'LITELLM_PROXY_KEY', 'LITELLM_PROXY_BASE']

/**
 * Starts the built browser host (`npm run build` first) and resolves when it has printed its address.
 * @param options.environment added to the inherited environment, from which endpoints and keys were removed
 * @param options.port where it listens; a free one by default
 * @param options.through a program with arguments that runs the command it is given, such as a shell that sets limits
 * @param options.opens lets it open the default browser
 * @param options.signal kills it at once, also while it starts
 * @throws with what it printed, when it ends before that, and when it is killed by the signal
 */
export async function startHostProcess(options: {
  dataFolder: string
  environment?: Record<string, string>
  port?: number
  flags?: readonly string[]
  through?: readonly string[]
  opens?: boolean
  signal?: AbortSignal
}): Promise<HostProcess> {
  const inherited = Object.entries(process.env).filter(([name]) => !ENDPOINT_VARIABLES.includes(name))
  const script = join(import.meta.dirname, '..', 'out', 'main', 'browser.js')
  const opening = options.opens ? [] : ['--no-open']
  const flags = [
    ...opening,
    '--port',
    String(options.port ?? 0),
    '--data',
    options.dataFolder,
    ...(options.flags ?? []),
  ]
  const [program = process.execPath, ...args] = [...(options.through ?? []), process.execPath, script, ...flags]
  const child = spawn(program, args, {
    env: { ...Object.fromEntries(inherited), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.signal ? { signal: options.signal, killSignal: 'SIGKILL' } : {}),
  })
  const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const address = /Parley is at (\S+)/.exec(printed)?.[1]
      if (address) resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', reject)
    // Not at `exit`, because what it printed last may arrive after that.
    child.once('close', code => reject(new Error(`The browser host ended with code ${code}:\n${printed}`)))
  })
  return {
    url,
    process: child,
    output: () => printed,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
