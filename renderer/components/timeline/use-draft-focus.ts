import { useEffect, useRef } from 'preact/hooks'
import type { Turn } from '../../../app/conversation.ts'
import { sendTurn, trashTurn } from '../../actions/turns.ts'
import { isReadOnly } from '../../state/conversation.ts'
import { drafts } from '../../state/lists.ts'
import { phase } from '../../state/talk.ts'
import { sheet } from '../../state/window.ts'

/** A draft younger than this was just made, by a recording in this window. */
const JUST_NOW_MS = 15 * 60_000
const TYPED_INTO = 'input, textarea, select, [contenteditable]'

/** Drafts that have already been focused. Scrolling one back into view does not focus it again. */
const offered = new Set<string>()

/**
 * Focuses the newest draft when it appears, unless something is being typed or chosen. Enter then sends it, and Esc discards it.
 * @returns the properties of the element that shows the turn
 */
export function useDraftFocus(turn: Turn) {
  const ref = useRef<HTMLElement>(null)
  const isDraft = turn.status === 'draft' && !isReadOnly(turn)
  const isNewest = isDraft && drafts.value.at(-1)?.id === turn.id
  useEffect(() => {
    if (!isNewest || offered.has(turn.id)) return
    offered.add(turn.id)
    const isTaken = document.activeElement?.matches(TYPED_INTO) || sheet.value.name !== 'none'
    if (!isTaken && Date.now() - turn.createdAt < JUST_NOW_MS) ref.current?.focus()
  }, [isNewest])
  if (!isDraft) return { ref }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') void sendTurn(turn)
    // While something is recorded, sent or played, Escape is meant for that.
    else if (event.key === 'Escape' && phase.value === 'idle') void trashTurn(turn.id, 'discarded')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { ref, tabIndex: -1, onKeyDown }
}
