import type { Api } from '../../app/contract.ts'
import type { Keeping } from '../keeping/keeping.ts'
import type { Library } from '../library/library.ts'
import type { Outbox } from '../outbox/outbox.ts'

/** Answers what the window asks about questions that wait to be sent. */
export function outboxRequests({
  library,
  keeping,
  outbox,
}: {
  library: Library
  keeping: Keeping
  outbox: Outbox
}): Pick<Api, 'listOutbox' | 'noteRepliesSeen' | 'reportOnline' | 'keepAsDraft'> {
  return {
    listOutbox: async () => library.outbox(),
    noteRepliesSeen: async ({ conversationId }) => {
      outbox.noteRepliesSeen(conversationId)
      return {}
    },
    reportOnline: async () => {
      outbox.networkReturned()
      return {}
    },
    keepAsDraft: async ({ turnId }) => {
      outbox.takeOut(turnId, 'draft')
      return keeping.turn(turnId)
    },
  }
}
