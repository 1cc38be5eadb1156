import { noteSecret } from '../endpoint/failure/redact.ts'

/** The environment variables that name an endpoint and its key; the first two are LiteLLM's, the others OpenAI's. */
const endpointVariables = ['LITELLM_PROXY_BASE', 'LITELLM_PROXY_KEY', 'OPENAI_BASE_URL', 'OPENAI_API_KEY'] as const

/** The variables that name a proxy. Chromium reads them too, and programs that Parley starts may. */
const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'] as const

/**
 * Takes the endpoint's variables out of the environment, so that no child process, crash report or library sees them, and returns them. The
 * variables of a proxy are returned too, but stay. From then on the keys among them are removed from everything that is shown or logged.
 * Call once, before anything is started.
 */
export function takeEndpointEnvironment(environment: Record<string, string | undefined>): Record<string, string> {
  const taken: Record<string, string> = {}
  for (const name of endpointVariables) {
    const value = environment[name]
    if (value !== undefined && value !== '') taken[name] = value
    if (name.endsWith('_KEY')) noteSecret(value?.trim() ?? '')
    delete environment[name]
  }
  for (const name of proxyVariables) if (environment[name]) taken[name] = environment[name]
  return taken
}
