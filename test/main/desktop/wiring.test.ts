import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const main = join(import.meta.dirname, '..', '..', '..', 'main')
const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(main, name), 'utf8') }))

/** Files that hold values of Electron, not its types alone. None of them can run here, so none may decide anything. */
const wiring = sources.filter(({ name, text }) =>
  parseSync(name, text).module.staticImports.some(
    ({ moduleRequest, entries }) =>
      /^electron(\/|$)/.test(moduleRequest.value) && entries.some(({ isType }) => !isType),
  ),
)

const linesOf = (files: readonly { text: string }[]) =>
  files.reduce((sum, { text }) => sum + text.split('\n').length, 0)

test('Electron’s values are held in main/desktop/ alone, and by little of it', () => {
  expect(wiring.filter(({ name }) => !name.startsWith('desktop/'))).toEqual([])
  expect(wiring.length).toBeGreaterThan(5)
  expect(linesOf(wiring) / linesOf(sources)).toBeLessThan(0.05)
})

/** A node of a syntax tree (ESTree), as far as it is looked at. */
interface Node {
  type: string
  start: number
  end: number
  operator?: string
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** All nodes of a tree. */
function* nodesIn(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child)
  }
}

/** What turns a condition into a rule of its own: measuring, reading a text, asking which system this is. */
function isRule({ type, operator }: Node, text: string): boolean {
  if (type === 'BinaryExpression' && ['<', '<=', '>', '>=', 'in', 'instanceof'].includes(operator ?? '')) return true
  if (type === 'BinaryExpression' && /platform\b/.test(text)) return true
  return (
    type === 'CallExpression' &&
    /\.(test|match|includes|startsWith|endsWith|indexOf)\($/.test(text.replace(/\(.*/s, '('))
  )
}

/** Conditions in a source that decide something by a rule of their own, instead of asking a module that is tested. */
function rulesIn({ name, text }: { name: string; text: string }): string[] {
  const tree = parseSync(name, text).program as unknown as Node
  const conditions = [...nodesIn(tree)].flatMap(node => {
    const { test, discriminant, left, right } = node as {
      test?: unknown
      discriminant?: unknown
      left?: unknown
      right?: unknown
    }
    if (node.type === 'LogicalExpression') return [left, right].filter(isNode)
    return [test, discriminant].filter(isNode)
  })
  const ruling = conditions.filter(condition =>
    [...nodesIn(condition)].some(node => isRule(node, text.slice(node.start, node.end))),
  )
  return [...new Set(ruling.map(({ start, end }) => `${name}: ${text.slice(start, end)}`))]
}

test('no condition in them makes a rule: what varies is decided in modules that are tested', () => {
  expect(wiring.flatMap(rulesIn)).toEqual([])
})

test.each([
  ['if (width > 800) wide()', 'width > 800'],
  ["const it = process.platform === 'darwin' ? a : b", "process.platform === 'darwin'"],
  ["if (isReady && url.startsWith('app:')) open()", "url.startsWith('app:')"],
  ['while (/a/.test(text)) next()', '/a/.test(text)'],
])('“%s” is a rule', (text, rule) => expect(rulesIn({ name: 'a.ts', text })).toContain(`a.ts: ${rule}`))

test.each([
  'if (window) focusWindow(window)',
  "if (onClose({ hasTray }) === 'close') return",
  'if (!isWindow(contents) || !mayRequest(permission)) refuse()',
])('“%s” is none', text => expect(rulesIn({ name: 'a.ts', text })).toEqual([]))
