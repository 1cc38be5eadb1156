import { type Answer, sendJson } from './endpoint-exchange.ts'
import type { RefusalCase } from './refusal-case.ts'
import { liteLlmRefusals } from './refusals-of-litellm.ts'
import { openAiRefusals } from './refusals-of-openai.ts'
import { otherRefusals } from './refusals-of-others.ts'

/** Every refusal that is known of some server (OpenAI "Error codes"; LiteLLM's exceptions; other servers; proxies). */
export const refusals = { ...openAiRefusals, ...liteLlmRefusals, ...otherRefusals }

/** Name of a refusal. */
export type RefusalName = keyof typeof refusals

/** The body of a refusal to somebody who sent this key. */
export function refusalBody(name: RefusalName, key: string): unknown {
  const { body }: RefusalCase = refusals[name]
  return typeof body === 'function' ? body(key) : body
}

/** Refuses in each of these ways. */
export const refusalAnswers = Object.fromEntries(
  (Object.keys(refusals) as RefusalName[]).map(name => [name, answerWith(name)]),
) as Record<RefusalName, Answer>

function answerWith(name: RefusalName): Answer {
  return async ({ request, response }) => {
    const { status, headers = {} }: RefusalCase = refusals[name]
    const body = refusalBody(name, (request.headers.authorization ?? '').replace('Bearer ', ''))
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value)
    if (typeof body !== 'string') return sendJson(response, status, body)
    response.writeHead(status, { 'content-type': 'text/html' }).end(body)
  }
}
