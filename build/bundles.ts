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
/** `app/` as the bundler writes module names: with slashes on every system. */
const appFolder = normalizePath(join(root, 'app'))
/** The practice partner's spoken lines, which main reads as files. */
const linesFolder = join(root, 'main', 'practice', 'lines')
/** The tray's icons, which main also reads as files. */
const trayFolder = join(root, 'build', 'tray')

const common: InlineConfig = { configFile: false, envDir: false, publicDir: false, logLevel: 'warn' }

/**
 * Marks calls that make schemas in `app/` as free of side effects (`#__PURE__`), because the bundler does not look into other modules for
 * that. Without it the window would contain every schema of each module of which it uses anything.
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
 * The window. Its paths are relative, so that the same files work from `app://` and `http://`. Nothing is inlined, and worklets are files
 * of their own, because the content security policy allows neither `data:` nor `blob:` scripts.
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
    // The page names both of its scripts, so that neither waits for the other. Scripts that are loaded later name none.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, names, { hostType }) => (hostType === 'html' ? names : []),
    },
    reportCompressedSize: false,
    // `app/` is pure, so anything of it that the window does not use is left out, such as schemas with which only main validates.
    rolldownOptions: { treeshake: { moduleSideEffects: id => !id.startsWith(appFolder) } },
  },
}

/** The mini window. It is built separately, because sharing code would split the window into more scripts that load at its start. */
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
 * Main, as flat ES modules: one entry for each way to start it, with all libraries inside. Lazily imported libraries (the OpenAI SDK,
 * electron-updater) stay chunks of their own. Only Electron and Node's own modules are left outside.
 */
const mainBundle: InlineConfig = {
  ...common,
  root,
  // Unless it is told not to, ws looks for two optional native modules, which are not shipped.
  define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  // Resolves libraries as Node does, so that the bundle and the sources behave alike.
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
      // Comments are a third of it, and would be read at every start.
      output: {
        ...{ format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        comments: { jsdoc: false },
      },
    },
  },
}

/** The preload. In a sandbox it must be a single CommonJS file that requires only `electron/renderer`. */
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

/** Prefix of the mini window's list of packages, which is written beside the window's. */
const MINI = 'mini-'

/** Builds the window, main and the preload into `out/`, and gathers the licences of everything in them. */
export async function buildAll(): Promise<void> {
  await Promise.all([buildWindow(), buildMain(), build(listingPackages(preloadBundle))])
  await Promise.all([writeLicenses(), writeReleaseNotes()])
}

/** Builds the window alone. */
export async function buildWindow(): Promise<void> {
  // `listingPackages` copies the bundle, because Vite writes the window's output folder into the object it gets.
  await build(listingPackages(rendererBundle))
  await build(listingPackages(miniBundle, MINI))
}

/** Writes the licences that the bundles reported to where the window finds them. */
async function writeLicenses(): Promise<void> {
  const window = join(outFolder, 'renderer')
  const others = [join(outFolder, 'main'), join(outFolder, 'preload')].map((folder): [string] => [folder])
  await gatherLicenses([[window], [window, MINI], ...others], join(window, 'licenses.txt'))
}

/** Writes this version's release notes where electron-builder looks for them. The previous version shows them before it updates. */
async function writeReleaseNotes(): Promise<void> {
  const notes = releaseNotes(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), packageJson.version)
  await writeFile(join(outFolder, 'release-notes.md'), notes ?? '')
}

/** Builds main, and copies the files that it reads beside it. */
async function buildMain(): Promise<void> {
  await build(listingPackages(mainBundle))
  await cp(linesFolder, join(outFolder, 'main', 'lines'), { recursive: true })
  await cp(trayFolder, join(outFolder, 'main', 'tray'), { recursive: true })
  await copyKeyHooks(join(outFolder, 'main', 'key-hook'))
}

/** Copies the native hook for every kind of computer that has one; nothing if npm left the package out. */
async function copyKeyHooks(folder: string): Promise<void> {
  const prebuilt = join(root, 'node_modules', 'uiohook-napi', 'prebuilds')
  for (const kind of await readdir(prebuilt).catch(() => [])) {
    await cp(join(prebuilt, kind, 'uiohook-napi.node'), join(folder, `${kind}.node`))
  }
}

function isProvided(id: string): boolean {
  return id === 'electron' || id.startsWith('electron/') || (isBuiltin(id) && !isLate(id))
}
