import { words } from '../../app/words.ts'
import { deleteConversation } from '../actions/conversations.ts'
import { closeSheet } from '../actions/settings.ts'
import { sheet } from '../state.ts'
import { Sheet } from './sheet.tsx'

/** Asks before a conversation is deleted, because that cannot be taken back. */
export function DeleteSheet() {
  if (sheet.value.name !== 'delete-conversation') return null
  const { conversation } = sheet.value
  return (
    <Sheet
      title={words.conversation.deleteQuestion(conversation.title)}
      closeLabel={words.conversation.deleteCancel}
      class="sheet-small"
    >
      <p>{words.conversation.deleteWarning(conversation.turnCount)}</p>
      <div class="buttons buttons-end">
        <button type="button" class="button" onClick={closeSheet}>
          {words.conversation.deleteCancel}
        </button>
        <button type="button" class="button button-main" onClick={() => void deleteConversation(conversation.id)}>
          {words.conversation.deleteConfirm}
        </button>
      </div>
    </Sheet>
  )
}
