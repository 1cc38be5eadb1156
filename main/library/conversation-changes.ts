import type { Conversation } from '../../app/conversation.ts'
import type { ConversationChange, Store } from './store.ts'

// Changes of a conversation. Each function is called within `store.write`, and throws not_found.

/** What the user decides about a conversation; anything not given stays. */
export interface ConversationWish {
  title?: string | undefined
  isPinned?: boolean | undefined
  isArchived?: boolean | undefined
  profileId?: string | null | undefined
  personaId?: string | null | undefined
}

/** Changes what the user decides about a conversation. An empty title gives it back the title from its first words. */
export function changeConversation(store: Store, id: string, wish: ConversationWish): Conversation {
  store.updateConversation(id, changeFor(wish))
  store.summarise(id)
  return store.conversationThere(id)
}

/** Puts a conversation into the trash until a time (ms since 1970), or takes it out if that is null. */
export function purgeConversationAt(store: Store, id: string, purgeAt: number | null): Conversation {
  store.updateConversation(id, { purgeAt })
  store.touch(id)
  return store.conversationThere(id)
}

function changeFor({ title, isPinned, isArchived, profileId, personaId }: ConversationWish): ConversationChange {
  const name = title?.trim()
  return {
    ...(name === undefined ? {} : { title: name, isNamed: name !== '' }),
    ...(isPinned === undefined ? {} : { isPinned }),
    ...(isArchived === undefined ? {} : { isArchived }),
    ...(profileId === undefined ? {} : { profileId }),
    ...(personaId === undefined ? {} : { personaId }),
  }
}
