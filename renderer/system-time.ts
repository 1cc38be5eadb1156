/** A moment of this page (`performance.now`) by the clock that all processes of the system share: milliseconds since 1970. */
export function toSystemTime(at: number): number {
  return Math.round(Date.now() - (performance.now() - at))
}
