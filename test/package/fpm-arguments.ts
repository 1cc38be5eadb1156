/** What electron-builder asks fpm for, as far as a package is made of it. */
export interface FpmRequest {
  target: 'deb' | 'rpm'
  /** Each option's values in the order they came; options that take none have an empty list. */
  options: ReadonlyMap<string, readonly string[]>
  /** What goes where: a path here, and an absolute one in the system. A source that ends in `/` gives what is in it. */
  mappings: readonly { from: string; to: string }[]
}

/** Options that take no value. */
const flags = new Set(['--force'])
/** Options with a value that is looked at or does not matter here. Any other is refused: it would change the package. */
const valued = new Set([
  '-s',
  '-t',
  '-d',
  '--deb-recommends',
  '--deb-compression',
  '--deb-priority',
  '--rpm-os',
  '--rpm-compression',
  '--rpm-rpmbuild-define',
  '--rpm-summary',
  '--architecture',
  '--after-install',
  '--after-remove',
  '--description',
  '--version',
  '--package',
  '--name',
  '--maintainer',
  '--vendor',
  '--url',
  '--license',
])

/** Reads the command line electron-builder gives to fpm. Throws on what it does not know. */
export function readFpmArguments(args: readonly string[]): FpmRequest {
  const options = new Map<string, string[]>()
  const mappings: { from: string; to: string }[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (flags.has(arg)) options.set(arg, [])
    else if (valued.has(arg)) options.set(arg, [...(options.get(arg) ?? []), args[++i] ?? ''])
    else if (arg.startsWith('-')) throw new Error(`Not known of fpm: ${arg}`)
    else mappings.push(readMapping(arg))
  }
  const [target] = options.get('-t') ?? []
  if (target !== 'deb' && target !== 'rpm') throw new Error(`Not known of fpm: -t ${target}`)
  return { target, options, mappings }
}

function readMapping(arg: string): { from: string; to: string } {
  const at = arg.lastIndexOf('=')
  if (at < 1 || arg[at + 1] !== '/') throw new Error(`Not a mapping: ${arg}`)
  return { from: arg.slice(0, at), to: arg.slice(at + 1) }
}
