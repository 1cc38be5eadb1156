import type { ClientOptions } from 'openai'
import type { Endpoint } from './endpoint.ts'

type Fetch = NonNullable<ClientOptions['fetch']>

/** `setTimeout`'s largest: the SDK's own timer must not end what the watchdog lets go on. */
const SDK_TIMEOUT_MS = 2 ** 31 - 1

let prepared: Promise<void> | undefined

/**
 * Loads the SDK and lets it ask for an answer that never was, so that the first question need not wait for either: together they
 * take longer than sending two minutes of speech. Does so once, however often it is called.
 */
export function prepareToAsk(): Promise<void> {
  prepared ??= rehearse()
  return prepared
}

async function rehearse(): Promise<void> {
  const client = await openClient({ key: null, baseUrl: 'http://localhost' }, async () => new Response('data: {}\n\n'))
  const answered = client.chat.completions.create({ model: '', messages: [], stream: true }).asResponse()
  await (await answered).text()
}

/** A client for one request. The SDK is loaded when it is first needed; all it would take from the environment is named. */
export async function openClient(endpoint: Pick<Endpoint, 'key' | 'baseUrl'>, fetch: Fetch) {
  const { OpenAI } = await import('openai')
  // Adds headers to every request, and is the one variable that no option overrides.
  delete process.env.OPENAI_CUSTOM_HEADERS
  return new OpenAI({
    apiKey: endpoint.key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    baseURL: endpoint.baseUrl,
    maxRetries: 0,
    timeout: SDK_TIMEOUT_MS,
    logLevel: 'off',
    fetch,
  })
}

/** All the headers that are ours to say; the rest is HTTP. A null takes away what the SDK would send. */
export function requestHeaders({ key }: Endpoint, stream: boolean): Record<string, string | null> {
  return {
    accept: stream ? 'text/event-stream' : 'application/json',
    authorization: key === null ? null : `Bearer ${key}`,
    'user-agent': 'Parley',
  }
}
