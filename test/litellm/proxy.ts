import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A LiteLLM proxy that is running, and where it expects the server behind it. */
export interface RunningProxy {
  /** Such as `http://127.0.0.1:23456`. */
  address: string
  /** Where the tests' own server has to listen. */
  upstreamPort: number
  stop(): Promise<void>
}

/** The keys that the proxy knows by itself; those in `keys.py` are written there. */
export const keys = { master: 'sk-master-of-the-tests', upstream: 'sk-upstream-of-the-tests' } as const

/** How long a proxy may take to start: its code is compiled the first time. */
const STARTED_MS = 180_000
const LOOKED_MS = 200
/** Ports below those that systems give to whoever asks for any: nobody else takes one while its server is between two tests. */
const PORTS = { first: 20_000, count: 10_000 }

/** How often a proxy that ended by itself is started again: a segmentation fault in Python 3.11 has ended one in the middle of a run. */
const RESTARTS = 3

/**
 * Starts the proxy of a virtual environment as `config.yaml` describes it. It hears 127.0.0.1 alone and reaches nothing else: it
 * looks nothing up, tells nobody, and whatever it would still ask the network for is sent to a port where nothing answers.
 * @throws with what it printed, when it ends before it answers
 */
export async function startProxy(environment: { folder: string; command: string }): Promise<RunningProxy> {
  const [port, upstreamPort] = [await freePort(), await freePort()]
  const address = `http://127.0.0.1:${port}`
  const config = join(import.meta.dirname, 'config.yaml')
  const args = ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False']
  const variables = {
    ...inherited(),
    HOME: environment.folder,
    USERPROFILE: environment.folder,
    PYTHONPYCACHEPREFIX: join(environment.folder, 'compiled'),
    PYTHONUTF8: '1',
    LITELLM_MASTER_KEY: keys.master,
    UPSTREAM_BASE: `http://127.0.0.1:${upstreamPort}/v1`,
    UPSTREAM_KEY: keys.upstream,
    ...Object.fromEntries(lookedUpElsewhere.map(name => [name, 'True'])),
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '127.0.0.1',
  }
  let printed = ''
  let restartsLeft = 0
  /** Null once it has ended. */
  let running: ChildProcess | null = null
  const start = () => {
    const child = spawn(environment.command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: variables })
    const read = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-20_000)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('close', (exitCode, signal) => {
      running = null
      if (restartsLeft === 0) return
      restartsLeft -= 1
      console.log(`LiteLLM ended by itself (${signal ?? exitCode}) and is started again. It had printed:\n${printed}`)
      start()
    })
    running = child
  }
  const stop = async () => {
    restartsLeft = 0
    const ended = running && once(running, 'close')
    running?.kill()
    await ended
  }
  start()
  try {
    await untilAnswering(address, () => running === null)
  } catch (error) {
    await stop()
    throw new Error(`${error instanceof Error ? error.message : error}:\n${printed}`)
  }
  restartsLeft = RESTARTS
  return { address, upstreamPort, stop }
}

/**
 * Waits until a proxy answers.
 * @param hasEnded whether that is of no use any more
 * @throws when it has ended, or takes too long
 */
export async function untilAnswering(address: string, hasEnded: () => boolean = () => false): Promise<void> {
  for (const startedAt = performance.now(); ; await setTimeout(LOOKED_MS)) {
    const answer = await fetch(`${address}/health/liveliness`).catch(() => null)
    if (answer?.ok) return
    if (hasEnded()) throw new Error('LiteLLM ended before it answered')
    if (performance.now() - startedAt > STARTED_MS)
      throw new Error(`LiteLLM did not answer within ${STARTED_MS / 1000} s`)
  }
}

/** What LiteLLM would fetch from GitHub when it starts: it brings a copy of each. */
const lookedUpElsewhere = [
  'LITELLM_LOCAL_MODEL_COST_MAP',
  'LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS',
  'LITELLM_LOCAL_AUTOROUTER_PRESETS',
  'LITELLM_LOCAL_BLOG_POSTS',
  'LITELLM_LOCAL_POLICY_TEMPLATES',
]

/** What programs need to run at all: no key, address or proxy of whoever runs the tests. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'Path', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG']
  return Object.fromEntries(names.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])))
}

async function freePort(): Promise<number> {
  const port = PORTS.first + Math.floor(Math.random() * PORTS.count)
  const server = createServer()
  const isFree = await new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  await new Promise(resolve => server.close(resolve))
  return isFree ? port : freePort()
}
