import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildAll, root } from '../../build/bundles.ts'
import { readScriptArguments } from '../../build/script-arguments.ts'
import { prepareVirtualEnvironment } from './virtual-environment.ts'

const usage =
  'npm run test:litellm -- [NAME …]: asks through a real LiteLLM proxy, in all test files or in those whose path has NAME.'
const names = readScriptArguments(usage, { allowPositionals: true }).positionals

const environment = await prepareVirtualEnvironment(sentence => console.log(sentence))
if (environment.kind === 'missing') {
  console.log(`The tests with a real LiteLLM proxy were skipped: ${environment.why}.`)
} else {
  await buildAll()
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(import.meta.dirname, 'vitest.config.ts')
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...names], {
    stdio: 'inherit',
    cwd: root,
  })
  child.once('close', exitCode => {
    process.exitCode = exitCode ?? 1
  })
}
