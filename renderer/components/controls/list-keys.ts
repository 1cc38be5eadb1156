import { chooseThrough, toggleChosen } from '../../actions/selection.ts'
import { type ListName, selection } from '../../state/lists.ts'

const ITEM = '.conversation-item'

/** The present ids of a list's rows, in order. The same object as long as the list exists. */
export interface Order {
  readonly current: readonly string[]
}

/**
 * Moves the focus from a conversation to the one above or below it if an arrow key was pressed; with Shift, the ones passed are selected.
 * Returns whether it was such a key.
 */
export function moveByKey(event: KeyboardEvent & { currentTarget: Element }, list: ListName, order: Order) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const row = event.currentTarget.closest('[data-index]')
  if (step === undefined || !row || event.ctrlKey || event.metaKey || event.altKey) return false
  const from = Number(row.getAttribute('data-index'))
  const [fromId, toId] = [order.current[from], order.current[from + step]]
  if (event.shiftKey && fromId !== undefined) {
    if (selection.value?.list !== list) toggleChosen(list, fromId)
    if (toId !== undefined) chooseThrough(list, toId, order.current)
  }
  focusItem(row.parentElement?.querySelector(`:scope > [data-index="${from + step}"]`))
  return true
}

/** Focuses the conversation in a row. */
export function focusItem(row: Element | null | undefined): void {
  row?.querySelector<HTMLElement>(ITEM)?.focus()
}
