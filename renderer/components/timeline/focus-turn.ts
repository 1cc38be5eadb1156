import { narrowWindow } from '../../narrow-window.ts'

/**
 * Focuses the turn in a row if nothing else has the focus, for as long as the focus stays there, because turns are not reached with Tab. An
 * element in the sidebar of a narrow window does not count: it is about to be hidden with the sidebar.
 */
export function focusTurn(row: Element): void {
  const turn = row.querySelector<HTMLElement>('.turn')
  const { activeElement } = document
  const isHeld = activeElement !== document.body && !(narrowWindow.matches && activeElement?.closest('.sidebar'))
  if (!turn || isHeld) return
  if (!turn.hasAttribute('tabindex')) {
    turn.tabIndex = -1
    turn.addEventListener('blur', () => turn.removeAttribute('tabindex'), { once: true })
  }
  turn.focus({ preventScroll: true })
}
