import { readdirSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'

/**
 * Loaded before Parley's main in plain Node (`node --import`): modules of Electron exist, and the first thing that is asked of
 * one ends the process with its name and status 64. What comes before that runs as it is. `PARLEY_SCRIPTS` is the folder of main.
 */
const scripts = process.env.PARLEY_SCRIPTS ?? ''

/** Everything that built scripts import from Electron, by name. */
const names = new Set(
  readdirSync(scripts)
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(scripts, name), 'utf8'))
    .flatMap(text => [...text.matchAll(/^import \{([^}]*)\} from ["']electron(?:\/(?:main|common))?["']/gm)])
    .flatMap(([, list = '']) => list.split(','))
    .map(name => name.trim().split(' as ')[0] ?? '')
    .filter(name => name !== ''),
)

const source = `
const wire = name => new Proxy(class {}, {
  get: (_, property) => trip(name + '.' + String(property)),
  construct: () => trip('new ' + name),
  apply: () => trip(name),
})
function trip(what) {
  process._rawDebug('First call of Electron: ' + what)
  process.exit(64)
}
${[...names].map(name => `export const ${name} = wire('${name}')`).join('\n')}
`

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier.startsWith('electron/')
      ? { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true }
      : next(specifier, context),
})
