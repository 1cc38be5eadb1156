import { useMemo } from 'preact/hooks'
import type { Conversation } from '../../app/conversation.ts'
import { formatDay, startOfDay } from '../../app/format.ts'
import { words } from '../../app/words.ts'
import { listMoreConversations, openConversation } from '../actions/conversations.ts'
import { conversationId, conversations, hasMoreConversations, place, searchText } from '../state.ts'
import { VirtualList } from './virtual-list.tsx'

/** Heights in pixels, as the styles have them. */
const ITEM_HEIGHT = 53
const DAY_HEIGHT = 32

/** The conversations, newest first, by day; narrowed to what is searched for. Further pages are fetched as the end comes near. */
export function ConversationList() {
  const text = searchText.value.trim()
  const all = conversations.value
  const found = useMemo(() => (text === '' ? all : all.filter(one => contains(one, text))), [all, text])
  const keys = useMemo(() => found.map(({ id }) => id), [found])
  const days = useMemo(() => found.map(({ changedAt }) => startOfDay(changedAt)), [found])
  const isFirstOfDay = (index: number) => days[index] !== days[index - 1]
  return (
    <VirtualList
      kind="list"
      class="conversations"
      rowsClass="conversation-list"
      label={words.sidebar.list}
      keys={keys}
      setSize={hasMoreConversations.value ? -1 : found.length}
      guessHeight={index => ITEM_HEIGHT + (isFirstOfDay(index) ? DAY_HEIGHT : 0)}
      onNearEnd={() => void listMoreConversations()}
      row={index => {
        const conversation = found[index]
        if (!conversation) return null
        return (
          <>
            {isFirstOfDay(index) && <p class="day">{formatDay(conversation.changedAt, Date.now())}</p>}
            <ConversationItem conversation={conversation} />
          </>
        )
      }}
      empty={<p class="conversations-empty">{text === '' ? words.sidebar.none : words.sidebar.nothingFound(text)}</p>}
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

function contains({ title, snippet }: Conversation, text: string): boolean {
  const sought = text.toLocaleLowerCase()
  return `${title}\n${snippet}`.toLocaleLowerCase().includes(sought)
}
