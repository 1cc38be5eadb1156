import { buildAll } from './bundles.ts'

const startedAt = performance.now()
await buildAll()
console.log(`Built out/ in ${Math.round(performance.now() - startedAt)} ms`)
