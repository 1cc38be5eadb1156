import type { ParseArgsConfig } from 'node:util'
import { Misuse, parseArguments } from '../main/parse-arguments.ts'

/**
 * Reads the command line of a script of `package.json`. `--help` prints how it is called; what it does not understand it says in a
 * sentence, and how it is called. Either ends the process.
 * @param usage how it is called, and what its options do
 */
export function readScriptArguments<const T extends Omit<ParseArgsConfig, 'args'>>(
  usage: string,
  config: T,
): ReturnType<typeof parseArguments<T & { args: string[] }>> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseArguments({ ...config, args })
  } catch (error) {
    if (error instanceof Misuse) refuseScriptArguments(error.message, usage)
    throw error
  }
}

/** Ends a script that was called wrongly: why in a sentence, and how it is called. */
export function refuseScriptArguments(complaint: string, usage: string): never {
  console.error(`${complaint}\n\n${usage}`)
  process.exit(2)
}
