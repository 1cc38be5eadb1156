/**
 * The words of a reply that is arriving: what was kept of it when its turn was last told of, and what came since this window listens. Who
 * has listened from the beginning has all of them; who came later has their end, which begins before that of what was kept.
 */
export function wordsSoFar(kept: string, came: string): string {
  let at = 0
  while (!came.startsWith(kept.slice(at))) at++
  return kept.slice(0, at) + came
}
