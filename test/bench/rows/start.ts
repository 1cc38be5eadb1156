import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { outFolder, root } from '../../../build/bundles.ts'
import { inTurn, type Row, ratioAtMost } from '../measure.ts'

/** What main loads in the end, and never at the start. */
const lazyLibraries = ['openai', 'mpg123-decoder', 'opus-decoder', 'wasm-media-encoders', 'yauzl', 'dbus-native']

/**
 * The processor time that loading main takes over a process that loads nothing: as it is started for the second time, with what was
 * compiled at the first; and the usual way, every module a file of its own and every library at once.
 */
export async function measureImports(): Promise<Row[]> {
  const eager = join(outFolder, 'bench-eager')
  const compiled = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  try {
    await buildEager(eager)
    const all = [...lazyLibraries, pathToFileURL(join(eager, 'entry.js')).href]
    const usual = `await Promise.all(${JSON.stringify(all)}.map(name => import(name)))`
    const host = pathToFileURL(join(outFolder, 'main', await hostScript())).href
    const ours = `import { enableCompileCache } from 'node:module'
      enableCompileCache(${JSON.stringify(compiled)})
      await import(${JSON.stringify(host)})`
    await processorTime(ours)
    const costs = await inTurn(9, {
      empty: () => processorTime(''),
      usual: () => processorTime(usual),
      ours: () => processorTime(ours),
    })
    const over = (times: number[]) => times.map((ms, i) => ms - (costs.empty[i] ?? 0))
    return [
      {
        ...{
          name: 'main loaded: processor time over an empty process',
          unit: 'ms',
          baselineName: 'unbundled, all at once',
        },
        ...{ baseline: over(costs.usual), ours: over(costs.ours), target: ratioAtMost(1 / 5, '≤ 1/5') },
      },
    ]
  } finally {
    await rm(eager, { recursive: true, force: true })
    await rm(compiled, { recursive: true })
  }
}

/** Main as files of their own beside the libraries as they were installed, without types, which would take much longer to remove. */
async function buildEager(folder: string): Promise<void> {
  await build({
    ...{ configFile: false, envDir: false, publicDir: false, logLevel: 'error', root },
    build: {
      ...{ ssr: true, outDir: folder, emptyOutDir: true, target: 'node24', minify: false },
      rolldownOptions: {
        input: { entry: join(root, 'main', 'browser', 'host.ts') },
        external: id => !id.startsWith('.') && !id.startsWith('/'),
        output: { format: 'es', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
      },
    },
  })
  // Installed libraries are found from inside the repository alone.
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
}

/** What the entry of the browser host loads once it knows where what is compiled is kept. */
async function hostScript(): Promise<string> {
  const entry = await readFile(join(outFolder, 'main', 'browser.js'), 'utf8')
  const name = /import\("\.\/(host-[\w-]+\.js)"\)/.exec(entry)?.[1]
  if (!name) throw new Error('The browser host loads nothing lazily')
  return name
}

/** Milliseconds of all threads of a process that runs a module and ends. */
async function processorTime(code: string): Promise<number> {
  const script = `${code}
    const { user, system } = process.cpuUsage()
    console.log((user + system) / 1000)
    process.exit()`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: root })
  return Number(stdout)
}
