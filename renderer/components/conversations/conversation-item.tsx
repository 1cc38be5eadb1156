import { useComputed } from '@preact/signals'
import { Pin } from 'lucide'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Conversation } from '../../../app/conversation.ts'
import { shownTitle } from '../../../app/words/shown-title.ts'
import { words } from '../../../app/words/words.ts'
import { beginRenaming, openConversation } from '../../actions/conversations.ts'
import { chooseThrough, toggleChosen } from '../../actions/selection.ts'
import { askToDelete, restoreConversations, throwChosenAway, trashConversations } from '../../actions/trash.ts'
import { conversationId } from '../../state/conversation.ts'
import { type ListName, renaming, selection } from '../../state/lists.ts'
import { lateIn } from '../../state/outbox.ts'
import { place } from '../../state/window.ts'
import { Icon } from '../controls/icon.tsx'
import { focusItem, moveByKey, type Order } from '../controls/list-keys.ts'
import { useMenu } from '../controls/menu-button.tsx'
import { passFocusOn } from '../controls/pass-focus-on.ts'
import { TitleField } from '../timeline/title-field.tsx'
import { conversationActions } from './conversation-actions.ts'

/**
 * A conversation in a list. A click opens it, or selects it while conversations are being selected, which a click with Ctrl or Shift
 * begins. F2 renames it; Delete deletes it, or all selected ones. `order` is the order of the list.
 */
export function ConversationItem(props: { conversation: Conversation; list: ListName; order: Order }) {
  const { conversation, list, order } = props
  const { id, bytes, turnCount, isPinned, purgeAt } = conversation
  const title = shownTitle(conversation)
  const row = useRef<HTMLDivElement>(null)
  // Computed values instead of the signals themselves, so that opening another conversation redraws only two rows.
  const isOpen = useComputed(() => place.value === 'conversation' && id === conversationId.value).value
  useLayoutEffect(() => () => passFocusOn(row.current, focusItem), [])
  const menu = useMenu({
    label: words.conversation.menuOf(title),
    detail: () => words.conversation.size(bytes, turnCount),
    items: () => conversationActions(conversation, list),
    class: 'item-menu',
  })
  if (renaming.value?.conversationId === id && renaming.value.where === list) {
    return (
      <div ref={row} class="conversation-row">
        <TitleField title={title} />
      </div>
    )
  }
  const chosen = selection.value?.list === list ? selection.value.ids : null
  const onKeyDown = (event: KeyboardEvent & { currentTarget: Element }) => {
    if (moveByKey(event, list, order)) event.preventDefault()
    else if (event.key === 'F2' && purgeAt === null) beginRenaming(id, list)
    else if (event.key === 'Delete' && chosen !== null) throwChosenAway()
    else if (event.key === 'Delete') throwAway(conversation)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={row} class="conversation-row" data-menu={menu.isOpen}>
      <button
        type="button"
        class="conversation-item"
        {...(chosen && { role: 'checkbox', 'aria-checked': chosen.has(id) })}
        aria-current={isOpen ? 'page' : undefined}
        aria-keyshortcuts="F2 Delete"
        onKeyDown={onKeyDown}
        onContextMenu={chosen ? undefined : menu.onContextMenu}
        onClick={event => {
          if (event.shiftKey) chooseThrough(list, id, order.current)
          else if (chosen || event.ctrlKey || event.metaKey) toggleChosen(list, id)
          else void openConversation(id)
        }}
      >
        <span class="conversation-title">
          {isPinned && list === 'sidebar' && <Icon of={Pin} size={12} />}
          {title}
        </span>
        {lateIn.value.has(id) && <span class="conversation-news">{words.outbox.newReply}</span>}
        <span class="conversation-detail">{detailOf(conversation)}</span>
      </button>
      {!chosen && list === 'trash' && (
        <button type="button" class="button" onClick={() => void restoreConversations([id])}>
          {words.trash.restore}
        </button>
      )}
      {!chosen && menu.button}
      {menu.menu}
    </div>
  )
}

function throwAway(conversation: Conversation): void {
  if (conversation.purgeAt === null) void trashConversations([conversation.id])
  else askToDelete({ kind: 'conversations', conversations: [conversation] })
}

/** When it will be deleted, if it is in the trash; otherwise its newest words. */
function detailOf(conversation: Conversation): string {
  const { purgeAt, bytes, turnCount } = conversation
  if (purgeAt === null) return words.sidebar.detail(conversation)
  return `${words.trash.goes(purgeAt, Date.now())} · ${words.conversation.size(bytes, turnCount)}`
}
