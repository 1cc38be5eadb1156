import { diagnosticsText } from '../../app/turns/diagnostics.ts'
import type { ProfileTimes } from '../../app/turns/turn-times.ts'
import { main } from '../main-process.ts'
import { connection, settings, status } from '../state/main.ts'
import { attempt } from './attempt.ts'
import { gapsInReplies } from './talk.ts'

/** What turns took of late, by profile; nothing where main does not say. */
export async function askForTimes(): Promise<ProfileTimes[]> {
  let times: ProfileTimes[] = []
  await attempt(async () => {
    times = await main.getTurnTimes({})
  })
  return times
}

/** What this window tells to whoever looks for a fault. */
export function diagnostics(times: readonly ProfileTimes[]): string {
  const system = {
    connection: connection.value,
    browser: navigator.userAgent,
    gapsInReplies: String(gapsInReplies()),
  }
  return diagnosticsText({ status: status.value, settings: settings.value, system, times })
}

/** The licences of what Parley is made with, a file beside the page; null where it cannot be read. */
export async function readLicenses(): Promise<string | null> {
  let text: string | null = null
  await attempt(async () => {
    const response = await fetch(new URL('licenses.txt', document.baseURI))
    if (response.ok) text = await response.text()
  })
  return text
}
