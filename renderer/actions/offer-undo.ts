import { type Undoable, undo } from '../state.ts'

const UNDO_MS = 5000
let timer: ReturnType<typeof setTimeout> | undefined

/** Offers for five seconds to take back what was put away; null offers nothing any more. */
export function offerUndo(done: Undoable | null): void {
  clearTimeout(timer)
  undo.value = done
  timer = setTimeout(() => {
    undo.value = null
  }, UNDO_MS)
}
