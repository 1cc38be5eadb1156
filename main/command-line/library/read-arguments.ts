import { resolve } from 'node:path'
import type { ParseArgsConfig } from 'node:util'
import { Misuse, parseArguments } from '../../parse-arguments.ts'
import type { Call, Command, Option } from './command.ts'

/** Arguments, read: what to do, a wish for help, or what is wrong with them in one sentence. */
export type Arguments =
  | { kind: 'call'; command: Command; call: Call }
  | { kind: 'help'; text: string }
  | { kind: 'complaint'; message: string }

const common: readonly Option[] = [
  { name: 'data', value: 'DIR', summary: 'the data folder (default: where Parley keeps everything)' },
  { name: 'json', value: null, summary: 'print one JSON value in place of words' },
  { name: 'help', value: null, summary: 'print this' },
]

/**
 * Reads the arguments of `library`.
 * @param defaultFolder the data folder without `--data`
 */
export function readArguments(args: readonly string[], commands: readonly Command[], defaultFolder: string): Arguments {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h') return { kind: 'help', text: helpFor(commands) }
  const command = commands.find(each => each.name === name)
  if (!command) return complain(`There is no command “${name}”: use one of ${listNames(commands)}.`)
  try {
    const { values, positionals } = parseArguments({ args: rest, options: optionsOf(command), allowPositionals: true })
    if (values.help !== undefined) return { kind: 'help', text: helpOf(command) }
    const given = new Map(Object.entries(values).map(([key, value]) => [key, [value].flat().map(textOf)]))
    const folder = given.get('data')?.[0]
    if (folder?.trim() === '') return complain('--data wants the path of a folder.')
    const { min, max } = command.count
    if (positionals.length < min || positionals.length > max) {
      return complain(`${name} wants ${command.operands || 'nothing more'}. library ${name} --help explains.`)
    }
    const call = {
      operands: positionals,
      values: given,
      folder: folder === undefined ? defaultFolder : resolve(folder),
      printsJson: given.has('json'),
    }
    return { kind: 'call', command, call }
  } catch (error) {
    if (error instanceof Misuse) return complain(`${error.message} library ${name} --help explains.`)
    throw error
  }
}

function optionsOf(command: Command): NonNullable<ParseArgsConfig['options']> {
  const all = [...command.options, ...common].map(({ name, value, isRepeatable = false }) => [
    name,
    { type: value === null ? ('boolean' as const) : ('string' as const), multiple: isRepeatable },
  ])
  return { ...Object.fromEntries(all), help: { type: 'boolean', short: 'h' } }
}

function textOf(value: string | boolean | undefined): string {
  return typeof value === 'string' ? value : ''
}

function helpFor(commands: readonly Command[]): string {
  const lines = commands.map(command => [usageOf(command), command.summary] as const)
  return `What can be done with Parley's library from a shell, while Parley itself is not running.

npm run --silent library -- COMMAND [--data DIR] [--json] [--help]

${columns(lines)}

Exits with 0, with 1 when something failed or is left to do (told in one line), with 2 when asked wrongly.`
}

function helpOf(command: Command): string {
  const lines = [...command.options, ...common].map(
    ({ name, value, summary }) => [`--${name}${value === null ? '' : ` ${value}`}`, summary] as const,
  )
  return `${command.summary}

npm run --silent library -- ${usageOf(command)}

${columns(lines)}`
}

function usageOf({ name, operands }: Command): string {
  return operands === '' ? name : `${name} ${operands}`
}

function columns(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

function listNames(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name)
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`.replace(/^ and /, '')
}

function complain(message: string): Arguments {
  return { kind: 'complaint', message }
}
