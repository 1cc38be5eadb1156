import { failWith } from '../../app/errors.ts'
import type { Persona } from '../../app/personas/personas.ts'
import { nothingSaid, type Preset, type Profile } from '../../app/profiles/profiles.ts'
import { hostOf, parseBaseUrl } from './base-url.ts'
import { noteSecret } from './failure/redact.ts'

/** Everything a request needs to know of the server it goes to: address, key, model, voice. Holds secrets: it never leaves main. */
export interface Endpoint
  extends Pick<
    Profile,
    | 'apiVersion'
    | 'organization'
    | 'project'
    | 'model'
    | 'abilities'
    | 'voice'
    | 'format'
    | 'streaming'
    | 'upload'
    | 'transcriptionModel'
    | 'way'
    | 'speechModel'
    | 'timeoutS'
  > {
  kind: 'practice' | 'environment' | 'custom'
  profileId: string
  preset: Preset
  /** For people: what the profile is called, or the host. */
  name: string
  /** As `parseBaseUrl` returns it. */
  baseUrl: string
  /** Null for servers that need none. Like the headers, it is sent to `baseUrl` and nowhere else. */
  key: string | null
  /** Where the key comes from, such as `OPENAI_API_KEY`, "Settings" or "no key". */
  keySource: string
  /** Headers of the profile, by name. Their values are secrets. */
  headers: Readonly<Record<string, string>>
  /** What the model is told before the conversation; empty: nothing. */
  instructions: string
}

/** The secrets of a profile, entered for its present base URL and no other. */
export interface ProfileSecrets {
  key: string | null
  /** Values by name. */
  headers: Readonly<Record<string, string>>
}

/** The model that is asked for when the user names none (but see `usualModel`). */
export const DEFAULT_MODEL = 'gpt-audio-1.5'
/** `Endpoint.keySource` when there is no key. */
export const NO_KEY = 'no key'
/** `Endpoint.keySource` of a key that was entered in the window. */
export const ENTERED = 'Settings'
const DEFAULT_VOICE = 'marin'

/**
 * Reads a key as people paste it: spaces, line breaks and quotation marks around it are cut, and so is the `Bearer` of a header. From then
 * on it is taken out of everything that is shown or logged.
 * @param source where it came from, as `Endpoint.keySource`
 * @throws `key_malformed` when what is left is empty or could not be sent in a header
 */
export function checkKey(text: string, source: string): string {
  const pasted = text.trim().replace(/^Bearer\s+/i, '')
  const key = pasted.replace(/^(["'])(.*)\1$/, '$2')
  if (!/^[\x21-\x7e]+$/.test(key)) throw failWith('key_malformed', { source })
  noteSecret(key)
  return key
}

/**
 * Makes an endpoint of a profile and its secrets. It never falls back to another host or key.
 * @param source where the key came from, if there is one
 * @throws as `parseBaseUrl` and `checkKey`
 */
export function endpointOf(
  profile: Profile,
  from: { kind: Endpoint['kind']; secrets: ProfileSecrets; source: string },
): Endpoint {
  const { id, isKeyFileAllowed: _, headerNames, ...settings } = profile
  const baseUrl = parseBaseUrl(profile.baseUrl)
  const key = from.secrets.key === null ? null : checkKey(from.secrets.key, from.source)
  const headers = Object.entries(from.secrets.headers).filter(([name]) => headerNames.includes(name))
  return {
    ...settings,
    kind: from.kind,
    profileId: id,
    name: profile.name.trim() || hostOf(baseUrl),
    baseUrl,
    key,
    keySource: key === null ? NO_KEY : from.source,
    headers: Object.fromEntries(headers),
    model: profile.model.trim() || DEFAULT_MODEL,
    voice: profile.voice.trim() || DEFAULT_VOICE,
    instructions: '',
  }
}

/**
 * The same endpoint with a persona's instructions, and with its model and voice where it has any. What the user says that the profile's
 * model can do does not count for another model of the persona.
 */
export function asPersona(endpoint: Endpoint, persona: Pick<Persona, 'instructions' | 'model' | 'voice'>): Endpoint {
  const { instructions, model, voice } = persona
  const own = model === '' || model === endpoint.model ? {} : { model, abilities: nothingSaid }
  return { ...endpoint, ...own, instructions, voice: voice || endpoint.voice }
}
