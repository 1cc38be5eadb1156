import type { Model } from '../../app/profiles/models.ts'
import type { Preset } from '../../app/profiles/profiles.ts'
import { shutdownAt } from '../../app/profiles/shutdowns.ts'
import { DEFAULT_MODEL } from './endpoint.ts'

/**
 * The model to ask a server for when the user names none. At OpenAI this is null: `DEFAULT_MODEL` is there for every account. Elsewhere it is
 * `DEFAULT_MODEL` if the server lists it, else the first model that the server says hears and speaks, else the first whose name suggests
 * so, else the first that speaks. Null when there is none, or all are shut down.
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
