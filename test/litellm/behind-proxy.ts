import { afterAll, beforeEach, inject } from 'vitest'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import { endpointAt } from '../helpers/asking.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { keys } from './proxy.ts'

/** The tests' own server in its place behind the proxy, and the proxy as Parley asks it. */
export interface BehindProxy {
  server: EndpointServer
  /** Such as `http://127.0.0.1:23456`. */
  address: string
  /** The proxy with its master key, as its environment variables name it. */
  endpointOf(change?: Partial<Endpoint>): Endpoint
  /** Asks the proxy for anything else, with its master key unless another is given. */
  fetchFromProxy(path: string, init?: RequestInit, key?: string): Promise<Response>
}

/** Starts the server that the proxy expects, for the tests of one file; every test finds it as at its start. */
export async function startBehindProxy(): Promise<BehindProxy> {
  const { address, upstreamPort } = inject('proxy')
  const server = await startEndpointServer({ port: upstreamPort })
  beforeEach(() => server.reset())
  afterAll(() => server.close())
  const known = { kind: 'environment', keySource: 'LITELLM_PROXY_KEY', model: 'gpt-4o-audio-preview' } as const
  return {
    server,
    address,
    endpointOf: change => endpointAt(`${address}/v1`, { ...known, key: keys.master, ...change }),
    fetchFromProxy: (path, init, key = keys.master) =>
      fetch(`${address}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init?.headers } }),
  }
}
