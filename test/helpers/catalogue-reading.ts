import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { root } from '../../build/bundles.ts'

/** A node of a syntax tree (ESTree). */
interface Node {
  type: string
  [key: string]: unknown
}

/** What stands in catalogues and is read by the rest of Parley, by path, such as `words.talk.button`. */
export interface CatalogueReading {
  /** Paths that are read; everything below one of them may be. */
  read: Set<string>
  /** Where one is read before a language can have been chosen. */
  readTooEarly: string[]
  /** Every string that is written as one. */
  literals: Set<string>
}

/** Stands for whatever key is looked up. */
const ANY = '*'
/** Parts of catalogues that have names of their own. */
const parts: Readonly<Record<string, readonly string[]>> = { costWords: ['words', 'cost'] }
const isCatalogue = (file: string) => /^app\/words\/(languages\/|words\.ts|failures\.ts)/.test(file)

/** Looks through `app/`, `main/` and `renderer/` for what is read of the catalogues of these names. */
export function readCatalogues(names: readonly string[]): CatalogueReading {
  const found: CatalogueReading = { read: new Set(), readTooEarly: [], literals: new Set() }
  for (const file of sources('{app,main,renderer}/**/*.{ts,tsx}')) {
    if (!isCatalogue(file)) readOne(file, names, found)
  }
  return found
}

/** Words that stand in the window's components instead of in a catalogue, with their file. */
export function untranslatedWords(): string[] {
  return sources('renderer/**/*.tsx').flatMap(file => {
    const found: string[] = []
    walk(parse(file), node => {
      const shown = shownBy(node)
      for (const text of shown) if (/\p{L}/u.test(text)) found.push(`${file}: ${text.trim()}`)
      return undefined
    })
    return found
  })
}

/** Attributes and properties whose values people see or hear. */
const seen = /^(title|placeholder|alt|label|legend|hint|summary|aria-(label|description|valuetext|placeholder))$/

function shownBy(node: Node): string[] {
  if (node.type === 'JSXText') return [String(node.value)]
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    const children = node.children as Node[]
    return children.flatMap(child => (child.type === 'JSXExpressionContainer' ? saidBy(child.expression as Node) : []))
  }
  if (node.type !== 'JSXAttribute' || !seen.test(String((node.name as Node).name))) return []
  const value = node.value as Node | null
  return value ? saidBy(value.type === 'JSXExpressionContainer' ? (value.expression as Node) : value) : []
}

/** The strings an expression can be. */
function saidBy(node: Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node.type === 'TemplateLiteral')
    return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw)
  if (node.type === 'ConditionalExpression')
    return [node.consequent, node.alternate].flatMap(one => saidBy(one as Node))
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(one => saidBy(one as Node))
  return []
}

function readOne(file: string, names: readonly string[], found: CatalogueReading): void {
  const known = new Map<string, readonly string[]>()
  const note = (path: readonly string[], isTooEarly: boolean) => {
    found.read.add(path.filter(key => key !== ANY).join('.'))
    // The shell speaks English, always.
    const isOfWindow = !file.endsWith('-words.ts') && !file.startsWith('main/command-line/')
    if (isTooEarly && isOfWindow) found.readTooEarly.push(`${file}: ${path.join('.')}`)
  }
  walk(parse(file), (node, depth) => {
    if (node.type === 'Literal' && typeof node.value === 'string') found.literals.add(node.value)
    if (node.type === 'ImportSpecifier') {
      const name = String((node.imported as Node).name)
      const path = parts[name] ?? (names.includes(name) ? [name] : null)
      if (path) known.set(String((node.local as Node).name), path)
      return 'pass over'
    }
    if (/^TS(?!As|Satisfies|NonNull)/.test(node.type)) return 'pass over'
    if (node.type === 'VariableDeclarator') {
      const path = node.init ? pathOf(node.init as Node, known) : null
      if (!path) return undefined
      const aliases = aliasesOf(node.id as Node)
      for (const [name, below] of aliases) known.set(name, [...path, ...below])
      if (depth === 0) note(path, true)
      return aliases.length > 0 ? 'pass over' : undefined
    }
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return undefined
    const path = pathOf(node, known)
    // A whole catalogue is given to nobody: what has its name here is something else.
    if (!path || names.includes(path.join('.'))) return undefined
    note(path, depth === 0)
    return 'pass over'
  })
}

/** The catalogue's path an expression stands for, as far as it can be told; null when it is none. */
function pathOf(node: Node, known: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  if (node.type === 'Identifier') return known.get(String(node.name)) ?? null
  if (node.type === 'CallExpression') return null
  if (node.type !== 'MemberExpression') return null
  const path = pathOf(node.object as Node, known)
  if (!path) return null
  const property = node.property as Node
  if (path.at(-1) === ANY) return path
  if (node.computed !== true) return [...path, String(property.name)]
  return property.type === 'Literal' ? [...path, String(property.value)] : [...path, ANY]
}

/** What the names of a declaration stand for, below what it is given. */
function aliasesOf(id: Node): [string, string[]][] {
  if (id.type === 'Identifier') return [[String(id.name), []]]
  if (id.type !== 'ObjectPattern') return []
  return (id.properties as Node[]).flatMap(property => {
    const value = property.value as Node | undefined
    const key = property.key as Node | undefined
    return value?.type === 'Identifier' && key ? [[String(value.name), [String(key.name)]] as [string, string[]]] : []
  })
}

function parse(file: string): Node {
  return parseSync(file, readFileSync(join(root, file), 'utf8')).program as unknown as Node
}

function sources(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).map(file => file.replaceAll('\\', '/'))
}

/** Goes through a tree, telling within how many functions each node is; `pass over` leaves what is below it out. */
function walk(node: Node, visit: (node: Node, depth: number) => 'pass over' | undefined, depth = 0): void {
  if (visit(node, depth) === 'pass over') return
  const isFunction = /Function/.test(node.type)
  for (const [key, value] of Object.entries(node)) {
    if (key === 'property' && node.type === 'MemberExpression' && node.computed !== true) continue
    if (key === 'key' && node.type === 'Property' && node.computed !== true) continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === 'string') walk(child, visit, depth + (isFunction ? 1 : 0))
    }
  }
}
