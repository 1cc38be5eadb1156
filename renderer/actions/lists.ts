import { batch } from '@preact/signals'
import type { Conversation, ConversationCursor, ConversationPlace } from '../../app/conversation.ts'
import { CONVERSATIONS_LIMIT } from '../../app/limits.ts'
import { afterPaint } from '../after-paint.ts'
import { main } from '../main-process.ts'
import { drafts, listed, trashedTurns } from '../state/lists.ts'
import { outbox } from '../state/outbox.ts'
import { attempt } from './attempt.ts'
import { holdAhead, isAhead, takeAhead } from './pages-ahead.ts'
import { takeConversations } from './records.ts'

const listedUpTo = new Map<ConversationPlace, ConversationCursor>()
const listing = new Set<ConversationPlace>()

/** Lists the conversations of a place that changed last, and each time it is called again those after them, until all are listed. */
export async function listMore(place: ConversationPlace): Promise<void> {
  const list = listed[place]
  if (listing.has(place) || !list.value.hasMore) return
  listing.add(place)
  await attempt(async () => {
    const { fetched, conversations } = await takeAhead(place, () => fetchPage(place))
    const last = fetched.at(-1)
    // Not the last one shown: a turn that was taken back may bring in one of a page that is still to come.
    if (last) listedUpTo.set(place, { changedAt: last.changedAt, id: last.id })
    batch(() => {
      list.value = { ...list.value, hasMore: fetched.length === CONVERSATIONS_LIMIT }
      takeConversations(conversations)
    })
  })
  listing.delete(place)
  fetchAhead(place)
}

/** Once what was listed is painted, the next page is fetched, so that it is there when the end is reached. */
function fetchAhead(place: ConversationPlace): void {
  afterPaint(() => {
    if (listed[place].value.hasMore && !listing.has(place) && !isAhead(place)) holdAhead(place, fetchPage(place))
  })
}

function fetchPage(place: ConversationPlace): Promise<Conversation[]> {
  const before = listedUpTo.get(place) ?? null
  return main.listConversations({ place, before, limit: CONVERSATIONS_LIMIT })
}

/** Lists what comes next in the sidebar: the pinned conversations first of all, then the others. */
export async function listMoreConversations(): Promise<void> {
  await listMore(listed.pinned.value.hasMore ? 'pinned' : 'recent')
}

/** Lists all that is in the trash, page after page, because it is shown by when it goes. */
export async function listTrash(): Promise<void> {
  await attempt(async () => {
    trashedTurns.value = await main.listTrashedTurns({})
  })
  for (let before = -1; listed.trash.value.hasMore && before < listed.trash.value.conversations.length; ) {
    before = listed.trash.value.conversations.length
    await listMore('trash')
  }
}

/** Lists every draft there is. */
export async function listDrafts(): Promise<void> {
  await attempt(async () => {
    drafts.value = await main.listDrafts({})
  })
}

/** Lists every question that waits to be sent, and every late reply that nobody has looked at. */
export async function listOutbox(): Promise<void> {
  await attempt(async () => {
    outbox.value = await main.listOutbox({})
  })
}
