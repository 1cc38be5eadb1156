import { resolve } from 'node:path'
import { Misuse, parseArguments } from './parse-arguments.ts'

/** What `npm start --` and the browser host understand. */
export interface Flags {
  /** Use a browser tab even where a desktop window could be opened. */
  isBrowser: boolean
  /** Port of the browser host; 0 takes any free one. */
  port: number
  /** Open the default browser. */
  opens: boolean
  /** Absolute path of the data folder; null for the system's usual place. */
  dataFolder: string | null
  /** Print how long the steps of starting took. */
  showsTimes: boolean
  showsHelp: boolean
}

/** What `--help` prints. */
export const help = `Parley: hold a key, speak, let go, and hear the answer.

npm start -- [--browser] [--port N] [--no-open] [--data DIR] [--times]

  --browser   serve Parley to a browser tab instead of opening a desktop window
  --port N    port of the browser host on 127.0.0.1 (default: any free one)
  --no-open   print the address without opening a browser
  --data DIR  keep everything in DIR
  --times     print milliseconds from process start to listening, first request, window usable
  --help      print this

Reads OPENAI_API_KEY, OPENAI_BASE_URL, LITELLM_PROXY_KEY and LITELLM_PROXY_BASE.
With no key, Parley is connected to its built-in practice partner.`

/** Reads the flags. Where they make no sense, says why in one sentence. */
export function parseFlags(args: readonly string[]): { flags: Flags } | { complaint: string } {
  try {
    const { values } = parseArguments({
      args,
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        'no-open': { type: 'boolean', default: false },
        data: { type: 'string' },
        times: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const port = Number(values.port)
    if (!/^\d+$/.test(values.port) || port > 65_535) {
      return { complaint: `--port wants a number from 0 to 65535, not “${values.port}”.` }
    }
    if (values.data === '') return { complaint: '--data wants the path of a folder.' }
    return {
      flags: {
        isBrowser: values.browser,
        port,
        opens: !values['no-open'],
        dataFolder: values.data === undefined ? null : resolve(values.data),
        showsTimes: values.times,
        showsHelp: values.help,
      },
    }
  } catch (error) {
    if (error instanceof Misuse) return { complaint: `${error.message} --help explains.` }
    throw error
  }
}

/** The flags again as arguments, for the process that is started with them. */
export function flagsToArgs(flags: Flags): string[] {
  return [
    ...(flags.isBrowser ? ['--browser'] : []),
    ...(flags.port === 0 ? [] : ['--port', String(flags.port)]),
    ...(flags.opens ? [] : ['--no-open']),
    ...(flags.dataFolder === null ? [] : [`--data=${flags.dataFolder}`]),
    ...(flags.showsTimes ? ['--times'] : []),
  ]
}
