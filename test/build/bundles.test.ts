import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY_FOR_META } from '../../app/content-security-policy.ts'
import { languages } from '../../app/words/language.ts'
import { outFolder, root } from '../../build/bundles.ts'
import { measureWithPeaks } from '../../main/library/sounds/measure-with-peaks.ts'
import { encodeMp3 } from '../../main/sound/mp3-encoder.ts'
import { beginningOfWindow } from '../helpers/window-beginning.ts'

/** Every module a built script names in `import`, `export … from`, `import()` or `require()`. */
async function modulesOf(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8')
  const { module, comments } = parseSync(path, text)
  const literal = ({ start, end }: { start: number; end: number }) => text.slice(start + 1, end - 1)
  const ends = [0, ...comments.map(({ end }) => end)]
  const code = ends.map((end, i) => text.slice(end, comments[i]?.start)).join('')
  const required = [...code.matchAll(/\b_*require\(\s*["']([^"']+)["']\s*\)/g)].map(([, name = '']) => name)
  const exported = module.staticExports.flatMap(({ entries }) => entries.flatMap(entry => entry.moduleRequest ?? []))
  const imported = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...exported.map(({ value }) => value),
    ...module.dynamicImports.map(({ moduleRequest }) => literal(moduleRequest)),
  ]
  return [...new Set([...required, ...imported])].sort()
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(outFolder, folder), { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = (await readdir(join(root, folder), { recursive: true })).filter(name => /\.tsx?$/.test(name))
  return Promise.all(names.map(name => readFile(join(root, folder, name), 'utf8')))
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
    expect(names.sort()).toEqual([
      'browser.js',
      'command-line.js',
      'desktop.js',
      'folder-worker.js',
      'key-hook',
      'key-hook.js',
      'library.js',
      'lines',
      'peaks-worker.js',
      'tray',
    ])
  })

  test('requires only Electron, Node and files that are shipped', async () => {
    const scripts = (await filesIn('main')).filter(path => path.endsWith('.js'))
    const shipped = scripts.map(path => `./${path.slice(join(outFolder, 'main').length + 1)}`)
    const required = new Set((await Promise.all(scripts.map(modulesOf))).flat())
    const unknown = [...required].filter(
      name =>
        !isBuiltin(name) && !shipped.includes(name) && !['electron/main', 'electron/common', 'electron'].includes(name),
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
    expect(sizes.some(text => text.includes('X-Stainless-Lang'))).toBe(false)
  })

  test('imports none of Node’s own modules, which would load all that they export', async () => {
    const scripts = (await filesIn('main')).filter(path => path.endsWith('.js'))
    const importing = await Promise.all(
      scripts.map(async path => parseSync(path, await readFile(path, 'utf8')).module.staticImports),
    )
    const names = importing.flat().map(({ moduleRequest }) => moduleRequest.value)
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter(name => isBuiltin(name))).toEqual([])
  })

  test('starts without what encrypts and packs, which the first connection loads', async () => {
    const eager = await reachableFrom('browser.js')
    const load = eager.filter(name => name.startsWith('./host-')).map(name => `await import(${JSON.stringify(name)});`)
    const script = `${load.join('')} console.log(process.moduleLoadList.join())`
    const args = ['--input-type=module', '-e', script]
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: join(outFolder, 'main') })
    expect(stdout).toContain('NativeModule http,')
    expect(stdout).not.toMatch(/NativeModule (https|tls|zlib),/)
  })

  test('loads the D-Bus library only where a portal is asked', async () => {
    expect((await filesIn('main')).some(path => /portal-hold-key-/.test(path))).toBe(true)
    expect((await reachableFrom('desktop.js')).filter(name => name.includes('portal-hold-key'))).toEqual([])
  })

  test('loads what fetches newer versions only when that is allowed', async () => {
    const names = (await filesIn('main')).filter(path => path.endsWith('.js'))
    const texts = await Promise.all(
      names.map(async path => [`./${basename(path)}`, await readFile(path, 'utf8')] as const),
    )
    const holding = texts.filter(([, text]) => text.includes('ERR_UPDATER_')).map(([name]) => name)
    const eager = await reachableFrom('desktop.js')
    expect(holding.length).toBeGreaterThan(1)
    // What its errors mean is known from the beginning.
    expect(holding.filter(name => eager.includes(name)).every(name => name.includes('desktop-host'))).toBe(true)
  })

  test('loads no decoder and no encoder before they are needed', async () => {
    const eager = await reachableFrom('browser.js')
    expect(eager.filter(name => /mpg123|\/es-/.test(name))).toEqual([])
  })

  test('measures an MP3 in a thread of its own, with the WebAssembly that was bundled', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-bundle-'))
    const path = join(folder, 'a.mp3')
    const pieces: Uint8Array[] = []
    for await (const piece of encodeMp3(join(root, 'test', 'fixtures', 'golden-retriever.wav'))) pieces.push(piece)
    await writeFile(path, Buffer.concat(pieces))
    const thread = new Worker(join(outFolder, 'main', 'peaks-worker.js'))
    thread.postMessage(path)
    const [answer] = await once(thread, 'message')
    await thread.terminate()
    expect(answer).toEqual({ measures: await measureWithPeaks(path) })
    expect(answer.measures.peaks.length).toBeGreaterThan(100)
    await rm(folder, { recursive: true })
  })

  test('has every spoken line beside it', async () => {
    const names = await readdir(join(root, 'main', 'practice', 'lines'))
    expect(await readdir(join(outFolder, 'main', 'lines'))).toEqual(names)
  })
})

const isOfMini = (path: string) => /[\\/]mini[.-][^\\/]*$/.test(path)

describe('the built window', () => {
  test('begins with at most 72 kB gzipped: its page, its styles and two scripts', async () => {
    const files = await beginningOfWindow()
    expect(files.map(file => extname(file)).sort()).toEqual(['.css', '.html', '.js', '.js'])
    const sizes = await Promise.all(files.map(async file => gzipSync(await readFile(file)).length))
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(72_000)
  })

  test('is at most 150 kB gzipped with all that it loads later and the worker of its socket, and a language at most 26 kB more', async () => {
    const files = (await filesIn('renderer')).filter(path => !isOfMini(path) && extname(path) !== '.txt')
    const isLanguage = (path: string) => languages.some(language => basename(path).startsWith(`${language}-`))
    const size = async (path: string) => gzipSync(await readFile(path)).length
    const sizes = await Promise.all(files.filter(path => !isLanguage(path)).map(size))
    expect(sizes.reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(150_000)
    const spoken = await Promise.all(files.filter(isLanguage).map(size))
    expect(spoken.length).toBe(languages.length - 1)
    expect(Math.max(...spoken)).toBeLessThanOrEqual(26_000)
  })

  test('has a mini window beside it: a page, a script and styles of its own, at most 14 kB gzipped', async () => {
    const files = (await filesIn('renderer')).filter(isOfMini)
    expect(files.map(file => extname(file)).sort()).toEqual(['.css', '.html', '.js'])
    const sizes = await Promise.all(files.map(async path => gzipSync(await readFile(path)).length))
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(14_000)
  })

  test('repeats the content security policy in its page, and holds nothing the policy refuses', async () => {
    const read = (name: string) => readFile(join(outFolder, 'renderer', name), 'utf8')
    const page = await read('index.html')
    expect(await read('mini.html')).toContain(`content="${CONTENT_SECURITY_POLICY_FOR_META}"`)
    expect(page).toContain(`content="${CONTENT_SECURITY_POLICY_FOR_META}"`)
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/)
  })

  test('has the licences beside it of all that is bundled, and of what that brings in WebAssembly', async () => {
    const licenses = await readFile(join(outFolder, 'renderer', 'licenses.txt'), 'utf8')
    const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const sources = await Promise.all(['app', 'main', 'renderer'].map(sourcesIn))
    const isBundled = (name: string) => sources.flat().some(text => text.includes(`'${name}`))
    const bundled = Object.entries(dependencies).filter(([name]) => isBundled(name))
    const titles = bundled.map(([name, version]) => `\n${name} ${version}\n`)
    expect(titles.length).toBeGreaterThan(10)
    expect(titles.filter(title => !licenses.includes(title))).toEqual([])
    for (const title of ['\nLAME, in', '\nmpg123, in', '\nOpus, in', 'GNU LESSER GENERAL PUBLIC LICENSE', 'Xiph.Org']) {
      expect(licenses).toContain(title)
    }
    expect((await filesIn('')).filter(path => path.endsWith('packages.json'))).toEqual([])
  })

  test('has its worklets as files of their own', async () => {
    const scripts = (await filesIn('renderer')).filter(path => path.endsWith('.js'))
    const texts = await Promise.all(scripts.map(path => readFile(path, 'utf8')))
    expect(texts.filter(text => text.includes('registerProcessor(')).length).toBeGreaterThan(0)
    expect(texts.filter(text => /data:(text|application)\/javascript|createObjectURL\(new Blob/.test(text))).toEqual([])
  })
})

/**
 * What loads at a start: `./name` for files, Node's and Electron's by their own names. An entry loads its host lazily, once it is known
 * where what is compiled is kept; what the host loads lazily comes later.
 */
async function reachableFrom(entry: string): Promise<string[]> {
  const seen = new Set([`./${entry}`])
  for (const name of seen) {
    if (!name.startsWith('./')) continue
    const path = join(outFolder, 'main', name)
    const text = await readFile(path, 'utf8')
    const { staticImports, dynamicImports } = parseSync(path, text).module
    for (const { moduleRequest } of staticImports) seen.add(moduleRequest.value)
    if (name !== `./${entry}`) continue
    for (const { moduleRequest } of dynamicImports) seen.add(text.slice(moduleRequest.start + 1, moduleRequest.end - 1))
  }
  return [...seen]
}
