import { type AppError, failWith } from '../../app/errors.ts'
import type { Model } from '../../app/profiles/models.ts'
import { hostOf } from './base-url.ts'
import { openClient, requestHeaders } from './connection/client.ts'
import { type Progress, transport } from './connection/transport.ts'
import { Watchdog } from './connection/watchdog.ts'
import { checkKey, type Endpoint } from './endpoint.ts'
import { refusalOf, throwErrorIn, toEndpointError, transportErrorOf } from './failure/failure.ts'
import { joinModels, readModelInfo, readModels } from './model-entries.ts'

/** How a list of models is asked for. */
export interface ListOptions {
  signal: AbortSignal
  /** The longest silence, in milliseconds. */
  silenceMs?: number
  /** The longest it may take in all, in milliseconds, so that an answer that drips in is not waited for without end. */
  wholeMs?: number
}

/** The most bytes of a list: twice 5,000 models as LiteLLM describes them. */
const LIST_BYTES = 32 * 1024 * 1024
const nothing = { byteLength: 0, *open() {} }

/**
 * Asks an endpoint which models it has, in its order: a LiteLLM proxy's `/model/info` together with `/models` (OpenAI reference, "List
 * models"), OpenRouter's with those that speak too. The key goes to the endpoint's own base URL and nowhere else.
 * @throws models_missing where there is no list, as at Azure, whose deployments stand for models; and as `toEndpointError`; `cancelled`
 *   when the signal was aborted
 */
export async function listModels(endpoint: Endpoint, options: ListOptions): Promise<Model[]> {
  const get = (path: string) => askOnceMore(endpoint, path, options)
  switch (endpoint.preset) {
    case 'azure':
      throw failWith('models_missing', { host: hostOf(endpoint.baseUrl) })
    case 'openrouter':
      return readAll(readModels, await get('/models?output_modalities=all'), endpoint)
    case 'litellm':
    case 'other': {
      const [info, list] = await Promise.allSettled([
        get('/model/info').then(answer => readAll(readModelInfo, answer, endpoint)),
        get('/models').then(answer => readAll(readModels, answer, endpoint)),
      ])
      if (list.status === 'rejected' && info.status === 'rejected') throw list.reason
      const listed = list.status === 'fulfilled' ? list.value : []
      return info.status === 'fulfilled' ? joinModels(info.value, listed) : listed
    }
    default:
      return readAll(readModels, await get('/models'), endpoint)
  }
}

function readAll(read: (answer: unknown) => Model[], answer: unknown, { baseUrl }: Endpoint): Model[] {
  try {
    return read(answer)
  } catch {
    throw failWith('endpoint_unreadable', { host: hostOf(baseUrl) })
  }
}

/** A connection that the server had just closed is tried once more. */
async function askOnceMore(endpoint: Endpoint, path: string, options: ListOptions): Promise<unknown> {
  const key = endpoint.key === null ? null : checkKey(endpoint.key, endpoint.keySource)
  const asked = { ...endpoint, key }
  for (let mayReconnect = true; ; mayReconnect = false) {
    const reached = { isConnected: false, hasAnswered: false, hasReply: false }
    try {
      return await attempt(asked, path, options, reached)
    } catch (error) {
      if (options.signal.aborted) throw failWith('cancelled')
      if (mayReconnect && transportErrorOf(error)?.wasStale) continue
      throw toFailure(error, asked, reached)
    }
  }
}

async function attempt(
  endpoint: Endpoint,
  path: string,
  { signal, silenceMs = 20_000, wholeMs = 60_000 }: ListOptions,
  reached: { isConnected: boolean; hasAnswered: boolean },
): Promise<unknown> {
  const host = hostOf(endpoint.baseUrl)
  const watchdog = new Watchdog()
  const patience = AbortSignal.timeout(wholeMs)
  const tooLong = (ms: number) => failWith('timed_out', { host, seconds: ms / 1000 })
  const progress: Progress = {
    onConnected: () => {
      reached.isConnected = true
    },
    onSent: () => undefined,
    onActivity: () => watchdog.touch(),
  }
  try {
    watchdog.expect(silenceMs, () => tooLong(silenceMs))
    const headers = requestHeaders(endpoint, { accept: 'application/json', contentType: 'application/json' })
    const client = await openClient(endpoint, transport(nothing, headers, progress))
    const ends = AbortSignal.any([signal, watchdog.signal, patience])
    const response = await client.get(path, { signal: ends }).asResponse()
    reached.hasAnswered = true
    if (/\bhtml\b/i.test(response.headers.get('content-type') ?? '')) throw failWith('endpoint_html', { host })
    const answer: unknown = JSON.parse(await readText(response, host))
    throwErrorIn(answer)
    return answer
  } catch (error) {
    throw watchdog.failure ?? (patience.aborted ? tooLong(wholeMs) : error)
  } finally {
    watchdog.rest()
  }
}

async function readText(response: Response, host: string): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength
    if (bytes > LIST_BYTES) throw failWith('endpoint_unreadable', { host })
    pieces.push(piece)
  }
  return new TextDecoder().decode(Buffer.concat(pieces))
}

function toFailure(
  error: unknown,
  endpoint: Endpoint,
  reached: { isConnected: boolean; hasAnswered: boolean; hasReply: boolean },
): AppError {
  const failure = toEndpointError(error, { endpoint, format: 'wav' }, reached)
  const isMissing = failure.code === 'endpoint_wrong_path' || refusalOf(error)?.status === 501
  return isMissing ? failWith('models_missing', { host: hostOf(endpoint.baseUrl) }) : failure
}
