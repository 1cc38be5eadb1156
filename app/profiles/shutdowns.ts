import type { Preset } from './profiles.ts'

/** How long before its shutdown a model is warned of. */
const WARNING_MS = 60 * 24 * 60 * 60 * 1000

/**
 * The days on which OpenAI shuts its audio models down, as announced by 2026-11 (deprecations page). Its list of models has recently begun
 * to say so too, and then the list counts. Other servers may keep models of these names.
 */
const announcedShutdowns: readonly (readonly [RegExp, string])[] = [
  [/^gpt-4o-audio-preview-2024-10-01$/, '2025-10-10'],
  [/^gpt-4o-(mini-)?audio-preview(-[\d-]+)?$/, '2026-05-07'],
  [/^gpt-audio-mini-2025-10-06$/, '2026-07-23'],
  [/^gpt-audio-mini(-2025-12-15)?$/, '2027-01-20'],
]

/** The announced day of a model's shutdown; null when none was announced. */
export function announcedShutdown(preset: Preset, model: string): string | null {
  if (preset !== 'openai') return null
  return announcedShutdowns.find(([pattern]) => pattern.test(model))?.[1] ?? null
}

/** How near a shutdown is; `far` needs no action yet. `now` in milliseconds since 1970. */
export function shutdownAt(day: string, now: number): 'past' | 'near' | 'far' {
  const left = Date.parse(day) - now
  if (left <= 0) return 'past'
  return left <= WARNING_MS ? 'near' : 'far'
}
