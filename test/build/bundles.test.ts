import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY_FOR_META } from '../../app/content-security-policy.ts'
import { outFolder, root } from '../../build/bundles.ts'

/** All of a built script's `import`, `export … from`, `import()` and `require()` that name a module. */
async function modulesOf(path: string): Promise<string[]> {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child)
    if (typeof node !== 'object' || node === null) return
    const { type, source, callee, arguments: args } = node as Record<string, unknown>
    const named = source ?? (isRequire(callee) && Array.isArray(args) ? args[0] : null)
    if (/^Import|^Export|CallExpression/.test(String(type)) && isText(named)) found.push(named.value)
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseAst(await readFile(path, 'utf8')))
  return [...new Set(found)].sort()
}

function isRequire(callee: unknown): boolean {
  const name = typeof callee === 'object' && callee !== null && 'name' in callee ? String(callee.name) : ''
  return /^_*require$/.test(name)
}

function isText(node: unknown): node is { value: string } {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string'
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(outFolder, folder), { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

describe('the built preload', () => {
  test('is one file that requires nothing but electron/renderer', async () => {
    const files = await filesIn('preload')
    expect(files).toEqual([join(outFolder, 'preload', 'preload.cjs')])
    expect(await modulesOf(files[0] ?? '')).toEqual(['electron/renderer'])
  })
})

describe('the built main', () => {
  test('has an entry for each way to start Parley', async () => {
    const names = (await readdir(join(outFolder, 'main'))).filter(name => !/-[\w-]{8}\.js$/.test(name))
    expect(names.sort()).toEqual(['browser.js', 'command-line.js', 'desktop.js', 'lines'])
  })

  test('requires only Electron, Node and files that are shipped', async () => {
    const scripts = (await filesIn('main')).filter(path => path.endsWith('.js'))
    const shipped = scripts.map(path => `./${path.slice(join(outFolder, 'main').length + 1)}`)
    const required = new Set((await Promise.all(scripts.map(modulesOf))).flat())
    const unknown = [...required].filter(
      name => !isBuiltin(name) && !shipped.includes(name) && !['electron/main', 'electron'].includes(name),
    )
    expect(unknown).toEqual([])
  })

  test('leaves Electron to the desktop host', async () => {
    expect(await reachableFrom('browser.js')).not.toContain('electron/main')
    expect(await reachableFrom('desktop.js')).toContain('electron/main')
  })

  test('loads the OpenAI SDK only when something is asked', async () => {
    const eager = await reachableFrom('browser.js')
    const sizes = await Promise.all(
      eager.filter(name => name.startsWith('./')).map(name => readFile(join(outFolder, 'main', name), 'utf8')),
    )
    expect(sizes.some(text => text.includes('OpenAI-Organization'))).toBe(false)
  })

  test('has every spoken line beside it', async () => {
    const names = await readdir(join(root, 'main', 'practice', 'lines'))
    expect(await readdir(join(outFolder, 'main', 'lines'))).toEqual(names)
  })
})

describe('the built window', () => {
  test('is at most 60 kB gzipped', async () => {
    const sizes = await Promise.all(
      (await filesIn('renderer')).map(async path => gzipSync(await readFile(path)).length),
    )
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60_000)
  })

  test('repeats the content security policy in its page, and holds nothing the policy refuses', async () => {
    const page = await readFile(join(outFolder, 'renderer', 'index.html'), 'utf8')
    expect(page).toContain(`content="${CONTENT_SECURITY_POLICY_FOR_META}"`)
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/)
  })

  test('has its worklets as files of their own', async () => {
    const scripts = (await filesIn('renderer')).filter(path => path.endsWith('.js'))
    const texts = await Promise.all(scripts.map(path => readFile(path, 'utf8')))
    expect(texts.filter(text => text.includes('registerProcessor(')).length).toBeGreaterThan(0)
    expect(texts.filter(text => /data:(text|application)\/javascript|createObjectURL\(new Blob/.test(text))).toEqual([])
  })
})

/** Every module that loads before anything is imported lazily, as `./name` or Node's and Electron's own names. */
async function reachableFrom(entry: string): Promise<string[]> {
  const seen = new Set<string>([`./${entry}`])
  for (const name of seen) {
    if (!name.startsWith('./')) continue
    const text = await readFile(join(outFolder, 'main', name), 'utf8')
    for (const [, imported = ''] of text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s*["']([^"']+)["']/gm)) {
      seen.add(imported)
    }
    for (const [, imported = ''] of text.matchAll(/^import\s*["']([^"']+)["']/gm)) seen.add(imported)
  }
  return [...seen]
}
