import { expect } from 'vitest'
import { agentFor } from '../../main/endpoint/connection/connections.ts'

/**
 * Waits until a connection to the server at a base URL is kept for the next question. The end of an answer may come after its last
 * word, with which whoever reads it is content.
 */
export async function connectionKept(baseUrl: string): Promise<void> {
  const url = new URL(baseUrl)
  const kept = () => Object.keys(agentFor(url).freeSockets)
  await expect.poll(() => kept().some(name => name.includes(`:${url.port}:`))).toBe(true)
}
