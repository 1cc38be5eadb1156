import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Flags, flagsToArgs, help, parseFlags } from '../main/flags.ts'
import { buildAll, outFolder, root } from './bundles.ts'
import { couldNotRun, fetchElectron, findElectron, missingDisplay } from './electron-runtime.ts'

/** A desktop process that runs longer than this had a window. */
const STARTED_WITHIN_MS = 10_000

const parsed = parseFlags(process.argv.slice(2))
if ('complaint' in parsed) {
  console.error(parsed.complaint)
  process.exitCode = 2
} else if (parsed.flags.showsHelp) {
  console.log(help)
} else {
  await buildAll()
  await start(parsed.flags)
}

/** Opens the desktop window if there can be one; otherwise serves the same assistant to a browser tab and says why. */
async function start(flags: Flags): Promise<void> {
  const desktop = flags.isBrowser ? { missing: null } : await findDesktop()
  let missing = 'command' in desktop ? null : desktop.missing
  if ('command' in desktop) {
    const startedAt = performance.now()
    const { code, wasSignalled } = await run(desktop.command, [root, ...flagsToArgs(flags)])
    const wasStarting = performance.now() - startedAt < STARTED_WITHIN_MS
    if (!wasStarting || !couldNotRun(code, wasSignalled)) process.exit(code ?? 1)
    missing = 'Electron was started but could not run here'
  }
  if (missing) console.log(`Parley opens in a browser tab instead of its own window: ${missing}.`)
  const { code } = await run(process.execPath, [join(outFolder, 'main', 'browser.js'), ...flagsToArgs(flags)])
  process.exit(code ?? 1)
}

/** Electron's executable, or what is missing for a desktop window. */
async function findDesktop(): Promise<{ command: string } | { missing: string }> {
  const missing = missingDisplay(process.platform, process.env, process.getuid?.())
  if (missing) return { missing }
  const command = findElectron(process.env) ?? (await fetchElectron(process.env))
  return command === null ? { missing: 'Electron’s runtime is not installed and could not be fetched' } : { command }
}

/** Runs Parley in this terminal until it ends, and passes on the signals that this process gets. */
function run(command: string, args: readonly string[]): Promise<{ code: number | null; wasSignalled: boolean }> {
  const child = spawn(command, args, { stdio: 'inherit' })
  let wasSignalled = false
  const handOn = (signal: NodeJS.Signals) => {
    wasSignalled = true
    child.kill(signal)
  }
  process.on('SIGINT', handOn).on('SIGTERM', handOn)
  return new Promise(resolve => {
    const end = (code: number | null) => {
      process.off('SIGINT', handOn).off('SIGTERM', handOn)
      resolve({ code, wasSignalled })
    }
    child.once('exit', end)
    child.once('error', error => {
      console.error(`Parley could not be started: ${error.message}`)
      end(1)
    })
  })
}
