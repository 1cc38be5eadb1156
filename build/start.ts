import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Flags, flagsToArgs, help, parseFlags } from '../main/flags.ts'
import { buildAll, outFolder, root } from './bundles.ts'
import { fetchElectron, findElectron, missingDisplay } from './electron-runtime.ts'

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

/** Opens the desktop window where there can be one, else serves the same assistant to a browser tab and says why. */
async function start(flags: Flags): Promise<void> {
  const desktop = flags.isBrowser ? { missing: null } : await findDesktop()
  if ('command' in desktop) {
    run(desktop.command, [root, ...flagsToArgs(flags)])
    return
  }
  if (desktop.missing) console.log(`Parley opens in a browser tab instead of its own window: ${desktop.missing}.`)
  run(process.execPath, [join(outFolder, 'main', 'browser.js'), ...flagsToArgs(flags)])
}

/** Electron's executable, or what is missing for a desktop window. */
async function findDesktop(): Promise<{ command: string } | { missing: string }> {
  const missing = missingDisplay(process.platform, process.env)
  if (missing) return { missing }
  if (!existsSync(join(outFolder, 'main', 'desktop.js'))) return { missing: 'this build has no desktop host' }
  if (findElectron(process.env) === null && !(await fetchElectron(process.env))) {
    return { missing: 'Electron’s runtime is not installed and could not be fetched' }
  }
  const command = findElectron(process.env)
  return command === null ? { missing: 'Electron’s runtime is not installed' } : { command }
}

/** Runs Parley in this terminal, hands it the signals this process gets, and ends as it ends. */
function run(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.once('error', error => {
    console.error(`Parley could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.once('exit', code => {
    process.exit(code ?? 1)
  })
}
