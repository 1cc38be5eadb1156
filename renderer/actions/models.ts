import type { ModelList } from '../../app/profiles/models.ts'
import { main } from '../main-process.ts'
import { modelList } from '../state/profiles.ts'
import { attempt } from './attempt.ts'

const nothing: ModelList = { models: [], at: null, failure: null }

/**
 * Asks for the models of a profile's server, anew when that is wanted. What is known of them meanwhile is shown, and stays where no
 * newer list can be had.
 */
export async function loadModels(profileId: string, isWantedAnew: boolean): Promise<void> {
  const shown = modelList.value
  const asking = { profileId, isAsking: true, list: shown?.profileId === profileId ? shown.list : nothing }
  modelList.value = asking
  const take = (list: ModelList) => {
    // Somebody may have looked at another, or asked again.
    if (modelList.value === asking) modelList.value = { profileId, isAsking: false, list }
  }
  await attempt(
    async () => take(await main.listModels({ profileId, isWantedAnew })),
    failure => take({ ...asking.list, failure }),
  )
}
