import { homedir } from 'node:os'
import { AppError, toFailure } from '../../app/errors.ts'
import { defaultDataFolder } from '../files/data-folder.ts'
import { Misuse } from '../parse-arguments.ts'
import { redactConsole } from '../redacted-console.ts'
import { explain } from './explain.ts'
import type { Call, Command } from './library/command.ts'
import { commands } from './library/commands.ts'
import { readArguments } from './library/read-arguments.ts'
import { Progress } from './progress.ts'

/** What a shell says of a process that a signal ended: 128 and the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const

redactConsole()
const usualFolder = defaultDataFolder({ platform: process.platform, environment: process.env, home: homedir() })
const read = readArguments(process.argv.slice(2), commands, usualFolder)
if (read.kind === 'help') console.log(read.text)
else if (read.kind === 'complaint') endWith(2, read.message)
else await run(read.command, read.call)

async function run(command: Command, call: Call): Promise<void> {
  const stop = new AbortController()
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      process.exitCode = code
      stop.abort()
    })
  }
  const { stdout, stderr } = process
  // Whoever read our words has gone (`| head`): there is nobody left to do it for.
  stdout.on('error', () => stop.abort())
  const progress = new Progress(stderr)
  try {
    const isDone = await command.run(call, { stdout, stderr, progress, signal: stop.signal })
    if (!isDone) process.exitCode ??= 1
  } catch (error) {
    progress.end()
    if (error instanceof Misuse) endWith(2, error.message)
    else endWith(Number(process.exitCode ?? 1), error instanceof AppError ? explain(error) : toFailure(error).message)
  } finally {
    progress.end()
  }
}

function endWith(exitCode: number, sentence: string): void {
  console.error(sentence)
  process.exitCode = exitCode
}
