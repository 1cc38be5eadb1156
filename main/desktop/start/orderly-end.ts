import { setTimeout as wait } from 'node:timers/promises'

/**
 * Makes a function that runs `close` exactly once, however often it is called. Its promise resolves when `close` has succeeded or failed,
 * or after `limitMs`, whichever comes first: quitting must neither hang nor fail.
 */
export function endingOnce(close: () => Promise<void>, limitMs: number): () => Promise<void> {
  let ending: Promise<void> | null = null
  const end = async () => {
    const limit = new AbortController()
    const late = wait(limitMs, undefined, { signal: limit.signal, ref: false })
    await Promise.race([close(), late]).catch(error => console.error(error instanceof Error ? error.message : error))
    limit.abort()
  }
  return () => {
    ending ??= end()
    return ending
  }
}
