import type { TargetedEvent } from 'preact'
import type { Conversation } from '../../app/conversation.ts'
import { formatDay } from '../../app/format.ts'
import { words } from '../../app/words.ts'
import { listMoreConversations, openConversation } from '../actions/conversations.ts'
import { conversationId, conversations, place, searchText } from '../state.ts'

/** The conversations, newest first, by day; narrowed to what is searched for. */
export function ConversationList() {
  const text = searchText.value.trim()
  const found = text === '' ? conversations.value : conversations.value.filter(one => contains(one, text))
  const now = Date.now()
  const onScroll = ({ currentTarget: box }: TargetedEvent<HTMLElement>) => {
    const restPx = box.scrollHeight - box.scrollTop - box.clientHeight
    if (restPx < box.clientHeight) void listMoreConversations()
  }
  return (
    <div class="conversations" onScroll={onScroll}>
      <ul class="conversation-list" aria-label={words.sidebar.list}>
        {found.map((conversation, i) => {
          const day = formatDay(conversation.changedAt, now)
          const before = found[i - 1]
          const isFirstOfDay = before === undefined || formatDay(before.changedAt, now) !== day
          return (
            <li key={conversation.id}>
              {isFirstOfDay && <p class="day">{day}</p>}
              <ConversationItem conversation={conversation} />
            </li>
          )
        })}
      </ul>
      {found.length === 0 && (
        <p class="conversations-empty">{text === '' ? words.sidebar.none : words.sidebar.nothingFound(text)}</p>
      )}
    </div>
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
