import { words } from '../../app/words.ts'
import { restoreTurn } from '../actions/undo.ts'
import { undo } from '../state.ts'

/** Offers to take back what was just put away. */
export function UndoStrip() {
  const last = undo.value
  if (!last) return null
  return (
    <div class="undo">
      <span aria-live="polite">{words.undo[last.kind]}</span>
      <button type="button" class="link" onClick={() => void restoreTurn()}>
        {words.undo.undo}
      </button>
    </div>
  )
}
