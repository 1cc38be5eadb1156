import { failWith } from '../../app/errors.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import { noteSecret, quote } from './redact.ts'

/** Who is asked, with what key and in what voice. Holds a secret: it never leaves main. */
export interface Endpoint {
  kind: 'practice' | 'environment' | 'custom'
  /** For people: "Practice partner", or the host. */
  name: string
  /** As `parseBaseUrl` returns it. */
  baseUrl: string
  /** Null for servers that want none. It goes to `baseUrl` and nowhere else. */
  key: string | null
  /** Such as `OPENAI_API_KEY`, "Settings" or "no key". */
  keySource: string
  model: string
  voice: string
  instructions: string
}

/** What decides the endpoint. */
export interface EndpointChoice {
  settings: Settings['endpoint']
  environment: Record<string, string | undefined>
  /** The key the user entered for `ownBaseUrl(settings)`; a key entered for another address must not be passed. */
  storedKey: string | null
  /** Base URL of the practice partner. */
  practiceUrl: string
}

/** Where OpenAI itself answers (OpenAI reference, "Introduction"). */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1'
/** The model that is asked for when the user names none. */
export const DEFAULT_MODEL = 'gpt-audio-1.5'
const NO_KEY = 'no key'
/** Where a key came from that was entered in the window. */
export const ENTERED = 'Settings'

/**
 * Reads a base URL as people paste it: spaces around it, a trailing slash and `/chat/completions` are cut.
 * @throws `endpoint_not_url`, `endpoint_not_http`, `endpoint_has_password` (also for keys in the query)
 */
export function parseBaseUrl(text: string): string {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) throw failWith('endpoint_not_url', { url: quote(trimmed) })
  const url = new URL(trimmed)
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:'
  if (!isHttp) throw failWith('endpoint_not_http', { url: quote(trimmed) })
  const hasSecret = [...url.searchParams.keys()].some(name => /key|token|secret|password|signature/i.test(name))
  if (url.username !== '' || url.password !== '' || hasSecret) throw failWith('endpoint_has_password')
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
  return `${url.origin}${path.replace(/\/+$/, '')}${url.search}`
}

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

/** The host of a base URL, as failures name it. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
}

/**
 * The base URL of the user's own endpoint: the address a key entered in Settings belongs to.
 * @throws as `parseBaseUrl`
 */
export function ownBaseUrl(settings: Settings['endpoint']): string {
  return parseBaseUrl(settings.baseUrl.trim() === '' ? OPENAI_BASE_URL : settings.baseUrl)
}

/**
 * Decides who is asked. A key only ever goes to the base URL it belongs to: the user's own URL never gets the environment's
 * key, nor a proxy OpenAI's. There is no falling back to another host.
 * @throws as `parseBaseUrl` and `checkKey`, for the endpoint that was chosen
 */
export function chooseEndpoint(choice: EndpointChoice): Endpoint {
  const { settings, environment, storedKey, practiceUrl } = choice
  const kind = kindOf(choice)
  const common = {
    model: settings.model.trim() || DEFAULT_MODEL,
    voice: settings.voice.trim() || defaultSettings.endpoint.voice,
    instructions: settings.instructions,
  }
  if (kind === 'custom') {
    const baseUrl = ownBaseUrl(settings)
    const key = storedKey === null ? null : checkKey(storedKey, ENTERED)
    const keySource = key === null ? NO_KEY : ENTERED
    return { kind, name: hostOf(baseUrl), baseUrl, key, keySource, ...common }
  }
  if (kind === 'environment') {
    const found = readEnvironment(environment) ?? {
      baseUrl: OPENAI_BASE_URL,
      key: undefined,
      keyName: 'OPENAI_API_KEY',
    }
    const baseUrl = parseBaseUrl(found.baseUrl)
    const key = found.key === undefined ? null : checkKey(found.key, found.keyName)
    const keySource = key === null ? NO_KEY : found.keyName
    return { kind, name: hostOf(baseUrl), baseUrl, key, keySource, ...common }
  }
  return {
    kind,
    name: 'Practice partner',
    baseUrl: parseBaseUrl(practiceUrl),
    key: null,
    keySource: NO_KEY,
    ...common,
  }
}

/** Which endpoint is meant, whether or not it can be used as it is configured. */
export function kindOf({ settings, environment, storedKey }: Omit<EndpointChoice, 'practiceUrl'>): Endpoint['kind'] {
  if (settings.use !== 'automatic') return settings.use
  if (settings.baseUrl.trim() !== '' || storedKey !== null) return 'custom'
  return readEnvironment(environment) ? 'environment' : 'practice'
}

/** LiteLLM's proxy first, because naming one is deliberate; then OpenAI's variables, whose base URL has a default. */
function readEnvironment(environment: EndpointChoice['environment']) {
  const read = (name: string) => environment[name]?.trim() || undefined
  const proxy = read('LITELLM_PROXY_BASE')
  if (proxy) return { baseUrl: proxy, key: read('LITELLM_PROXY_KEY'), keyName: 'LITELLM_PROXY_KEY' }
  const key = read('OPENAI_API_KEY')
  const baseUrl = read('OPENAI_BASE_URL') ?? (key ? OPENAI_BASE_URL : undefined)
  return baseUrl ? { baseUrl, key, keyName: 'OPENAI_API_KEY' } : null
}
