import { type ParseArgsConfig, parseArgs } from 'node:util'

/** A command that was called wrongly: its message says what to do instead, in a sentence. */
export class Misuse extends Error {}

/**
 * Reads a command line as `parseArgs` does, and refuses what that lets pass: an option that is given twice, unless it is one of
 * `multiple`, of which it would take the last and say nothing of the others.
 * @throws Misuse
 */
export function parseArguments<const T extends ParseArgsConfig & { args: readonly string[] }>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  const { options = {}, allowPositionals = false } = config
  // Not strict, it tells what it found in place of throwing sentences for programmers.
  const { tokens } = parseArgs({ args: [...config.args], options, strict: false, tokens: true })
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind === 'positional' && !allowPositionals) throw new Misuse(`“${token.value}” belongs to no option.`)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (!option) throw new Misuse(`There is no option ${rawName}.`)
    if (option.type === 'boolean' && value !== undefined) throw new Misuse(`${rawName} takes no value.`)
    if (option.type === 'string' && value === undefined) throw new Misuse(`${rawName} wants a value.`)
    if (option.type === 'string' && !inlineValue && value?.startsWith('-') && value !== '-') {
      throw new Misuse(
        `${rawName} wants a value, and ${value} looks like an option: if it is the value, write ${rawName}=${value}.`,
      )
    }
    if (seen.has(name) && !option.multiple) throw new Misuse(`Give --${name} once.`)
    seen.add(name)
  }
  return parseArgs(config)
}
