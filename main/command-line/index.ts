import { homedir } from 'node:os'
import { AppError, toFailure } from '../../app/errors.ts'
import { defaultDataFolder } from '../files/data-folder.ts'
import { takeEndpointEnvironment } from '../profiles/environment.ts'
import { redactConsole } from '../redacted-console.ts'
import { checkUp } from './check-up.ts'
import { explain } from './explain.ts'
import { help, type Options, readArguments } from './options.ts'
import { printModels } from './print-models.ts'
import { run } from './run.ts'

/** What a shell says of a process that a signal ended: 128 and the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const

redactConsole()
const machine = { platform: process.platform, environment: process.env, home: homedir() }
const read = readArguments(process.argv.slice(2), defaultDataFolder(machine))
if (read.kind === 'help') console.log(help)
else if (read.kind === 'complaint') endWith(2, read.message)
else await askOnce(read.options)

async function askOnce(options: Options): Promise<void> {
  const { keyVariable } = options
  const key = keyVariable === null ? null : (process.env[keyVariable]?.trim() ?? '')
  if (key === '') return endWith(2, `--key-env names ${keyVariable}, which is not set.`)
  if (keyVariable !== null) delete process.env[keyVariable]
  const environment = takeEndpointEnvironment(process.env)
  const stop = new AbortController()
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      process.exitCode = code
      stop.abort()
    })
  }
  // Whoever read our words has gone (`| head`): there is nobody left to ask for.
  process.stdout.on('error', () => stop.abort())
  try {
    const { stdout, stderr } = process
    const surroundings = { environment, key, stdout, stderr, signal: stop.signal }
    if (options.isDoctor) process.exitCode = await checkUp(options, surroundings)
    else if (!(await (options.printsModels ? printModels : run)(options, surroundings))) process.exitCode = 1
  } catch (error) {
    endWith(Number(process.exitCode ?? 1), error instanceof AppError ? explain(error) : toFailure(error).message)
  }
}

function endWith(exitCode: number, sentence: string): void {
  console.error(sentence)
  process.exitCode = exitCode
}
