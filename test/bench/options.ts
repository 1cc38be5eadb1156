import { parseArgs } from 'node:util'

/** What a run was asked for. */
export interface BenchOptions {
  /** Names of the measurements, in order. */
  names: readonly string[]
  isJson: boolean
  showsHelp: boolean
}

/** Reads the command line. A complaint is one line for people. */
export function parseOptions(args: string[], known: readonly string[]): BenchOptions | { complaint: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const unknown = positionals.find(name => !known.includes(name))
    if (unknown !== undefined)
      return { complaint: `There is no measurement “${unknown}”. There are: ${known.join(', ')}` }
    const names = positionals.length === 0 ? known : known.filter(name => positionals.includes(name))
    return { names, isJson: values.json, showsHelp: values.help }
  } catch (error) {
    return { complaint: error instanceof Error ? error.message : String(error) }
  }
}
