import { useLayoutEffect } from 'preact/hooks'
import { isWaiting, type Turn } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { isReadOnly } from '../../state/conversation.ts'
import { memo } from '../controls/memo.ts'
import { passFocusOn } from '../controls/pass-focus-on.ts'
import { DraftActions } from './draft-actions.tsx'
import { FailureNote } from './failure-note.tsx'
import { focusTurn } from './focus-turn.ts'
import { Question } from './question.tsx'
import { QueuedNote } from './queued-note.tsx'
import { Reply } from './reply.tsx'
import { useDraftFocus } from './use-draft-focus.ts'

/**
 * One question and its answer, with what can be done about drafts and failures. `place` and `of` tell screen readers its position in the
 * conversation.
 */
export const TurnRow = memo(({ turn, place, of }: { turn: Turn; place?: number; of?: number }) => {
  const draftFocus = useDraftFocus(turn)
  useLayoutEffect(() => () => passFocusOn(draftFocus.ref.current, focusTurn), [])
  return (
    <article
      class="turn"
      aria-label={words.turn.yours(turn.createdAt)}
      aria-posinset={place}
      aria-setsize={of}
      {...draftFocus}
    >
      <Question turn={turn} />
      {turn.status === 'draft' &&
        (isReadOnly(turn) ? <p class="note">{words.draft.neverSent}</p> : <DraftActions turn={turn} />)}
      {isWaiting(turn) ? <QueuedNote turn={turn} /> : <Reply turn={turn} />}
      {turn.unanswered > 0 && !isWaiting(turn) && <p class="note">{words.turn.unanswered(turn.unanswered)}</p>}
      {turn.failure && turn.status === 'failed' && <FailureNote turn={turn} failure={turn.failure} />}
    </article>
  )
})
