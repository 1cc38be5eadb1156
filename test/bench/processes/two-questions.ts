// Asks two short questions with a pause between them, by the SDK with the fetch it takes by itself, or by Parley's own way to endpoints.
// two-questions.ts sdk|parley <base URL> <ms between>. Sends when the second was asked, by `sharedNow`.
import { setTimeout } from 'node:timers/promises'
import OpenAI from 'openai'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { ask } from '../../../main/endpoint/ask.ts'
import { endpointOf } from '../../../main/endpoint/endpoint.ts'
import { sharedNow } from './clock.ts'

const [way, baseURL = '', idleMs] = process.argv.slice(2)
const model = 'gpt-audio-1.5'
const messages = [{ role: 'user' as const, content: 'Is a golden retriever a good family dog?' }]
const client = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 })
const endpoint = endpointOf(newProfile('bench', { name: 'bench', baseUrl: baseURL, model }), {
  ...{ kind: 'custom', secrets: { key: 'none', headers: {} }, source: 'Settings' },
})
const askOnce = {
  sdk: async () => {
    for await (const _chunk of await client.chat.completions.create({ model, messages, stream: true }));
  },
  parley: async () => {
    for await (const _part of ask(endpoint, { messages }, { signal: new AbortController().signal }));
  },
}[way === 'sdk' ? 'sdk' : 'parley']

await askOnce()
await setTimeout(Number(idleMs))
const askedAt = sharedNow()
await askOnce()
process.send?.({ askedAt })
process.exit()
