import { words } from '../../../app/words/words.ts'
import { undoLast } from '../../actions/undo.ts'
import { type Undoable, undo } from '../../state/lists.ts'

/** Offers to restore what was just removed. */
export function UndoStrip() {
  const last = undo.value
  if (!last) return null
  return (
    <div class="undo">
      <span aria-live="polite">{sayDone(last)}</span>
      <button type="button" class="link" onClick={() => void undoLast()}>
        {words.undo.undo}
      </button>
    </div>
  )
}

function sayDone(done: Undoable): string {
  return 'conversationIds' in done ? words.undo[done.kind](done.conversationIds.length) : words.undo[done.kind]
}
