import type { Plugin } from 'vite'

/** The modules that take 12 and 4 ms of a start to load, and are not needed before something connects or is packed. */
const late = ['https', 'tls', 'zlib']
const LATE = '\0late:'
/** Imports as the build writes them: `import whole, { name, name as other } from "node:fs";`. */
const imported = /^import (?:([\w$]+)(?:, )?)?(?:\{(.*)\})? from "(node:[\w/]+)";$/gm

/** Whether one of Node's own modules is loaded only when it is first used. */
export function isLate(id: string): boolean {
  return late.includes(id.replace(/^node:/, ''))
}

/**
 * Takes Node's own modules from `process.getBuiltinModule`. Importing one evaluates everything that it exports, and so loads much that is
 * never used: an HTTP client for `node:http`, streams for `node:fs`, WebCrypto for `node:crypto`, together a seventh of a start. The
 * sources import the late ones as defaults, because named imports would be read at once.
 */
export const nodesModules: Plugin = {
  name: 'nodes-modules',
  enforce: 'pre',
  resolveId: id => (isLate(id) ? LATE + id.replace(/^node:/, '') : null),
  load: id => {
    if (!id.startsWith(LATE)) return null
    const module = `process.getBuiltinModule('node:${id.slice(LATE.length)}')`
    return `module.exports = new Proxy({}, { get: (_late, name) => ${module}[name] })`
  },
  renderChunk: code =>
    code.replace(imported, (_all, whole: string | undefined, names: string | undefined, id) =>
      [whole, names && `{${names.replaceAll(' as ', ': ')}}`]
        .filter(wanted => wanted !== undefined)
        .map(wanted => `const ${wanted} = process.getBuiltinModule("${id}");`)
        .join(' '),
    ),
}
