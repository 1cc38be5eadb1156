import { main } from '../main-process.ts'
import { conversation, conversationId, newConversationChoices } from '../state/conversation.ts'
import { attempt } from './attempt.ts'

/** What a conversation can have for itself; null: as everywhere. */
export interface OwnChoices {
  profileId: string | null
  personaId: string | null
}

const none: OwnChoices = { profileId: null, personaId: null }

/** What a conversation that is new is begun with, as far as it was chosen for it alone. */
export function choicesToBegin(id: string): OwnChoices {
  const chosen = newConversationChoices.value
  return chosen?.conversationId === id ? { profileId: chosen.profileId, personaId: chosen.personaId } : none
}

/** Chooses something for the conversation that is shown alone; null takes that back. */
export async function chooseForConversation(choice: Partial<OwnChoices>): Promise<void> {
  const { value: id } = conversationId
  if (conversation.value) await attempt(() => main.changeConversation({ conversationId: id, ...choice }))
  else newConversationChoices.value = { ...choicesToBegin(id), ...choice, conversationId: id }
}
