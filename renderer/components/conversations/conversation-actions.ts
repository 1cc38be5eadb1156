import { Archive, ArchiveRestore, FolderOutput, ListChecks, Pencil, Pin, PinOff, Trash2, Undo2 } from 'lucide'
import type { Conversation } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { archive, beginRenaming, pin } from '../../actions/conversations.ts'
import { beginSelecting } from '../../actions/selection.ts'
import { openExport } from '../../actions/transfers.ts'
import { askToDelete, restoreConversations, trashConversations } from '../../actions/trash.ts'
import type { ListName } from '../../state/lists.ts'
import type { MenuItem } from '../controls/menu.tsx'

/**
 * The items of a conversation's menu. `where` is the list it is in, or the header.
 * @param isBusy something is being recorded in it, so it cannot be deleted
 */
export function conversationActions(
  conversation: Conversation,
  where: 'header' | ListName,
  isBusy = false,
): readonly MenuItem[] {
  const { id, isPinned, isArchived, purgeAt } = conversation
  const said = words.conversation
  const select: MenuItem[] =
    where === 'header'
      ? []
      : [{ label: words.selection.select, icon: ListChecks, act: () => beginSelecting(where, id) }]
  if (purgeAt !== null) {
    const doomed = { kind: 'conversations', conversations: [conversation] } as const
    return [
      { label: words.trash.restore, icon: Undo2, act: () => void restoreConversations([id]) },
      ...select,
      { label: words.trash.delete, icon: Trash2, act: () => askToDelete(doomed) },
    ]
  }
  const pinning: MenuItem = isPinned
    ? { label: said.unpin, icon: PinOff, act: () => void pin([id], false) }
    : { label: said.pin, icon: Pin, act: () => void pin([id], true) }
  return [
    { label: said.rename, icon: Pencil, shortcut: 'F2', act: () => beginRenaming(id, where) },
    ...(isArchived ? [] : [pinning]),
    isArchived
      ? { label: said.unarchive, icon: ArchiveRestore, act: () => void archive([id], false) }
      : { label: said.archive, icon: Archive, act: () => void archive([id], true) },
    ...select,
    { label: words.transfer.export, icon: FolderOutput, act: () => openExport([conversation]) },
    {
      label: said.delete,
      icon: Trash2,
      // In a list the key is for the focused conversation.
      ...(where === 'header' ? {} : { shortcut: 'Delete' }),
      disabled: isBusy,
      act: () => void trashConversations([id]),
    },
  ]
}
