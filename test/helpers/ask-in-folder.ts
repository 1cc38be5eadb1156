import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { type Ended, runAsk } from './ask-process.ts'
import type { EndpointServer } from './endpoint-server.ts'

/** A typed question. */
export const DOG = 'Is a golden retriever a good family dog?'

/** `ask` as the tests of a file run it. */
export interface AskInFolder {
  /** The folder of the test that runs; another for each. */
  readonly folder: string
  /** Runs `ask` there, against nobody unless told otherwise. */
  ask(args: string[], environment?: Record<string, string>): Promise<Ended>
  /** Asks the tests' server a typed question. */
  askServer(...args: string[]): Promise<Ended>
  /** What is in the folder, by name. */
  files(): Record<string, Buffer>
}

/** Gives each test of a file a folder to run `ask` in. Call it where the file begins. */
export function askInFolder(server: EndpointServer): AskInFolder {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-ask-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const ask: AskInFolder['ask'] = (args, environment = {}) => runAsk(args, { folder, environment })
  return {
    get folder() {
      return folder
    },
    ask,
    askServer: (...args) => ask(['--endpoint', server.baseUrl, '--text', DOG, ...args]),
    files: () => Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))])),
  }
}
