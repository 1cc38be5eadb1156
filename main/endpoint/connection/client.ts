import type { ClientOptions } from 'openai'
import type { Endpoint } from '../endpoint.ts'
import { prepareEncryption } from './connections.ts'

type Fetch = NonNullable<ClientOptions['fetch']>

/** `setTimeout`'s largest: the SDK's own timer must not end what the watchdog lets go on. */
const SDK_TIMEOUT_MS = 2 ** 31 - 1

let prepared: Promise<void> | undefined

/**
 * Loads the SDK and what encrypted connections need, and lets the SDK ask for an answer that never was, so that the first question need not wait
 * for any of it: together they take longer than sending two minutes of speech. Does so once, however often it is called.
 */
export function prepareToAsk(): Promise<void> {
  prepared ??= rehearse()
  return prepared
}

async function rehearse(): Promise<void> {
  prepareEncryption()
  const place = { apiVersion: '', baseUrl: 'http://localhost' }
  const client = await openClient(place, async () => new Response('data: {}\n\n'))
  const answered = client.chat.completions.create({ model: '', messages: [], stream: true }).asResponse()
  await (await answered).text()
}

/** A client for one request. The SDK is loaded when it is first needed; all it would take from the environment is named. */
export async function openClient(endpoint: Pick<Endpoint, 'apiVersion' | 'baseUrl'>, fetch: Fetch) {
  const { OpenAI } = await import('openai')
  // Adds headers to every request, and is the one variable that no option overrides.
  delete process.env.OPENAI_CUSTOM_HEADERS
  const { origin, pathname, searchParams } = new URL(endpoint.baseUrl)
  const query = {
    ...Object.fromEntries(searchParams),
    ...(endpoint.apiVersion && { 'api-version': endpoint.apiVersion }),
  }
  return new OpenAI({
    // The transport sends headers of its own in place of the SDK's.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    baseURL: `${origin}${pathname.replace(/\/$/, '')}`,
    defaultQuery: query,
    maxRetries: 0,
    timeout: SDK_TIMEOUT_MS,
    logLevel: 'off',
    fetch,
  })
}

/**
 * All the headers of a request but its length: the profile's own, and ours, which come first. Azure wants its key in a header of its
 * own (Azure OpenAI reference, "Authentication").
 */
export function requestHeaders(
  { preset, key, organization, project, headers }: Endpoint,
  wants: { accept: string; contentType: string },
): Record<string, string> {
  const authorization: Record<string, string> =
    preset === 'azure' ? { 'api-key': key ?? '' } : { authorization: `Bearer ${key}` }
  return {
    ...headers,
    accept: wants.accept,
    'content-type': wants.contentType,
    'user-agent': 'Parley',
    ...(key === null ? {} : authorization),
    ...(organization.trim() === '' ? {} : { 'openai-organization': organization.trim() }),
    ...(project.trim() === '' ? {} : { 'openai-project': project.trim() }),
  }
}
