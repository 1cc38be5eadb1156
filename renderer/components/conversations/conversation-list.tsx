import { useMemo, useRef } from 'preact/hooks'
import type { Conversation } from '../../../app/conversation.ts'
import { formatDay, startOfDay } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { listMoreConversations } from '../../actions/lists.ts'
import { listed } from '../../state/lists.ts'
import { VirtualList } from '../controls/virtual-list.tsx'
import { ConversationItem } from './conversation-item.tsx'

/** Heights in pixels, as the styles have them. */
const ITEM_HEIGHT = 53
const HEADING_HEIGHT = 32

/** The conversations: first the pinned ones, then the others by day, newest first. More pages are fetched as the end comes near. */
export function ConversationList() {
  const [pinned, recent] = [listed.pinned.value, listed.recent.value]
  const shown = useMemo(() => [...pinned.conversations, ...recent.conversations], [pinned, recent])
  const keys = useMemo(() => shown.map(({ id }) => id), [shown])
  const order = useRef(keys)
  order.current = keys
  const groups = useMemo(() => shown.map(one => (one.isPinned ? 'pinned' : startOfDay(one.changedAt))), [shown])
  const hasHeading = (index: number) => groups[index] !== groups[index - 1]
  return (
    <VirtualList
      kind="list"
      class="conversations"
      rowsClass="conversation-list"
      label={words.sidebar.list}
      keys={keys}
      setSize={recent.hasMore ? -1 : shown.length}
      guessHeight={index => ITEM_HEIGHT + (hasHeading(index) ? HEADING_HEIGHT : 0)}
      onNearEnd={() => void listMoreConversations()}
      row={index => {
        const conversation = shown[index]
        if (!conversation) return null
        return (
          <>
            {hasHeading(index) && <p class="day">{headingOf(conversation)}</p>}
            <ConversationItem conversation={conversation} list="sidebar" order={order} />
          </>
        )
      }}
      empty={<p class="conversations-empty">{words.sidebar.none}</p>}
    />
  )
}

function headingOf({ isPinned, changedAt }: Conversation): string {
  return isPinned ? words.conversation.pinned : formatDay(changedAt, Date.now())
}
