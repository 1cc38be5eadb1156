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
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const unknown = values.only?.find(name => !known.includes(name))
    if (unknown !== undefined)
      return { complaint: `There is no measurement “${unknown}”. There are: ${known.join(', ')}` }
    const names = known.filter(name => values.only?.includes(name) ?? true)
    return { names, isJson: values.json, showsHelp: values.help }
  } catch (error) {
    return { complaint: error instanceof Error ? error.message : String(error) }
  }
}
