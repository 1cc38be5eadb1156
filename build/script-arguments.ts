import type { ParseArgsConfig } from 'node:util'
import { Misuse, parseArguments } from '../main/parse-arguments.ts'

/**
 * Parses the command line of a script of `package.json`. `--help` prints the usage. What it does not understand is reported in a sentence,
 * with the usage. Either ends the process.
 * @param usage how the script is called, and what its options do
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

/** Ends a script that was called wrongly: prints why in a sentence, and the usage. */
export function refuseScriptArguments(complaint: string, usage: string): never {
  console.error(`${complaint}\n\n${usage}`)
  process.exit(2)
}
