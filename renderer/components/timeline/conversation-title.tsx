import { Pencil } from 'lucide'
import type { Conversation } from '../../../app/conversation.ts'
import { shownTitle } from '../../../app/words/shown-title.ts'
import { words } from '../../../app/words/words.ts'
import { beginRenaming } from '../../actions/conversations.ts'
import { turns } from '../../state/conversation.ts'
import { renaming } from '../../state/lists.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { MenuButton } from '../controls/menu-button.tsx'
import { conversationActions } from '../conversations/conversation-actions.ts'
import { TitleField } from './title-field.tsx'

/** The title, which can be edited in place, and the menu of the conversation. */
export function ConversationTitle({ open }: { open: Conversation }) {
  const { id, bytes, turnCount, isArchived, purgeAt } = open
  const title = shownTitle(open)
  const isBusy = turns.value.some(turn => turn.status === 'recording')
  const rename = () => beginRenaming(id, 'header')
  if (renaming.value?.conversationId === id && renaming.value.where === 'header') {
    return (
      <h1 class="title-typed">
        <TitleField title={title} />
      </h1>
    )
  }
  const canRename = purgeAt === null
  return (
    <div class="heading">
      <h1 class="title" title={title} onDblClick={canRename ? rename : undefined}>
        {title}
      </h1>
      {isArchived && purgeAt === null && <span class="badge">{words.conversation.isArchived}</span>}
      {canRename && <IconButton icon={Pencil} label={words.conversation.rename} onClick={rename} class="only-wide" />}
      <MenuButton
        label={words.conversation.menu}
        detail={() => words.conversation.size(bytes, turnCount)}
        items={() => conversationActions(open, 'header', isBusy)}
      />
    </div>
  )
}
