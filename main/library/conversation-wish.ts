import type { ConversationChange } from './store.ts'

/** What the user wants a conversation to be; what is not given stays. */
export interface ConversationWish {
  title?: string | undefined
  isPinned?: boolean | undefined
  isArchived?: boolean | undefined
  profileId?: string | null | undefined
  personaId?: string | null | undefined
}

/** What changes for that. An empty title gives a conversation back to its first words. */
export function changeFor({ title, isPinned, isArchived, profileId, personaId }: ConversationWish): ConversationChange {
  const name = title?.trim()
  return {
    ...(name === undefined ? {} : { title: name, isNamed: name !== '' }),
    ...(isPinned === undefined ? {} : { isPinned }),
    ...(isArchived === undefined ? {} : { isArchived }),
    ...(profileId === undefined ? {} : { profileId }),
    ...(personaId === undefined ? {} : { personaId }),
  }
}
