import { failWith } from '../../app/errors.ts'
import type { Persona } from '../../app/personas/personas.ts'
import { nothingSaid, type Preset, type Profile } from '../../app/profiles/profiles.ts'
import { hostOf, parseBaseUrl } from './base-url.ts'
import { noteSecret } from './failure/redact.ts'

/** Who is asked, with what key and in what voice. Holds secrets: it never leaves main. */
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
  /** Null for servers that want none. Like the headers, it goes to `baseUrl` and nowhere else. */
  key: string | null
  /** Such as `OPENAI_API_KEY`, "Settings" or "no key". */
  keySource: string
  /** Sent too, by name. Their values are secrets. */
  headers: Readonly<Record<string, string>>
  /** What the model is told before the conversation; empty: nothing. */
  instructions: string
}

/** What is secret of a profile, for its present base URL and no other. */
export interface ProfileSecrets {
  key: string | null
  /** Values by name. */
  headers: Readonly<Record<string, string>>
}

/** The model that is asked for when the user names none. */
export const DEFAULT_MODEL = 'gpt-audio-1.5'
/** Where a key comes from when there is none. */
export const NO_KEY = 'no key'
/** Where a key came from that was entered in the window. */
export const ENTERED = 'Settings'
const DEFAULT_VOICE = 'marin'

/**
 * Reads a key as people paste it: spaces and line breaks around it are cut. From then on nothing that is said has it in it.
 * @param source where it came from, as `Endpoint.keySource`
 * @throws `key_malformed` when what is left is empty or could not be sent in a header
 */
export function checkKey(text: string, source: string): string {
  const key = text.trim()
  if (!/^[\x21-\x7e]+$/.test(key)) throw failWith('key_malformed', { source })
  noteSecret(key)
  return key
}

/**
 * What one request needs, from a profile and what is secret of it. There is no falling back to another host or key.
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
 * The same endpoint, asked to be a persona: with its instructions, and its model and its voice where it has them. What the user says of
 * the profile's model does not go for the persona's.
 */
export function asPersona(endpoint: Endpoint, persona: Pick<Persona, 'instructions' | 'model' | 'voice'>): Endpoint {
  const { instructions, model, voice } = persona
  const own = model === '' || model === endpoint.model ? {} : { model, abilities: nothingSaid }
  return { ...endpoint, ...own, instructions, voice: voice || endpoint.voice }
}
