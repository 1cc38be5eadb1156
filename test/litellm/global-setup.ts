import type { TestProject } from 'vitest/node'
import { startProxy } from './proxy.ts'
import { prepareVirtualEnvironment } from './virtual-environment.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the LiteLLM proxy of this run is, and the port it expects the tests' own server at. */
    proxy: { address: string; upstreamPort: number }
  }
}

/** Starts one LiteLLM proxy for all test files; they take turns in being the server behind it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const environment = await prepareVirtualEnvironment(sentence => console.log(sentence))
  if (environment.kind === 'missing') throw new Error(environment.why)
  const { address, upstreamPort, stop } = await startProxy(environment)
  project.provide('proxy', { address, upstreamPort })
  return stop
}
