import type { Preset } from './profiles.ts'

/** From how long before its shutdown a model is warned of. */
const WARNING_MS = 60 * 24 * 60 * 60 * 1000

/**
 * Days on which OpenAI shuts its audio models down, as it announced them by 2026-11 (deprecations page); its list of models says so
 * itself of late, and then that counts. Other servers may go on with models of these names.
 */
const announcedShutdowns: readonly (readonly [RegExp, string])[] = [
  [/^gpt-4o-audio-preview-2024-10-01$/, '2025-10-10'],
  [/^gpt-4o-(mini-)?audio-preview(-[\d-]+)?$/, '2026-05-07'],
  [/^gpt-audio-mini-2025-10-06$/, '2026-07-23'],
  [/^gpt-audio-mini(-2025-12-15)?$/, '2027-01-20'],
]

/** The day on which a model is shut down, as its maker announced it; null when nothing was announced. */
export function announcedShutdown(preset: Preset, model: string): string | null {
  if (preset !== 'openai') return null
  return announcedShutdowns.find(([pattern]) => pattern.test(model))?.[1] ?? null
}

/** How near a shutdown is: `far` is no reason to do anything yet. `now` in milliseconds since 1970. */
export function shutdownAt(day: string, now: number): 'past' | 'near' | 'far' {
  const left = Date.parse(day) - now
  if (left <= 0) return 'past'
  return left <= WARNING_MS ? 'near' : 'far'
}
