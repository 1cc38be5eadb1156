import { buildAll } from './bundles.ts'
import { readScriptArguments } from './script-arguments.ts'

readScriptArguments('npm run build: builds Parley into out/.', {})

const startedAt = performance.now()
await buildAll()
console.log(`Built out/ in ${Math.round(performance.now() - startedAt)} ms`)
