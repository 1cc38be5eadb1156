import { useMemo } from 'preact/hooks'
import type { Conversation } from '../../app/conversation.ts'
import { formatDay, startOfDay } from '../../app/format.ts'
import { words } from '../../app/words.ts'
import { listMoreConversations, openConversation } from '../actions/conversations.ts'
import { conversationId, conversations, hasMoreConversations, place } from '../state.ts'
import { VirtualList } from './virtual-list.tsx'

/** Heights in pixels, as the styles have them. */
const ITEM_HEIGHT = 53
const DAY_HEIGHT = 32

/** The conversations, newest first, by day. Further pages are fetched as the end comes near. */
export function ConversationList() {
  const listed = conversations.value
  const keys = useMemo(() => listed.map(({ id }) => id), [listed])
  const days = useMemo(() => listed.map(({ changedAt }) => startOfDay(changedAt)), [listed])
  const isFirstOfDay = (index: number) => days[index] !== days[index - 1]
  return (
    <VirtualList
      kind="list"
      class="conversations"
      rowsClass="conversation-list"
      label={words.sidebar.list}
      keys={keys}
      setSize={hasMoreConversations.value ? -1 : listed.length}
      guessHeight={index => ITEM_HEIGHT + (isFirstOfDay(index) ? DAY_HEIGHT : 0)}
      onNearEnd={() => void listMoreConversations()}
      row={index => {
        const conversation = listed[index]
        if (!conversation) return null
        return (
          <>
            {isFirstOfDay(index) && <p class="day">{formatDay(conversation.changedAt, Date.now())}</p>}
            <ConversationItem conversation={conversation} />
          </>
        )
      }}
      empty={<p class="conversations-empty">{words.sidebar.none}</p>}
    />
  )
}

function ConversationItem({ conversation }: { conversation: Conversation }) {
  const isOpen = place.value === 'conversation' && conversation.id === conversationId.value
  return (
    <button
      type="button"
      class="conversation-item"
      aria-current={isOpen ? 'page' : undefined}
      onClick={() => void openConversation(conversation.id)}
    >
      <span class="conversation-title">{conversation.title}</span>
      <span class="conversation-detail">{words.sidebar.detail(conversation)}</span>
    </button>
  )
}
