import { encode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import type { EventName, Payload } from '../../app/contract.ts'
import { withoutWorkers } from './plain-wire.ts'

/** Announces an event to a page. */
export type AnnounceToPage = <N extends EventName>(name: N, payload: Payload<N>) => void

/**
 * Puts a test between a page and its host, where it can announce what only another host would: everything else passes.
 * To be called before the page loads.
 */
export async function standBetween(page: Page): Promise<AnnounceToPage> {
  let announce: AnnounceToPage = () => {
    throw new Error('The page has no socket yet')
  }
  await withoutWorkers(page)
  await page.routeWebSocket(/\/wire$/, toPage => {
    const toHost = toPage.connectToServer()
    toPage.onMessage(message => toHost.send(message))
    toHost.onMessage(message => toPage.send(message))
    announce = (name, payload) => toPage.send(Buffer.from(encode([name, payload])))
  })
  return (name, payload) => announce(name, payload)
}
