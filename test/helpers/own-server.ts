import { afterAll, beforeEach } from 'vitest'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'

/** An endpoint for one test file: every test finds it as new, and it is closed after the last. Call it where the file begins. */
export async function ownServer(): Promise<EndpointServer> {
  const server = await startEndpointServer()
  beforeEach(() => server.reset())
  afterAll(() => server.close())
  return server
}
