import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type Flags, flagsToArgs, help, parseFlags } from '../main/flags.ts'
import { buildAll, buildWindow, outFolder, root } from './bundles.ts'

/** Saving a file causes several changes. They are gathered, so that they cause one build. */
const SETTLED_AFTER_MS = 100
const watched = ['app', 'main', 'renderer']

/**
 * Serves Parley to a browser tab and keeps it up to date. A change of the window is built, and shows when the page is reloaded. A change of
 * main also restarts the host, which prints a new address.
 */
const parsed = parseFlags(process.argv.slice(2))
if ('complaint' in parsed || parsed.flags.showsHelp) {
  if ('complaint' in parsed) console.error(parsed.complaint)
  else console.log(help)
  process.exit('complaint' in parsed ? 2 : 0)
}
const { flags } = parsed
await buildAll()
let host = startHost(flags)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopHost(signal).then(() => process.exit(0)))
}

const changed = new Set<string>()
let settling: NodeJS.Timeout | undefined
let building = Promise.resolve()

await Promise.all(
  watched.map(async folder => {
    for await (const { filename } of watch(join(root, folder), { recursive: true })) {
      changed.add(join(folder, filename ?? ''))
      clearTimeout(settling)
      settling = setTimeout(() => {
        building = building.then(rebuild)
      }, SETTLED_AFTER_MS)
    }
  }),
)

async function rebuild(): Promise<void> {
  const isOfWindow = [...changed].every(path => path.startsWith(`renderer${sep}`))
  changed.clear()
  try {
    await (isOfWindow ? buildWindow() : buildAll())
    console.log('Built. Reload the page to see it.')
  } catch (error) {
    // Vite has printed the error; the next change may fix it.
    console.error(error instanceof Error ? error.message : error)
    return
  }
  if (isOfWindow) return
  await stopHost('SIGTERM')
  host = startHost({ ...flags, opens: false })
}

function startHost(flags: Flags): ChildProcess {
  return spawn(process.execPath, [join(outFolder, 'main', 'browser.js'), ...flagsToArgs(flags)], { stdio: 'inherit' })
}

async function stopHost(signal: NodeJS.Signals): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  host.kill(signal)
  await once(host, 'exit')
}
