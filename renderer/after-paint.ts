/**
 * Does something once what is in the page now was painted: what need not be seen at once waits until then. While the window is
 * hidden nothing is painted. Returns the function that calls it off.
 */
export function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
