/** What was last reached with the pointer. */
const clicked = new WeakSet<EventTarget>()
let isPointing = false
let isTabbing = false

/**
 * Begins to notice how the focus moves. `:focus-visible` cannot tell: Chromium turns it on at any key press, also on what was
 * clicked. Focus that the window moves by itself, such as back to the button that opened a sheet, changes nothing.
 */
export function watchFocus(): void {
  const options = { capture: true }
  addEventListener('pointerdown', () => point(true), options)
  addEventListener('pointerup', () => point(false), options)
  addEventListener('pointercancel', () => point(false), options)
  addEventListener('keydown', ({ key }) => tab(key === 'Tab'), options)
  addEventListener('focusin', ({ target }) => {
    if (!target) return
    if (isPointing) clicked.add(target)
    else if (isTabbing) clicked.delete(target)
  })
}

/** Whether the pointer, rather than the keyboard, brought the focus here. */
export function isReachedByPointer(target: EventTarget): boolean {
  return clicked.has(target)
}

function point(isDown: boolean): void {
  isPointing = isDown
  isTabbing = false
  // What has the focus already gets no event when it is clicked.
  if (isDown && document.activeElement) clicked.add(document.activeElement)
}

function tab(isTab: boolean): void {
  isTabbing = isTab
}
