import * as v from 'valibot'
import { uploadWishes } from './uploads.ts'

const Line = v.pipe(v.string(), v.maxLength(2000))
const Short = v.pipe(v.string(), v.maxLength(300))

/** The most profiles there may be. */
export const PROFILES_LIMIT = 100
/** The most headers one profile may add. */
export const HEADERS_LIMIT = 20

/** The built-in profiles. They are in no file; those that the environment names exist as long as it does. */
const builtInIds = ['environment-litellm', 'environment-openai', 'practice'] as const
/** A built-in profile. */
export type BuiltInId = (typeof builtInIds)[number]

/** Whether an id is that of a built-in profile, whether or not that exists. */
export function isBuiltIn(profileId: string): profileId is BuiltInId {
  return (builtInIds as readonly string[]).includes(profileId)
}

/** The id of a profile: a UUID made by the window, the id of a built-in one, or `earlier`. */
export const ProfileIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100), v.regex(/^[\w-]+$/))

/** How a header's name is written (RFC 9110, `token`). */
const HeaderNameSchema = v.pipe(v.string(), v.maxLength(100), v.regex(/^[!#$%&'*+.^`|~\w-]+$/))

/** What the user says that a model can do; `known`: what its server, its name and asking it show. */
const SaidSchema = v.optional(v.picklist(['known', 'yes', 'no']), 'known')
const SaidAbilitiesSchema = v.object({
  /** Whether it accepts recordings. */
  hears: SaidSchema,
  /** Whether its replies have a voice. */
  speaks: SaidSchema,
})
/** What the user says that a profile's model can do with sound. */
export type SaidAbilities = v.InferOutput<typeof SaidAbilitiesSchema>
/** The user says nothing about a model, so what is known of it counts. */
export const nothingSaid: SaidAbilities = v.parse(SaidAbilitiesSchema, {})

/** A server, and how to ask it. Kept in the settings, without its secrets: its key and the values of its headers. */
export const ProfileSchema = v.object({
  id: ProfileIdSchema,
  /** The user's name for it; empty: the host. */
  name: v.optional(Short, ''),
  /** The kind of server, as far as that changes a request. */
  preset: v.optional(v.picklist(['openai', 'litellm', 'azure', 'openrouter', 'local', 'other']), 'other'),
  /** As `parseBaseUrl` returns it; empty while none was entered. */
  baseUrl: v.optional(Line, ''),
  /** Sent as `api-version` in the query, if not empty: Azure wants one. */
  apiVersion: v.optional(Short, ''),
  /** Sent as OpenAI's headers of these names, if not empty. */
  organization: v.optional(Short, ''),
  project: v.optional(Short, ''),
  /** Names of further headers to send; their values are secrets. */
  headerNames: v.optional(v.pipe(v.array(HeaderNameSchema), v.maxLength(HEADERS_LIMIT)), []),
  /** Empty: the usual one. */
  model: v.optional(Line, ''),
  /** What the user says of that model, which counts before what is known of it. */
  abilities: v.optional(SaidAbilitiesSchema, {}),
  voice: v.optional(Line, 'marin'),
  /** The encoding of the reply's sound; `automatic`: depends on the way it arrives. */
  format: v.optional(v.picklist(['automatic', 'pcm16', 'wav', 'mp3', 'flac', 'opus', 'aac']), 'automatic'),
  /** Whether the reply arrives while it is being made. */
  streaming: v.optional(v.picklist(['automatic', 'on', 'off']), 'automatic'),
  /** How recordings are sent. */
  upload: v.optional(v.picklist(uploadWishes), 'wav'),
  /** Whether the model gets recordings themselves; `cascade`: it gets their words, and its answer is read aloud. */
  way: v.optional(v.picklist(['audio', 'cascade']), 'audio'),
  /** The model that then reads answers aloud; empty: the usual one. */
  speechModel: v.optional(Line, ''),
  /** The model that transcribes recordings; empty: the usual one. */
  transcriptionModel: v.optional(Line, ''),
  /** How many seconds may pass without anything arriving; null: 60, or 300 for a reply that arrives as a whole. */
  timeoutS: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3600))), null),
  /** Whether key and headers may be kept in an unencrypted file if the system cannot seal them. */
  isKeyFileAllowed: v.optional(v.boolean(), false),
})
/** A server, and how to ask it. */
export type Profile = v.InferOutput<typeof ProfileSchema>
/** What kind of server a profile names. */
export type Preset = Profile['preset']

/** A change to a profile: any part of it except its id, and its headers, whose values have to be given with them. */
export const ProfileChangeSchema = v.partial(v.omit(ProfileSchema, ['id', 'headerNames']))
/** A change to a profile. */
export type ProfileChange = v.InferOutput<typeof ProfileChangeSchema>

/** The user's own profiles, in their order. */
export const ProfilesSchema = v.pipe(
  v.array(ProfileSchema),
  v.maxLength(PROFILES_LIMIT),
  v.check(profiles => new Set(profiles.map(({ id }) => id)).size === profiles.length, 'two profiles have the same id'),
  v.check(profiles => !profiles.some(({ id }) => isBuiltIn(id)), 'a profile has the id of a built-in one'),
)

/** A profile with all values at their defaults. */
export function newProfile(id: string, given: ProfileChange = {}): Profile {
  return v.parse(ProfileSchema, { ...given, id })
}

/** Applies a change. Whatever it leaves out, or names without a value, stays. What was said about a model is not kept for another. */
export function changeProfile(profile: Profile, change: ProfileChange): Profile {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const changed = v.parse(ProfileSchema, { ...profile, ...Object.fromEntries(given) })
  const isSameModel = changed.model === profile.model && changed.baseUrl === profile.baseUrl
  return isSameModel || change.abilities ? changed : { ...changed, abilities: nothingSaid }
}

const thisNetwork =
  /^(?:localhost|[^/:]*\.local\b|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|[\w-]+:\d)/i

/** An address without a scheme, completed as it was most likely meant: unencrypted only on this computer and its network. */
export function withScheme(address: string): string {
  return `${thisNetwork.test(address) ? 'http' : 'https'}://${address}`
}

/** Whether nobody on the way to a base URL can read what is sent, because it is encrypted or does not leave this machine. */
export function isPrivateWay(baseUrl: string): boolean {
  return /^https:|^http:\/\/(?:localhost|[^/:?]*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])(?:[:/?]|$)/i.test(baseUrl)
}

/** Servers with which profiles can begin. */
export const startNames = [
  'openai',
  'litellm',
  'azure',
  'openrouter',
  'llama',
  'vllmOmni',
  'speaches',
  'other',
] as const
/** A server with which a profile can begin. */
export type StartName = (typeof startNames)[number]

/** The voice that every server and model with voices has. */
export const COMMON_VOICE = 'alloy'

/** What each of them fills in (their protocols: `main/endpoint/README.md`). With Azure everyone has an address of their own. */
export const profileStarts: Record<StartName, ProfileChange & { preset: Preset }> = {
  openai: { preset: 'openai', baseUrl: 'https://api.openai.com/v1' },
  litellm: { preset: 'litellm', baseUrl: 'http://127.0.0.1:4000', voice: COMMON_VOICE },
  azure: { preset: 'azure', apiVersion: '2025-01-01-preview', voice: COMMON_VOICE },
  openrouter: {
    preset: 'openrouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    model: 'openai/gpt-audio',
    voice: COMMON_VOICE,
    format: 'pcm16',
    streaming: 'on',
  },
  llama: { preset: 'local', baseUrl: 'http://127.0.0.1:8080/v1' },
  vllmOmni: { preset: 'local', baseUrl: 'http://127.0.0.1:8091/v1' },
  speaches: { preset: 'local', baseUrl: 'http://127.0.0.1:8000/v1' },
  other: { preset: 'other' },
}
