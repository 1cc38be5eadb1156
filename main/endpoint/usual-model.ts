import type { Model } from '../../app/profiles/models.ts'
import type { Preset } from '../../app/profiles/profiles.ts'
import { shutdownAt } from '../../app/profiles/shutdowns.ts'
import { DEFAULT_MODEL } from './endpoint.ts'

/**
 * The model that a server is asked for where the user names none: at OpenAI always the usual one, which every account has; elsewhere
 * that one too when it is listed, else the first that hears and speaks, by what the server says before what names say, else the
 * first that speaks. Null when none is known to, or all are shut down.
 */
export function usualModel(preset: Preset, models: readonly Model[], now: number): string | null {
  if (preset === 'openai') return null
  const running = models.filter(({ shutdownDate }) => shutdownDate === null || shutdownAt(shutdownDate, now) !== 'past')
  const speaking = running.filter(({ speaks }) => speaks === true)
  const both = speaking.filter(({ hears }) => hears === true)
  const chosen =
    both.find(({ id }) => id.slice(id.lastIndexOf('/') + 1) === DEFAULT_MODEL) ??
    both.find(({ source }) => source === 'server') ??
    both[0] ??
    speaking[0]
  return chosen?.id ?? null
}
