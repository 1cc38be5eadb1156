import { failWith } from '../../app/errors.ts'
import type { Profile } from '../../app/profiles/profiles.ts'
import { hostOf } from '../endpoint/base-url.ts'
import { type Endpoint, endpointOf, NO_KEY } from '../endpoint/endpoint.ts'
import { readSettingsFile } from '../files/settings-file.ts'
import { openAccountNames } from '../profiles/account-names.ts'
import { type KnownProfile, knownProfiles } from '../profiles/known-profiles.ts'
import { ModelLists } from '../profiles/model-lists.ts'
import { openKeptSecrets } from '../secrets/kept-secrets.ts'
import { KeyFile } from '../secrets/key-file.ts'

/** A profile of a data folder, by what the user calls it. */
export interface NamedProfile {
  name: string
  dataFolder: string
}

/** A key that was named on the command line, and where it came from. */
interface NamedKey {
  key: string
  source: string
}

/**
 * Finds a profile in a data folder, by its name, its host or its id, and what is kept for it in a file. What the desktop's Parley
 * sealed can only be opened by that. Where it names no model, that is asked which the window would ask, if the server has said which it has.
 * @param named used in place of the key that is kept
 * @returns the endpoint, and notes as `AskedEndpoint` has them
 * @throws bad_input when there is none or more than one, disk_*, and as `endpointOf`
 */
export async function openNamedProfile(
  { name, dataFolder }: NamedProfile,
  environment: Record<string, string | undefined>,
  named: NamedKey | null,
): Promise<{ endpoint: Endpoint; notes: string[] }> {
  const settings = readSettingsFile(dataFolder)
  const known = knownProfiles({ settings, environment, practiceUrl: 'http://127.0.0.1/v1' })
  const { profile, kind, environmentKey, keySource } = findProfile(known, name)
  const kept = (await openKeptSecrets({ folder: dataFolder, sealer: null })).read({
    profileId: profile.id,
    baseUrl: endpointOf(profile, { kind, secrets: { key: null, headers: {} }, source: '' }).baseUrl,
  })
  const { key, source } = named ?? { key: environmentKey ?? kept.key, source: keySource }
  const isSealed = key === null && new KeyFile(dataFolder).read().some(({ profileId }) => profileId === profile.id)
  const sealedNote = 'Its key is sealed by the desktop’s Parley, which alone can open it.'
  const asked = endpointOf(profile, { kind, secrets: { key, headers: kept.headers }, source })
  const usual = profile.model.trim() === '' ? usualModelOf(asked, dataFolder) : null
  const endpoint = usual === null ? asked : { ...asked, model: usual }
  return { endpoint: key === null ? { ...endpoint, keySource: NO_KEY } : endpoint, notes: isSealed ? [sealedNote] : [] }
}

function usualModelOf(endpoint: Endpoint, dataFolder: string): string | null {
  return new ModelLists({ dataFolder, accountOf: openAccountNames(dataFolder) }).usualOf(endpoint)
}

function findProfile(known: readonly KnownProfile[], name: string): KnownProfile {
  const wanted = name.trim().toLowerCase()
  const found = known.filter(({ profile }) => namesOf(profile).some(one => one.toLowerCase() === wanted))
  const [only] = found
  if (only && found.length === 1) return only
  const names = known.map(({ profile }) => `“${profile.name || hostOf(profile.baseUrl)}”`).join(', ')
  const what = found.length > 1 ? `“${name}” names ${found.length} profiles` : `there is no profile “${name}”`
  throw failWith('bad_input', { what: { name: 'said', said: `${what}; there are ${names}` } })
}

function namesOf({ id, name, baseUrl }: Profile): string[] {
  return [id, name.trim(), hostOf(baseUrl)]
}
