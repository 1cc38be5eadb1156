import { narrowWindow } from '../../narrow-window.ts'

/**
 * Gives the turn in a row the focus that nothing else has, for as long as it stays there: nobody tabs to turns. What is in the sidebar
 * of a narrow window is about to be hidden with it.
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
