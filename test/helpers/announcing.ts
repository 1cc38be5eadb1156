import { decode, encode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import * as v from 'valibot'
import { type EventName, events, type Payload } from '../../app/contract.ts'
import type { Status } from '../../app/status.ts'
import { withoutWorkers } from './plain-wire.ts'

/** The event that tells the status, as the socket carries it. */
const StatusEvent = v.tuple([v.literal('statusChanged'), events.statusChanged])

/** Announces an event to a page. */
export type AnnounceToPage = <N extends EventName>(name: N, payload: Payload<N>) => void

/**
 * Puts a test between a page and its host, where it can announce what only another host would, and change the status that is
 * announced into what that host's would be: everything else passes. To be called before the page loads.
 */
export async function standBetween(
  page: Page,
  changeStatus: (status: Status) => Status = status => status,
): Promise<AnnounceToPage> {
  let announce: AnnounceToPage = () => {
    throw new Error('The page has no socket yet')
  }
  await withoutWorkers(page)
  await page.routeWebSocket(/\/wire$/, toPage => {
    const toHost = toPage.connectToServer()
    toPage.onMessage(message => toHost.send(message))
    toHost.onMessage(message => {
      const told = v.safeParse(StatusEvent, typeof message === 'string' ? message : decode(message))
      if (told.success) announce('statusChanged', { status: changeStatus(told.output[1].status) })
      else toPage.send(message)
    })
    announce = (name, payload) => toPage.send(Buffer.from(encode([name, payload])))
  })
  return (name, payload) => announce(name, payload)
}
