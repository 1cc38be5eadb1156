import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar'

/** How the bundler names what it names itself: eight characters of a hash before the ending. */
const BUNDLED = /\/[^/]+-[\w-]{8}\.(js|css)$/
/** How native code is named: by the kind of computer it is for. */
const NATIVE = /\/(linux|darwin|win32)-(x64|arm64)\.node$/

/** One file of the payload. `name` has slashes on every system. */
export interface PayloadFile {
  name: string
  content: Buffer
}

/** The files in an asar archive, sorted by name. */
export function readPayload(asar: string): PayloadFile[] {
  return listPackage(asar, { isPack: false })
    .map(path => path.slice(1))
    .filter(path => !('files' in statFile(asar, path)))
    .map(path => ({ name: path.replaceAll('\\', '/'), content: extractFile(asar, path) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** What Electron compares an asar archive with, where it checks at all: SHA-256 of its header, in hexadecimal. */
export function integrityOf(asar: string): string {
  return createHash('sha256').update(getRawHeader(asar).headerString).digest('hex')
}

/**
 * Names as the committed list has them. Scripts and styles that the bundler names, by what it happens to put into them and by
 * their content, are one line for each folder, and so is what is for one kind of computer.
 */
export function listed(files: readonly PayloadFile[]): string[] {
  return [...new Set(files.map(({ name }) => name.replace(BUNDLED, '/*-*.$1').replace(NATIVE, '/*-*.node')))].sort()
}

/** Scripts and styles named by the bundler that no other file speaks of, so that nothing would ever load them. */
export function neverLoaded(files: readonly PayloadFile[]): string[] {
  const texts = files.filter(({ name }) => /\.(js|html)$/.test(name))
  return files
    .map(({ name }) => name)
    .filter(name => BUNDLED.test(name))
    .filter(name => !texts.some(text => text.name !== name && text.content.includes(posix.basename(name))))
}

/** What makes a file one that belongs to making Parley, not to using it; by name. */
const foreignNames: readonly [what: string, pattern: RegExp][] = [
  ['a source map', /\.map$/],
  ['TypeScript', /\.(ts|tsx|mts|cts|tsbuildinfo)$/],
  ['a test', /(^|\/)(tests?|fixtures|__tests__)\/|\.(test|spec)\.\w+$/],
  ['somebody’s settings', /(^|\/)\.[^/]+$|\.(env|pem|key|p8|p12|pfx)$/],
  ['a dependency that was not bundled', /(^|\/)node_modules\//],
]

/** What must not stand in a file: how keys look that are given out, by their beginnings, and what leads to the sources. */
const foreignContents: readonly [what: string, pattern: RegExp][] = [
  ['a reference to a source map', /\/[/*][#@] ?sourceMappingURL=/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]/],
  ['a key of an endpoint', /\bsk-(proj-|or-|ant-)?[A-Za-z0-9_]{24,}/],
  ['a token of a forge', /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36})/],
  ['a key of a cloud', /\b(AKIA[0-9A-Z]{16}|AIza[\w-]{35})\b/],
]

/**
 * Says what in a file does not belong into the payload, in words; nothing when all does.
 * @param secrets values that stand in no file, such as keys in the environment, and folders of the machine it was built on
 */
export function foreignIn({ name, content }: PayloadFile, secrets: readonly string[] = []): string[] {
  const text = content.toString('latin1')
  return [
    ...foreignNames.filter(([, pattern]) => pattern.test(name)).map(([what]) => `${name} is ${what}`),
    ...foreignContents.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${name} holds ${what}`),
    ...(secrets.some(secret => text.includes(secret))
      ? [`${name} holds something of the machine it was built on`]
      : []),
  ]
}

/** Values in an environment that look like secrets, by the names of their variables. */
export function secretsOf(environment: Record<string, string | undefined>): string[] {
  return Object.entries(environment)
    .filter(([name]) => /KEY|TOKEN|SECRET|PASSWORD/i.test(name))
    .flatMap(([, value]) => (value !== undefined && value.length >= 16 ? [value] : []))
}
