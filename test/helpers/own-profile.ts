import { randomUUID } from 'node:crypto'
import type { Calls } from '../../app/contract.ts'
import type { ProfileChange } from '../../app/profiles/profiles.ts'

/** Enters a server as a profile that answers from now on, and returns the profile's id. */
export async function answerAt(main: Calls, baseUrl: string, change: ProfileChange = {}): Promise<string> {
  const profileId = randomUUID()
  await main.addProfile({ profileId, baseUrl, ...change })
  await main.chooseProfile({ profileId })
  return profileId
}
