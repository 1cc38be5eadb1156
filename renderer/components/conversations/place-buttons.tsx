import { Archive, Hourglass, Inbox, Trash2 } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { openPlace } from '../../actions/conversations.ts'
import { conversation, isInTrash } from '../../state/conversation.ts'
import { drafts } from '../../state/lists.ts'
import { waiting } from '../../state/outbox.ts'
import { place } from '../../state/window.ts'
import { Icon } from '../controls/icon.tsx'

/** The places besides the list of conversations: drafts, waiting questions, the archive, the trash. */
export function PlaceButtons() {
  const { sidebar, outbox } = words
  const count = drafts.value.length
  const waitingCount = waiting.value.length
  const places = [
    { name: 'drafts', icon: Inbox, label: count > 0 ? sidebar.draftCount(count) : sidebar.drafts },
    {
      name: 'waiting',
      icon: Hourglass,
      label: waitingCount > 0 ? outbox.placeCount(waitingCount) : outbox.place,
    },
    { name: 'archived', icon: Archive, label: sidebar.archived },
    { name: 'trash', icon: Trash2, label: sidebar.trash },
  ] as const
  return (
    <>
      {places.map(({ name, icon, label }) => (
        <button
          type="button"
          key={name}
          class="sidebar-item"
          aria-current={currentPlace() === name ? 'page' : undefined}
          onClick={() => openPlace(name)}
        >
          <Icon of={icon} />
          {label}
        </button>
      ))}
    </>
  )
}

/** The place that is shown, or that contains the open conversation. */
function currentPlace(): 'drafts' | 'waiting' | 'archived' | 'trash' | null {
  if (place.value !== 'conversation') return place.value
  if (isInTrash.value) return 'trash'
  return conversation.value?.isArchived ? 'archived' : null
}
