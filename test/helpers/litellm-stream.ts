import type { StreamEvent } from './endpoint-events.ts'

/** The LiteLLM release whose answers are recorded here; `test/litellm/` compares them with it. */
export const LITELLM_VERSION = '1.108.7'

/** What the proxy says after the words of the server behind it. */
export const LITELLM_SUFFIX =
  "\n\nLiteLLM: model group 'gpt-4o-audio-preview' failed with the error above. No fallback was attempted."

interface Chunk {
  id: string
  object: string
  created: number
  model: string
  choices: { index: number; delta: { audio?: object; [key: string]: unknown } }[]
  usage?: object
}

const noAudio = { id: null, data: null, expires_at: null, transcript: null }

/**
 * What OpenAI's events become on their way through a LiteLLM proxy: a role on the first event only, all fields of a voice on the others, a
 * `stop` of the proxy's own, and a usage event whose choice is empty.
 */
export function throughLiteLlm(events: StreamEvent[]): StreamEvent[] {
  const chunks = events.map(({ value }) => value as Chunk)
  const said = events.flatMap(({ hasSound }, index) => {
    const [choice] = chunks[index]?.choices ?? []
    if (!choice) return []
    const { audio } = choice.delta
    const delta = index === 0 ? { role: 'assistant', audio } : { audio: { ...noAudio, ...audio } }
    return [{ value: chunkOf(chunks[index], { delta }), hasSound }]
  })
  const usage = chunks.find(chunk => chunk.usage)?.usage
  return [...said, ...endOf(chunks[0], usage)]
}

/** How a LiteLLM proxy ends every stream, even one that broke off behind it, for which no tokens were counted. */
export function inventedEnd(begun: StreamEvent[]): StreamEvent[] {
  return endOf(begun[0]?.value as Chunk, { completion_tokens: 0, prompt_tokens: 0, total_tokens: 0 })
}

function endOf(chunk: Chunk | undefined, usage: object | undefined): StreamEvent[] {
  return [
    { value: chunkOf(chunk, { delta: {}, finish_reason: 'stop' }), hasSound: false },
    ...(usage ? [{ value: { ...chunkOf(chunk, { delta: {} }), usage }, hasSound: false }] : []),
  ]
}

function chunkOf(chunk: Chunk | undefined, choice: object) {
  const { id, object, created, model } = chunk ?? { id: '', object: '', created: 0, model: '' }
  return { id, object, created, model, choices: [{ index: 0, ...choice }] }
}
