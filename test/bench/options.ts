import { Misuse, parseArguments } from '../../main/parse-arguments.ts'

/** What a run was asked for. */
export interface BenchOptions {
  /** Names of the measurements, in order. */
  names: readonly string[]
  /** How it is printed. */
  format: 'table' | 'json' | 'markdown'
  showsHelp: boolean
}

/** Reads the command line. A complaint is one line for people. */
export function parseOptions(args: string[], known: readonly string[]): BenchOptions | { complaint: string } {
  try {
    const { values, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: {
        only: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const wanted = [...positionals, ...values.only]
    const unknown = wanted.find(name => !known.includes(name))
    if (unknown !== undefined)
      return { complaint: `There is no measurement “${unknown}”. There are: ${known.join(', ')}` }
    const names = wanted.length === 0 ? known : known.filter(name => wanted.includes(name))
    const format = values.json ? 'json' : values.markdown ? 'markdown' : 'table'
    return { names, format, showsHelp: values.help }
  } catch (error) {
    if (error instanceof Misuse) return { complaint: `${error.message} --help explains.` }
    throw error
  }
}
