import { isBuiltIn, newProfile, type Profile } from '../../app/profiles/profiles.ts'
import type { Settings } from '../../app/settings.ts'
import { words } from '../../app/words/words.ts'
import { ENTERED, type Endpoint, NO_KEY } from '../endpoint/endpoint.ts'

/** OpenAI's own address (OpenAI reference, "Introduction"). */
const OPENAI_BASE_URL = 'https://api.openai.com/v1'

/** A profile that can be chosen: one of the user's, or a built-in one with its key. */
export interface KnownProfile {
  profile: Profile
  kind: Endpoint['kind']
  /** The environment's key, which belongs to the environment's base URL; null for all other profiles, whose keys are kept elsewhere. */
  environmentKey: string | null
  /** Where its key comes from, if it has one. */
  keySource: string
}

/** What decides which profiles there are. */
export interface ProfileSources {
  settings: Settings
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string | undefined>
  practiceUrl: string
}

/**
 * All profiles: the user's own in their order, those of the environment, the practice partner. Of the environment's, LiteLLM's proxy comes
 * first, because naming one is deliberate, whereas OpenAI's variables have a default for the base URL.
 */
export function knownProfiles(sources: ProfileSources): KnownProfile[] {
  const own = sources.settings.profiles.map(profile => ({
    ...{ profile, kind: 'custom' as const, environmentKey: null, keySource: ENTERED },
  }))
  const { practice: name } = words.endpoint.kinds
  const practice = newProfile('practice', { name, preset: 'local', baseUrl: sources.practiceUrl })
  return [
    ...own,
    ...environmentProfiles(sources),
    { profile: practice, kind: 'practice', environmentKey: null, keySource: NO_KEY },
  ]
}

/** Whether the environment has the key of a LiteLLM proxy but not its address, and there is no profile except the practice partner. */
export function lacksProxyAddress(known: readonly KnownProfile[], environment: ProfileSources['environment']): boolean {
  return known.every(({ kind }) => kind === 'practice') && Boolean(environment.LITELLM_PROXY_KEY?.trim())
}

/** The profile that answers unless a conversation has its own; null when the chosen one is gone. */
export function chosenProfile(known: readonly KnownProfile[], profileId: string): KnownProfile | null {
  const chosen = profileId === '' ? known[0] : known.find(({ profile }) => profile.id === profileId)
  return chosen ?? null
}

/** What a profile that is gone was, as far as its id shows. */
export function kindOfId(profileId: string): Endpoint['kind'] {
  if (!isBuiltIn(profileId)) return 'custom'
  return profileId === 'practice' ? 'practice' : 'environment'
}

function environmentProfiles({ settings, environment }: ProfileSources): KnownProfile[] {
  const read = (name: string) => environment[name]?.trim() || null
  const known = (id: string, preset: Profile['preset'], baseUrl: string, keySource: string): KnownProfile => ({
    profile: newProfile(id, { ...settings.fromEnvironment, preset, baseUrl }),
    kind: 'environment',
    environmentKey: read(keySource),
    keySource,
  })
  const proxy = read('LITELLM_PROXY_BASE')
  const openai = read('OPENAI_BASE_URL') ?? (read('OPENAI_API_KEY') ? OPENAI_BASE_URL : null)
  const preset = openai === OPENAI_BASE_URL ? 'openai' : 'other'
  return [
    ...(proxy ? [known('environment-litellm', 'litellm', proxy, 'LITELLM_PROXY_KEY')] : []),
    ...(openai ? [known('environment-openai', preset, openai, 'OPENAI_API_KEY')] : []),
  ]
}
