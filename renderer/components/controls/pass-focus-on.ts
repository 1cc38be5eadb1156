/**
 * When a focused element disappears with its row of a list, focuses the row that takes its place, or else the one before.
 * @param focus moves the focus to something in a row
 */
export function passFocusOn(item: Element | null, focus: (row: Element) => void): void {
  const row = item?.closest('[data-index]')
  if (!row || !item?.contains(document.activeElement)) return
  const [list, index] = [row.parentElement, Number(row.getAttribute('data-index'))]
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    const at = (place: number) => list?.querySelector(`:scope > [data-index="${place}"]`)
    const next = at(index) ?? at(index - 1)
    if (next) focus(next)
  })
}
