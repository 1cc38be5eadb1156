import { defaultPersona, type PersonaContent } from '../../app/personas/personas.ts'
import { COMMON_VOICE, isPrivateWay, newProfile } from '../../app/profiles/profiles.ts'
import { defaultSettings } from '../../app/settings.ts'
import { hostOf } from '../endpoint/base-url.ts'
import { isOnThisComputer, useProxies } from '../endpoint/connection/proxies.ts'
import { asPersona, DEFAULT_MODEL, type Endpoint, endpointOf, NO_KEY } from '../endpoint/endpoint.ts'
import { readSettingsFile } from '../files/settings-file.ts'
import { PRACTICE_MODEL } from '../practice/completion.ts'
import { startPractice } from '../practice/practice.ts'
import { chosenProfile, knownProfiles, lacksProxyAddress } from '../profiles/known-profiles.ts'
import { noSecrets } from '../secrets/secrets.ts'
import { openNamedPersona, personaInUse } from './named-persona.ts'
import { openNamedProfile } from './named-profile.ts'
import type { Options } from './options.ts'

/** Who will be asked. */
export interface AskedEndpoint {
  endpoint: Endpoint
  /** What the user should know about the choice, in whole sentences. */
  notes: string[]
  /** Ends the practice partner, if it was started. */
  close(): Promise<void>
}

/** Stands for the practice partner's address until it is known whether it is needed. */
const NOT_STARTED = 'http://127.0.0.1/v1'
const NO_KEY_NOTE =
  'No key and no endpoint is set, so the built-in practice partner answers. Set OPENAI_API_KEY, or name a server with --endpoint.'
const NO_PROXY_NOTE =
  'LITELLM_PROXY_KEY is set, but nothing says where its proxy is, so the built-in practice partner answers. Set LITELLM_PROXY_BASE, or name it with --endpoint.'
const OPENAI_HOST = 'api.openai.com'

/**
 * Decides who is asked, through which proxy, as which persona and with what key. A profile gets the key that is kept for it. An address the
 * user typed gets the key of `--key-env`, else `LITELLM_PROXY_KEY`, else `OPENAI_API_KEY`, but never a key that belongs elsewhere: one for
 * which the environment names another server, the proxy's key at OpenAI, or OpenAI's key unencrypted across a network.
 * @param key the value of `--key-env`'s variable; null when that was not given
 * @throws as `endpointOf` and `openNamedPersona`, disk_*, and profile_missing
 */
export async function openEndpoint(
  options: Options,
  environment: Record<string, string | undefined>,
  key: string | null,
): Promise<AskedEndpoint> {
  useProxies(readSettingsFile(options.dataFolder).proxy, environment)
  const base = await chooseBase(options, environment, key)
  const named = {
    ...(options.voice === null ? {} : { voice: options.voice }),
    ...(options.model === null ? {} : { model: options.model }),
    ...(options.instructions === null ? {} : { instructions: options.instructions }),
  }
  // Before anything is started that would have to be ended: it may not be there.
  const persona = personaFor(options)
  const as = (endpoint: Endpoint) => ({ ...asPersona(endpoint, persona), ...named })
  if (base.endpoint.kind !== 'practice') {
    return { ...base, endpoint: as(base.endpoint), close: async () => undefined }
  }
  // Nobody listens while it speaks, so it need not take its time.
  const practice = await startPractice({ speed: Infinity })
  const endpoint = as({ ...base.endpoint, model: PRACTICE_MODEL, baseUrl: practice.baseUrl })
  return { ...base, endpoint, close: practice.close }
}

/** The persona that is named, else the one in use where a profile of the window is asked, else the built-in one. */
function personaFor({ persona, endpoint }: Options): PersonaContent {
  if (persona) return openNamedPersona(persona)
  return endpoint.kind === 'profile' ? personaInUse(endpoint.dataFolder) : defaultPersona
}

type Base = Pick<AskedEndpoint, 'endpoint' | 'notes'>

async function chooseBase(
  options: Options,
  environment: Record<string, string | undefined>,
  key: string | null,
): Promise<Base> {
  const named = key === null ? null : { key, source: options.keyVariable ?? '' }
  const fromEnvironment = { ...defaultSettings.fromEnvironment, voice: COMMON_VOICE }
  const settings = { ...defaultSettings, fromEnvironment }
  // A key that is named goes to whomever the variables name, or to OpenAI.
  const variables = key === null ? environment : { ...environment, LITELLM_PROXY_KEY: key, OPENAI_API_KEY: key }
  switch (options.endpoint.kind) {
    case 'profile':
      return openNamedProfile(options.endpoint, environment, named)
    case 'practice':
    case 'environment': {
      const known = knownProfiles({ settings, environment: variables, practiceUrl: NOT_STARTED })
      const profileId = options.endpoint.kind === 'practice' ? 'practice' : ''
      const chosen = chosenProfile(known, profileId)
      if (!chosen) throw new Error('there is always the practice partner')
      const { profile, kind, environmentKey, keySource } = chosen
      const { key, source } = named ?? { key: environmentKey, source: keySource }
      const secrets = { ...noSecrets, key: kind === 'practice' ? null : key }
      const note = lacksProxyAddress(known, variables) ? NO_PROXY_NOTE : NO_KEY_NOTE
      const notes = kind === 'practice' && profileId === '' ? [note] : []
      return {
        endpoint: endpointOf({ ...profile, voice: COMMON_VOICE }, { kind, secrets, source }),
        notes,
      }
    }
    case 'url': {
      const { baseUrl } = options.endpoint
      const { key, source, notes } = named ? { ...named, notes: [] } : keyFor(baseUrl, environment)
      const profile = newProfile('typed', { baseUrl, model: DEFAULT_MODEL, voice: COMMON_VOICE })
      const secrets = { ...noSecrets, key }
      return { endpoint: endpointOf(profile, { kind: 'custom', secrets, source }), notes }
    }
  }
}

function keyFor(baseUrl: string, environment: Record<string, string | undefined>) {
  const notes: string[] = []
  for (const source of ['LITELLM_PROXY_KEY', 'OPENAI_API_KEY'] as const) {
    const key = environment[source]
    if (!key) continue
    const hindrance = whyNotSent(source, baseUrl, environment)
    if (hindrance === null) return { key, source, notes: [] }
    notes.push(`${source} was not sent to ${hostOf(baseUrl)}, because ${hindrance}. --key-env ${source} sends it.`)
  }
  return { key: null, source: NO_KEY, notes }
}

/** Why a key of the environment is kept from an address that was typed; null when it goes there. */
function whyNotSent(
  source: 'LITELLM_PROXY_KEY' | 'OPENAI_API_KEY',
  baseUrl: string,
  { LITELLM_PROXY_BASE, OPENAI_BASE_URL }: Record<string, string | undefined>,
): string | null {
  const isOpenAi = source === 'OPENAI_API_KEY'
  const own = URL.parse((isOpenAi ? OPENAI_BASE_URL : LITELLM_PROXY_BASE)?.trim() ?? '')
  const { host } = new URL(baseUrl)
  const isThere = own?.host === host || (own && isOnThisComputer(own) && isOnThisComputer(new URL(baseUrl)))
  if (own && !isThere && !(isOpenAi && host === OPENAI_HOST)) {
    return `${isOpenAi ? 'OPENAI_BASE_URL' : 'LITELLM_PROXY_BASE'} says that it belongs elsewhere`
  }
  if (!isOpenAi && host === OPENAI_HOST) return 'that is no proxy'
  return isOpenAi && !isPrivateWay(baseUrl) ? 'http:// would show it to the network' : null
}
