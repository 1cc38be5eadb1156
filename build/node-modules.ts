import type { Plugin } from 'vite'

/** Of those, what takes 12 and 4 ms of a start to load, and is not needed before something connects or is packed. */
const late = ['https', 'tls', 'zlib']
const LATE = '\0late:'
/** As they stand in what was built: `import whole, { name, name as other } from "node:fs";`. */
const imported = /^import (?:([\w$]+)(?:, )?)?(?:\{(.*)\})? from "(node:[\w/]+)";$/gm

/** Whether one of Node's own modules is loaded when something of it is first used. */
export function isLate(id: string): boolean {
  return late.includes(id.replace(/^node:/, ''))
}

/**
 * Takes Node's own modules from `process.getBuiltinModule`. Importing one reads all that it exports, which loads much that nothing uses:
 * `node:http` an HTTP client, `node:fs` streams, `node:crypto` the web's cryptography: a seventh of a start. The late ones are default imports in
 * the sources, because names of them would be read at once.
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
