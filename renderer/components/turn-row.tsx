import type { Turn } from '../../app/conversation.ts'
import { words } from '../../app/words.ts'
import { DraftActions } from './draft-actions.tsx'
import { FailureNote } from './failure-note.tsx'
import { Question } from './question.tsx'
import { Reply } from './reply.tsx'
import { useDraftFocus } from './use-draft-focus.ts'

/** One question and its answer. Drafts and failures are dealt with here, on the turn they belong to. */
export function TurnRow({ turn }: { turn: Turn }) {
  const draftFocus = useDraftFocus(turn)
  return (
    <article class="turn" aria-label={words.turn.yours(turn.createdAt)} {...draftFocus}>
      <Question turn={turn} />
      {turn.status === 'draft' && <DraftActions turn={turn} />}
      <Reply turn={turn} />
      {turn.failure && turn.status === 'failed' && <FailureNote turn={turn} failure={turn.failure} />}
    </article>
  )
}
