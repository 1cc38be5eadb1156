import * as v from 'valibot'
import {
  ConversationCursorSchema,
  ConversationPlaceSchema,
  ConversationSchema,
  IdSchema,
  TurnSchema,
} from '../conversation.ts'
import { CONVERSATIONS_LIMIT, HITS_LIMIT, IDS_LIMIT, SEARCH_TEXT_LIMIT, TITLE_LIMIT, TURNS_LIMIT } from '../limits.ts'
import { PersonaIdSchema } from '../personas/personas.ts'
import { ProfileIdSchema } from '../profiles/profiles.ts'
import { SearchCursorSchema, SearchHitSchema, SearchOrderSchema } from '../search/search-hit.ts'
import { Count, limitOf, Nothing } from './fields.ts'

const OfConversations = v.object({ conversationIds: v.pipe(v.array(IdSchema), v.maxLength(IDS_LIMIT)) })

/** Requests about conversations: listing, reading, changing, removing and searching them. */
export const conversationRequests = {
  /**
   * A page of the conversations of a place, newest change first, after `before`, the last one of the previous page. A conversation that
   * changes meanwhile moves to the front and is announced, so no page skips or repeats one.
   */
  listConversations: {
    input: v.object({
      place: v.optional(ConversationPlaceSchema, 'recent'),
      before: v.nullable(ConversationCursorSchema),
      limit: limitOf(CONVERSATIONS_LIMIT),
    }),
    output: v.array(ConversationSchema),
  },
  /** Ids of all conversations of a place, newest change first, for what is done with all of them. */
  listConversationIds: { input: v.object({ place: ConversationPlaceSchema }), output: v.array(IdSchema) },
  /** The newest NEWEST_TURNS turns of a conversation in order, and their `total` number; null when there is no such conversation. */
  openConversation: {
    input: v.object({ conversationId: IdSchema }),
    output: v.object({ conversation: v.nullable(ConversationSchema), turns: v.array(TurnSchema), total: Count }),
  },
  /** The last turns before a position, in order; fewer than `limit` when there are no more. */
  listTurns: {
    input: v.object({ conversationId: IdSchema, before: Count, limit: limitOf(TURNS_LIMIT) }),
    output: v.array(TurnSchema),
  },
  /** Changes what the user decides about a conversation. With an empty title it is named by its first words again. */
  changeConversation: {
    input: v.object({
      conversationId: IdSchema,
      title: v.optional(v.pipe(v.string(), v.maxLength(TITLE_LIMIT))),
      isPinned: v.optional(v.boolean()),
      isArchived: v.optional(v.boolean()),
      /** Null: the profile that answers everywhere. */
      profileId: v.optional(v.nullable(ProfileIdSchema)),
      /** Null: the persona in use everywhere. */
      personaId: v.optional(v.nullable(PersonaIdSchema)),
    }),
    output: ConversationSchema,
  },
  /** Puts conversations into the trash for 30 days. Replies under way in them are stopped. */
  trashConversations: { input: OfConversations, output: Nothing },
  /** Takes conversations out of the trash. */
  restoreConversations: { input: OfConversations, output: Nothing },
  /** Deletes conversations with everything in them, at once and for good. */
  deleteConversations: { input: OfConversations, output: Nothing },
  /** Copies a conversation up to one of its turns into a new one, to go on from there. */
  duplicateConversation: {
    input: v.object({ conversationId: IdSchema, throughTurnId: IdSchema }),
    output: ConversationSchema,
  },
  /** Deletes everything in the trash, conversations and turns, at once and for good. */
  emptyTrash: { input: Nothing, output: Nothing },
  /**
   * The hits for a search text, in the syntax of `parseQuery`: first conversations by name, then turns. `next` is the position after which
   * the next page comes, null when there is none. `complaint` says which part of the text could not be understood and was left out.
   */
  searchTurns: {
    input: v.object({
      text: v.pipe(v.string(), v.maxLength(SEARCH_TEXT_LIMIT)),
      order: SearchOrderSchema,
      before: v.nullable(SearchCursorSchema),
      limit: limitOf(HITS_LIMIT),
    }),
    output: v.object({
      hits: v.array(SearchHitSchema),
      next: v.nullable(SearchCursorSchema),
      complaint: v.nullable(v.string()),
    }),
  },
  /**
   * Begins a conversation that is kept in memory only. It belongs to this window, which has one at a time, until it or the window is
   * closed. The same requests are used in it; no list, search or export includes it.
   */
  openPrivateConversation: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** Stops what is under way in it and forgets all of it. */
  closePrivateConversation: { input: v.object({ conversationId: IdSchema }), output: Nothing },
} as const
