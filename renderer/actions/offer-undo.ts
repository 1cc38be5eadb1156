import { type Undoable, undo } from '../state/lists.ts'

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

/** Offers no more to take back a turn or conversation that is back already, or gone for ever. */
export function forgetUndo(id: string): void {
  const { value: last } = undo
  if (last === null) return
  if (!('conversationIds' in last)) {
    if (last.turnId === id) offerUndo(null)
    return
  }
  const conversationIds = last.conversationIds.filter(one => one !== id)
  if (conversationIds.length === 0) offerUndo(null)
  else if (conversationIds.length < last.conversationIds.length) undo.value = { ...last, conversationIds }
}
