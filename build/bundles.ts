import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { build, type InlineConfig, normalizePath, type Plugin } from 'vite'
import packageJson from '../package.json' with { type: 'json' }
import { gatherLicenses, listingPackages } from './licenses.ts'
import { isLate, nodesModules } from './node-modules.ts'
import { releaseNotes } from './release-files.ts'

/** The repository. */
export const root = join(import.meta.dirname, '..')
/** Where everything compiled goes. */
export const outFolder = join(root, 'out')
/** `app/`, as the bundler names modules: with slashes on every system. */
const appFolder = normalizePath(join(root, 'app'))
/** The spoken lines of the practice partner, which main reads as files. */
const linesFolder = join(root, 'main', 'practice', 'lines')
/** The icons of the tray, which main reads as files too. */
const trayFolder = join(root, 'build', 'tray')

const common: InlineConfig = { configFile: false, envDir: false, publicDir: false, logLevel: 'warn' }

/**
 * Marks the making of schemas in `app/` as without effects (`#__PURE__`): the bundler does not look into another module for that. Without it
 * every schema of a module that the window uses something of would be in the window.
 */
const pureSchemas: Plugin = {
  name: 'pure-schemas',
  enforce: 'pre',
  transform(code, id) {
    const isOfApp = id.startsWith(appFolder) && code.includes("from 'valibot'")
    return isOfApp ? code.replace(/(?<![\w.])v\.\w+\(/g, '/* #__PURE__ */ $&') : null
  },
}

/**
 * The window. Paths in it are relative, so that the same files work from `app://` and from `http://`; nothing is inlined
 * and worklets are emitted as files of their own, because the content security policy takes neither `data:` nor `blob:` scripts.
 */
export const rendererBundle: InlineConfig = {
  ...common,
  root: join(root, 'renderer'),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pureSchemas],
  worker: { format: 'es' },
  build: {
    outDir: join(outFolder, 'renderer'),
    emptyOutDir: true,
    target: ['chrome130', 'firefox130', 'safari18'],
    assetsInlineLimit: 0,
    // The page names both of its scripts, so that neither waits for the other; what comes later names none.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, names, { hostType }) => (hostType === 'html' ? names : []),
    },
    reportCompressedSize: false,
    // `app/` is pure: what of it the window does not use, such as the schemas main alone checks by, is not in it.
    rolldownOptions: { treeshake: { moduleSideEffects: id => !id.startsWith(appFolder) } },
  },
}

/** The mini window: built by itself, so that it shares nothing with the window, which would then begin with more scripts. */
const miniBundle: InlineConfig = {
  ...rendererBundle,
  build: {
    ...rendererBundle.build,
    emptyOutDir: false,
    rolldownOptions: {
      ...rendererBundle.build?.rolldownOptions,
      input: join(root, 'renderer', 'mini.html'),
    },
  },
}

/**
 * Main, as flat ES modules: one entry for each way to start it, with every library inside. What is imported lazily (the
 * OpenAI SDK, electron-updater) stays a chunk of its own. Left outside: Electron and Node's own modules.
 */
const mainBundle: InlineConfig = {
  ...common,
  root,
  // ws looks for two optional native modules unless told not to; neither is shipped.
  define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  // Libraries as Node itself would load them, so that the bundle and the sources behave alike.
  environments: { ssr: { resolve: { mainFields: ['main'] } } },
  ssr: { noExternal: true, target: 'node' },
  plugins: [nodesModules],
  build: {
    ssr: true,
    outDir: join(outFolder, 'main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        desktop: join(root, 'main', 'desktop', 'index.ts'),
        browser: join(root, 'main', 'browser', 'index.ts'),
        'command-line': join(root, 'main', 'command-line', 'index.ts'),
        library: join(root, 'main', 'command-line', 'library.ts'),
        // Started as threads by the script beside them.
        'peaks-worker': join(root, 'main', 'library', 'sounds', 'peaks-worker.ts'),
        'folder-worker': join(root, 'main', 'library', 'recovery', 'folder-worker.ts'),
        // Started as a process by the desktop host.
        'key-hook': join(root, 'main', 'keys', 'key-hook.ts'),
      },
      external: isProvided,
      // Comments are a third of it, and read at every start.
      output: {
        ...{ format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        comments: { jsdoc: false },
      },
    },
  },
}

/** The preload: a sandboxed one must be a single CommonJS file that requires nothing but `electron/renderer`. */
const preloadBundle: InlineConfig = {
  ...common,
  root,
  build: {
    outDir: join(outFolder, 'preload'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    lib: { entry: join(root, 'main', 'desktop', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron/renderer'] },
  },
}

/** Stands before the name of what the mini window tells of itself: it goes where the window is. */
const MINI = 'mini-'

/** Builds the window, main and the preload into `out/`, and the licences of all that is in them. */
export async function buildAll(): Promise<void> {
  await Promise.all([buildWindow(), buildMain(), build(listingPackages(preloadBundle))])
  await Promise.all([writeLicenses(), writeReleaseNotes()])
}

/** Builds the window alone. */
export async function buildWindow(): Promise<void> {
  // A copy, because Vite writes into it where the window goes, and what is made from the bundle later would go there too.
  await build(listingPackages(rendererBundle))
  await build(listingPackages(miniBundle, MINI))
}

/** Writes the licences of what the bundles just told of to where the window finds them. */
async function writeLicenses(): Promise<void> {
  const window = join(outFolder, 'renderer')
  const others = [join(outFolder, 'main'), join(outFolder, 'preload')].map((folder): [string] => [folder])
  await gatherLicenses([[window], [window, MINI], ...others], join(window, 'licenses.txt'))
}

/** Writes what this version brings where electron-builder looks for it, to be read where the version before is still running. */
async function writeReleaseNotes(): Promise<void> {
  const notes = releaseNotes(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), packageJson.version)
  await writeFile(join(outFolder, 'release-notes.md'), notes ?? '')
}

/** Builds main and puts beside it what it reads as files. */
async function buildMain(): Promise<void> {
  await build(listingPackages(mainBundle))
  await cp(linesFolder, join(outFolder, 'main', 'lines'), { recursive: true })
  await cp(trayFolder, join(outFolder, 'main', 'tray'), { recursive: true })
  await copyKeyHooks(join(outFolder, 'main', 'key-hook'))
}

/** Puts the native hook there for every kind of computer it is made for; none where npm left its package out. */
async function copyKeyHooks(folder: string): Promise<void> {
  const prebuilt = join(root, 'node_modules', 'uiohook-napi', 'prebuilds')
  for (const kind of await readdir(prebuilt).catch(() => [])) {
    await cp(join(prebuilt, kind, 'uiohook-napi.node'), join(folder, `${kind}.node`))
  }
}

function isProvided(id: string): boolean {
  return id === 'electron' || id.startsWith('electron/') || (isBuiltin(id) && !isLate(id))
}
