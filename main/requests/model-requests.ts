import type { Api } from '../../app/contract.ts'
import { withExperience, withSaid } from '../../app/profiles/model-abilities.ts'
import { byUse } from '../../app/profiles/model-order.ts'
import type { Connection } from '../connection.ts'
import type { Learned } from '../profiles/learned.ts'
import type { ModelLists } from '../profiles/model-lists.ts'

interface Parts {
  connection: Connection
  lists: ModelLists
  learned: Learned
}

/** Answers what the window asks about models. */
export function modelRequests({ connection, lists, learned }: Parts): Pick<Api, 'listModels'> {
  return {
    listModels: async ({ profileId, isWantedAnew }) => {
      const endpoint = connection.endpointOfProfile(profileId)
      const { models, ...told } = await lists.list(endpoint, isWantedAnew)
      const known = models.map(model => withExperience(model, learned.of({ ...endpoint, model: model.id })))
      const said = known.map(model => (model.id === endpoint.model ? withSaid(model, endpoint.abilities) : model))
      return { ...told, models: byUse(said, Date.now()) }
    },
  }
}

/**
 * Has a server asked for its models, where nobody has named one and it is not known which to take: the one that answers everywhere, or
 * in a conversation that has one for itself. Only the first question of all waits for it; why a server does not say is told where its
 * models are looked at.
 */
export function askForUsualModel(
  { connection, lists }: Pick<Parts, 'connection' | 'lists'>,
  conversationId: string | null,
): void {
  const endpoint = connection.endpointToAskForModels(conversationId)
  if (endpoint) void lists.list(endpoint, false)
}
