import { defaultSettings } from '../../app/settings.ts'
import { checkKey, chooseEndpoint, DEFAULT_MODEL, type Endpoint, hostOf } from '../endpoint/endpoint.ts'
import { PRACTICE_MODEL } from '../practice/completion.ts'
import { startPractice } from '../practice/practice.ts'
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

/**
 * Decides who is asked and with what key. An address the user typed gets the key of `--key-env`, else `LITELLM_PROXY_KEY`, else
 * `OPENAI_API_KEY`; the last, which belongs to OpenAI, not unencrypted across a network.
 * @param key the value of `--key-env`'s variable; null when that was not given
 * @throws as `chooseEndpoint`
 */
export async function openEndpoint(
  options: Options,
  environment: Record<string, string | undefined>,
  key: string | null,
): Promise<AskedEndpoint> {
  const base = chooseBase(options, environment, key)
  const common = {
    voice: options.voice,
    instructions: options.instructions ?? defaultSettings.endpoint.instructions,
  }
  if (base.endpoint.kind !== 'practice') {
    const model = options.model ?? DEFAULT_MODEL
    return { ...base, endpoint: { ...base.endpoint, ...common, model }, close: async () => undefined }
  }
  // Nobody listens while it speaks, so it need not take its time.
  const practice = await startPractice({ speed: Infinity })
  const model = options.model ?? PRACTICE_MODEL
  const endpoint = { ...base.endpoint, ...common, baseUrl: practice.baseUrl, model }
  return { ...base, endpoint, close: practice.close }
}

type Base = Pick<AskedEndpoint, 'endpoint' | 'notes'>

function chooseBase(options: Options, environment: Record<string, string | undefined>, key: string | null): Base {
  const settings = defaultSettings.endpoint
  const keySource = options.keyVariable ?? ''
  if (key !== null) checkKey(key, keySource)
  switch (options.endpoint.kind) {
    case 'practice': {
      const choice = { settings, environment: {}, storedKey: null, practiceUrl: NOT_STARTED }
      return { endpoint: chooseEndpoint(choice), notes: [] }
    }
    case 'environment': {
      const named = key === null ? {} : { LITELLM_PROXY_KEY: key, OPENAI_API_KEY: key }
      const choice = { environment: { ...environment, ...named }, storedKey: null, practiceUrl: NOT_STARTED }
      const endpoint = chooseEndpoint({ ...choice, settings })
      const notes = endpoint.kind === 'practice' ? [NO_KEY_NOTE] : []
      return { endpoint: key === null ? endpoint : { ...endpoint, keySource }, notes }
    }
    case 'url': {
      const { baseUrl } = options.endpoint
      const found = key === null ? keyFor(baseUrl, environment) : { key, keySource, notes: [] }
      const checked = found.key === null ? null : checkKey(found.key, found.keySource)
      const { model, voice, instructions } = settings
      const named = {
        kind: 'custom',
        name: hostOf(baseUrl),
        baseUrl,
        key: checked,
        keySource: found.keySource,
      } as const
      return { endpoint: { ...named, model, voice, instructions }, notes: found.notes }
    }
  }
}

function keyFor(baseUrl: string, { LITELLM_PROXY_KEY, OPENAI_API_KEY }: Record<string, string | undefined>) {
  if (LITELLM_PROXY_KEY) return { key: LITELLM_PROXY_KEY, keySource: 'LITELLM_PROXY_KEY', notes: [] }
  if (!OPENAI_API_KEY) return { key: null, keySource: 'no key', notes: [] }
  if (isPrivateWay(baseUrl)) return { key: OPENAI_API_KEY, keySource: 'OPENAI_API_KEY', notes: [] }
  const note = `OPENAI_API_KEY was not sent to ${hostOf(baseUrl)}, because http:// would show it to the network. --key-env OPENAI_API_KEY sends it.`
  return { key: null, keySource: 'no key', notes: [note] }
}

/** True when nobody on the way can read what is sent: encrypted, or without leaving this machine. */
function isPrivateWay(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'https:' || /^(localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/.test(hostname)
}
