import { homedir } from 'node:os'
import { join } from 'node:path'
import { toFailure } from '../../app/errors.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { flushCompiledSoon, keepCompiled } from '../compile-cache.ts'
import { defaultDataFolder } from '../files/data-folder.ts'
import { type Flags, help, parseFlags } from '../flags.ts'
import { takeEndpointEnvironment } from '../profiles/environment.ts'
import { redactConsole } from '../redacted-console.ts'
import { openBrowser } from './open-browser.ts'

/** How long an orderly end may take before the process ends anyway. */
const END_LIMIT_MS = 5000

redactConsole()
const environment = takeEndpointEnvironment(process.env)
const parsed = parseFlags(process.argv.slice(2))
if ('complaint' in parsed) {
  console.error(parsed.complaint)
  process.exitCode = 2
} else if (parsed.flags.showsHelp) {
  console.log(help)
} else {
  try {
    await run(parsed.flags)
  } catch (error) {
    console.error(toFailure(error).message)
    process.exitCode = 1
  }
}

async function run({ port, opens, dataFolder, showsTimes }: Flags): Promise<void> {
  const timed = new Set<string>()
  const time = (step: string) => {
    if (!showsTimes || timed.has(step)) return
    timed.add(step)
    console.log(`${step}: ${Math.round(performance.now())} ms after the process started`)
  }
  const folder =
    dataFolder ?? defaultDataFolder({ platform: process.platform, environment: process.env, home: homedir() })
  keepCompiled(folder, process.env)
  const { openKeptSecrets, startBrowserHost } = await import('./host.ts')
  const host = await startBrowserHost({
    dataFolder: folder,
    host: 'browser',
    version: packageJson.version,
    secrets: await openKeptSecrets({ folder, sealer: null }),
    environment,
    port,
    rendererFolder: join(import.meta.dirname, '..', 'renderer'),
    onFirstRequest: () => time('First request'),
    onWindowReady: () => {
      time('Window usable')
      flushCompiledSoon()
    },
  })
  const end = () => {
    setTimeout(() => process.exit(1), END_LIMIT_MS).unref()
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(toFailure(error).message)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  time('Listening')
  console.log(`Parley is at ${host.url}`)
  if (opens) openBrowser(host.url)
}
