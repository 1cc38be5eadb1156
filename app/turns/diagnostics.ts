import type { Settings } from '../settings.ts'
import type { ProfileStatus, Status } from '../status.ts'
import { type ProfileTimes, steps, type TimesSum } from './turn-times.ts'

/** What is reported about this Parley to someone who looks for a fault. */
export interface Diagnosed {
  /** Null when main has not answered. */
  status: Pick<Status, 'version' | 'host' | 'endpoint' | 'profiles'> | null
  settings: Pick<Settings, 'talk' | 'microphone' | 'speaker' | 'noiseSuppression'>
  /** Other facts by name: versions, the state of the connection. Nothing secret, and nothing that was said. */
  system: Readonly<Record<string, string>>
  times: readonly ProfileTimes[]
}

/**
 * Everything about this Parley that helps to find a fault, as text to copy: without keys, not even the end of one, without paths, and
 * without anything that was said.
 */
export function diagnosticsText({ status, settings, system, times }: Diagnosed): string {
  const { talk, microphone, speaker, noiseSuppression } = settings
  const told = {
    version: status?.version,
    host: status?.host,
    ...system,
    endpoint: status && withoutKey(status.endpoint),
    talk,
    microphone: microphone?.label ?? null,
    speaker: speaker?.label ?? null,
    noiseSuppression,
    millisecondsFromKeyUp: Object.fromEntries(
      times.map(({ profileId, replied, failed }) => [
        nameOf(profileId, status),
        { ...toldOf(replied), ...(failed.turns > 0 && { failed: toldOf(failed) }) },
      ]),
    ),
  }
  return JSON.stringify(told, null, 2)
}

function withoutKey(endpoint: ProfileStatus): object {
  return { ...endpoint, key: endpoint.key.kept }
}

function toldOf({ turns, steps: spreads }: TimesSum): object {
  const told = steps.flatMap(step => {
    const spread = spreads[step]
    return spread ? [[step, `p50 ${spread.p50}, p95 ${spread.p95}`]] : []
  })
  return { turns, ...Object.fromEntries(told) }
}

/** Profiles that are gone are shown by their ids. */
function nameOf(profileId: string, status: Diagnosed['status']): string {
  const name = status?.profiles.find(({ id }) => id === profileId)?.name
  return name ? `${name} (${profileId})` : profileId
}
