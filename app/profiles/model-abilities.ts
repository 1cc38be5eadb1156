import type { Knowledge } from './knowledge.ts'
import type { Abilities, Model } from './models.ts'
import type { SaidAbilities } from './profiles.ts'

const both = { hears: true, speaks: true }
const neither = { hears: false, speaks: false }
const ears = { hears: true, speaks: false }

/** What names show; the first match counts. Models for requests other than chat completions can do nothing here. */
const names: readonly (readonly [RegExp, Abilities])[] = [
  [/realtime|transcribe|whisper|\btts|tts\b|embed|moderation|rerank|dall-e|image|sora\b|diffusion/i, neither],
  [/qwen\d*-audio|voxtral|ultravox|gemini/i, ears],
  [/audio|omni/i, both],
]

/** What a model's name shows about it: mostly nothing. */
export function abilitiesFromName(name: string): Abilities {
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? { hears: null, speaks: null }
}

/** A model with what was learned by asking it, which counts before its server's list and its name. */
export function withExperience(model: Model, known: Knowledge | null): Model {
  const { hears = null, speaks = null } = known ?? {}
  if (hears === null && speaks === null) return model
  return { ...model, hears: hears ?? model.hears, speaks: speaks ?? model.speaks, source: 'experience' }
}

/** A model with what the user says of it, which counts before everything else. */
export function withSaid(model: Model, { hears, speaks }: SaidAbilities): Model {
  if (hears === 'known' && speaks === 'known') return model
  const can = (said: SaidAbilities['hears'], known: boolean | null) => (said === 'known' ? known : said === 'yes')
  return { ...model, hears: can(hears, model.hears), speaks: can(speaks, model.speaks), source: 'user' }
}
