import { EARLIER_PROFILE_ID } from '../../app/earlier-settings.ts'
import { newProfile } from '../../app/profiles/profiles.ts'
import type { Settings, SettingsChange } from '../../app/settings.ts'
import type { Secrets } from './secrets.ts'

/**
 * Where a key of an earlier Parley is kept that no profile goes with: the profile it gets. Earlier settings told of no own endpoint
 * while it was OpenAI's, whose key was enough. Null when there is nothing to add.
 */
export function profileOfEarlierKey({ profiles, fromEnvironment }: Settings, secrets: Secrets): SettingsChange | null {
  const baseUrl = secrets.baseUrlOf(EARLIER_PROFILE_ID)
  if (baseUrl === null || profiles.some(({ id }) => id === EARLIER_PROFILE_ID)) return null
  return { profiles: [newProfile(EARLIER_PROFILE_ID, { ...fromEnvironment, baseUrl }), ...profiles] }
}
