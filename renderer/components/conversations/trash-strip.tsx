import { Trash2 } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { askToDelete, restoreConversations } from '../../actions/trash.ts'
import { conversation } from '../../state/conversation.ts'
import { Icon } from '../controls/icon.tsx'

/** Says that the open conversation is in the trash, and until when. */
export function TrashStrip() {
  const { value: open } = conversation
  if (open?.purgeAt == null) return null
  const { trash } = words
  return (
    <div class="banner">
      <Icon of={Trash2} />
      <p>{trash.isHere(trash.goes(open.purgeAt, Date.now()))}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void restoreConversations([open.id])}>
          {trash.restore}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => askToDelete({ kind: 'conversations', conversations: [open] })}
        >
          {trash.delete}
        </button>
      </div>
    </div>
  )
}
