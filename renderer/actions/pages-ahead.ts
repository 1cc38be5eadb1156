import type { Conversation, ConversationPlace } from '../../app/conversation.ts'

/** A page of a list that was asked for before it is needed, and what of it main has told of meanwhile. */
interface PageAhead {
  page: Promise<Conversation[]>
  changed: Set<string>
}
const ahead = new Map<ConversationPlace, PageAhead>()

/** A page as it is to be shown: `conversations` without those whose news have come since, `fetched` with them. */
export interface HeldPage {
  fetched: readonly Conversation[]
  conversations: readonly Conversation[]
}

/** Whether the next page of a place is there, or on its way. */
export function isAhead(place: ConversationPlace): boolean {
  return ahead.has(place)
}

/** Holds the next page of a place until it is taken. One that cannot be fetched is forgotten. */
export function holdAhead(place: ConversationPlace, page: Promise<Conversation[]>): void {
  const held: PageAhead = { page, changed: new Set() }
  ahead.set(place, held)
  page.catch(() => {
    if (ahead.get(place) === held) ahead.delete(place)
  })
}

/** The next page of a place: the one that is held, else what `fetch` brings. */
export async function takeAhead(place: ConversationPlace, fetch: () => Promise<Conversation[]>): Promise<HeldPage> {
  const held = ahead.get(place)
  const fetched = await (held?.page ?? fetch())
  ahead.delete(place)
  return { fetched, conversations: fetched.filter(({ id }) => !held?.changed.has(id)) }
}

/** Conversations are no longer as they are in the pages that are held. */
export function outdate(ids: Iterable<string>): void {
  for (const { changed } of ahead.values()) for (const id of ids) changed.add(id)
}
